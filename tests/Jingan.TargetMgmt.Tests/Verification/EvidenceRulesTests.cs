using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>Evidence and its removal in a log written by hand: as the service keeps them, and with one lie
/// each.</summary>
public sealed class EvidenceRulesTests
{
    private static readonly Dictionary<string, (Action<List<JsonObject>> Tell, string Found)> Lies = new()
    {
        ["no hash"] = (log => log[0]["sha256"] = new string('D', 64), "entry 0: it has no SHA-256, size and type"),
        ["nothing in it"] = (log => log[0]["size"] = 0, "entry 0: it has no SHA-256, size and type"),
        ["a program"] = (log => log[0]["mediaType"] = "application/x-msdownload", "entry 0: it has no SHA-256, size"),
        ["the same twice"] = (log => log[1]["unit"] = "LSJ", "entry 1: LSJ had uploaded the same content in entry 0"),
        ["another length"] = (log => log[1]["size"] = 7, "entry 1: content of that hash had 482113 bytes before"),
        ["uploaded after its removal"] = (log => (log[1], log[2]) = (log[2], log[1]),
            "entry 2: its content was removed by law in entry 1"),
        ["removed what nobody uploaded"] = (log => log[2]["sha256"] = new string('e', 64),
            "entry 2: nobody had uploaded the content that it removes"),
        ["removed twice"] = (log => log.Add(log[2].DeepClone().AsObject()),
            "entry 3: its content was removed in entry 2 already"),
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
    public void Where_not_all_could_be_read_a_removal_may_be_of_what_was_not()
    {
        var findings = Check(Honest()[2..], isAllRead: false);
        Assert.Empty(findings.Damage);
        Assert.NotEmpty(findings.Withheld);
    }

    // Two units upload the same, and it is removed.
    private static List<JsonObject> Honest()
    {
        var others = WholeEntry.OfType("evidence");
        others["unit"] = "FGW";
        return [WholeEntry.OfType("evidence"), others, WholeEntry.OfType("evidence-removal")];
    }

    private static Findings Check(List<JsonObject> log, bool isAllRead = true) =>
        RuleLog.Check(log, findings => new EvidenceRules(findings, () => isAllRead).Check);
}
