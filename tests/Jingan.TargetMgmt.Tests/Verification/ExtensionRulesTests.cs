using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>Requests for an extension and their answers in a log written by hand: as the service keeps them,
/// and with one lie each.</summary>
public sealed class ExtensionRulesTests
{
    private static readonly Dictionary<string, (Action<List<JsonObject>> Tell, string Found)> Lies = new()
    {
        ["no such period"] = (log => log.RemoveAt(0), "entry 0: there is no period 2018-06 before it"),
        ["asked again while it is open"] = (log => log.Insert(2, Asked()),
            "entry 2: entry 1, a request of LSJ for 2018-06, was still open"),
        ["granted twice"] = (log => log.Add(log[2].DeepClone().AsObject()),
            "entry 5: entry 1, a request, was answered in entry 2 already"),
        ["granted and refused"] = (log => log[4]["request"] = 1,
            "entry 4: entry 1, a request, was answered in entry 2 already"),
        ["granted before it was asked"] = (log => (log[1], log[2]) = (log[2], log[1]),
            "entry 1: entry 1, which it answers, is no earlier request"),
        ["granted for another unit"] = (log => log[2]["unit"] = "FGW",
            "entry 2: entry 1, which it answers, is no earlier request for that period, unit and target"),
        ["granted for every target"] = (log => log[2].Remove("targetId"), "entry 2: entry 1, which it answers, is no"),
        ["granted for another period"] = (log => log[2]["period"] = "2018-05", "entry 2: entry 1, which it answers"),
        ["granted what is no request"] = (log => log[2]["request"] = 0, "entry 2: entry 0, which it answers, is no"),
        ["refused another unit"] = (log => log[4]["unit"] = "FGW", "entry 4: entry 3, which it answers, is no earlier"),
        ["refused another target"] =
            (log => log[4]["targetId"] = "JA2018-041", "entry 4: entry 3, which it answers, is no earlier"),
        ["refused another period"] = (log => log[4]["period"] = "2018-05", "entry 4: entry 3, which it answers, is no"),
        ["refused what is to come"] = (log => log[4]["request"] = 9, "entry 4: entry 9, which it answers, is no"),
    };

    public static TheoryData<string> AllLies => [.. Lies.Keys];

    [Fact]
    public void What_the_service_writes_breaks_no_rule() => Assert.Empty(Check(Honest()).Damage);

    [Fact]
    public void An_extension_that_nobody_asked_for_and_a_request_without_an_answer_break_none()
    {
        var log = Honest();
        log[2].Remove("request");
        log.RemoveRange(3, 2);
        Assert.Empty(Check(log).Damage);
    }

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

    // A period; a request and the extension that grants it; the same asked again, and refused.
    private static List<JsonObject> Honest()
    {
        var granted = WholeEntry.OfType("extension");
        granted["request"] = 1;
        var refused = WholeEntry.OfType("extension-refusal");
        refused["request"] = 3;
        return [WholeEntry.OfType("period"), Asked(), granted, Asked(), refused];
    }

    private static JsonObject Asked() => WholeEntry.OfType("extension-request");

    private static Findings Check(List<JsonObject> log, bool isAllRead = true) =>
        RuleLog.Check(log, findings => new ExtensionRules(findings, () => isAllRead).Check);
}
