using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>Switches of the public page in a log written by hand: as the service keeps them, and with one lie
/// each.</summary>
public sealed class PublicPageRulesTests
{
    private static readonly Dictionary<string, (Action<List<JsonObject>> Tell, string Found)> Lies = new()
    {
        ["one left out"] = (log => log.RemoveAt(1), "entry 1: its version is 3, the one before is 1"),
        ["the first left out"] = (log => log.RemoveAt(0), "entry 0: its version is 2, the one before is 0"),
        ["open twice"] = (log => log[1]["open"] = true, "entry 1: the public page was open already"),
        ["without a reason"] = (log => log[2]["reason"] = " ", "entry 2: it says no reason"),
    };

    public static TheoryData<string> AllLies => [.. Lies.Keys];

    [Fact]
    public void What_the_service_writes_breaks_no_rule() => Assert.Empty(Check(Honest()).Damage);

    [Fact]
    public void The_first_may_say_that_it_stays_closed() => Assert.Empty(Check([Switch(1, false)]).Damage);

    [Theory, MemberData(nameof(AllLies))]
    public void Every_lie_is_found_and_named(string lie)
    {
        var log = Honest();
        Lies[lie].Tell(log);
        Assert.Contains(Check(log).Damage, f => f.En.StartsWith(Lies[lie].Found, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_not_all_could_be_read_a_version_may_be_in_what_was_not()
    {
        var findings = Check(Honest()[1..], isAllRead: false);
        Assert.Empty(findings.Damage);
        Assert.NotEmpty(findings.Withheld);
    }

    private static List<JsonObject> Honest() => [Switch(1, true), Switch(2, false), Switch(3, true)];

    private static JsonObject Switch(long version, bool open)
    {
        var entry = WholeEntry.OfType("public-page");
        (entry["version"], entry["open"]) = (version, open);
        return entry;
    }

    private static Findings Check(List<JsonObject> log, bool isAllRead = true) =>
        RuleLog.Check(log, findings => new PublicPageRules(findings, () => isAllRead).Check);
}
