using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>Certified values in a log written by hand: as the service keeps them, and with one lie each.</summary>
public sealed class CertifiedRulesTests
{
    private static readonly Dictionary<string, (Action<List<JsonObject>> Tell, string Found)> Lies = new()
    {
        ["by another unit"] = (log => log[1]["unit"] = "FGW", "entry 1: FGW is not the certifying unit of JA2018-028"),
        ["by the lead unit"] = (log => log[0]["target"]!["leadUnit"] = "TJJ", "entry 1: TJJ is not the certifying"),
        ["where none certifies"] = (log => log[0]["target"]!.AsObject().Remove("certifyingUnit"),
            "entry 1: TJJ is not the certifying unit of JA2018-028, or leads it"),
        ["of another target"] = (log => log[1]["targetId"] = "JA2018-041", "entry 1: TJJ is not the certifying"),
        ["before it may"] = (log => (log[0], log[1]) = (log[1], log[0]), "entry 0: TJJ is not the certifying unit of"),
        ["of no quantity"] = (log => log[0]["target"]!["kind"] = "qualitative", "entry 1: JA2018-028 is no quantit"),
        ["a correction without a reason"] = (log => log[2].Remove("reason"), "entry 2: it corrects what was certified"),
        ["a first with a reason"] = (log => log[2]["revision"] = 1, "entry 2: it corrects what was certified without"),
    };

    public static TheoryData<string> AllLies => [.. Lies.Keys];

    [Fact]
    public void What_the_service_writes_breaks_no_rule() => Assert.Empty(Check(Honest()).Damage);

    [Theory, MemberData(nameof(AllLies))]
    public void Every_lie_is_found_and_named(string lie)
    {
        var log = Honest();
        Lies[lie].Tell(log);
        Assert.Contains(Check(log).Damage, f => f.En.StartsWith(Lies[lie].Found, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_not_all_could_be_read_nothing_is_held_against_anybody()
    {
        var log = Honest();
        log.RemoveAt(0);
        var findings = Check(log, isAllRead: false);
        Assert.Empty(findings.Damage);
        Assert.NotEmpty(findings.Withheld);
    }

    // A target that TJJ certifies, what it certified, and its correction.
    private static List<JsonObject> Honest()
    {
        var target = WholeEntry.OfType("target");
        (target["target"]!["certifyingUnit"], target["target"]!["kind"]) = ("TJJ", "quantitative");
        target["target"]!["id"] = "JA2018-028";
        return [target, Certified(1), Certified(2)];
    }

    private static JsonObject Certified(long revision)
    {
        var certified = WholeEntry.OfType("certified-value");
        certified["revision"] = revision;
        if (revision == 1)
        {
            certified.Remove("reason");
        }

        return certified;
    }

    private static Findings Check(List<JsonObject> log, bool isAllRead = true) =>
        RuleLog.Check(log, findings => new CertifiedRules(findings, () => isAllRead).Check);
}
