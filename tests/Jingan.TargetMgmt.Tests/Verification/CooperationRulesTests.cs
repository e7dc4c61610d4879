using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>Parts, whom a report waits for and the answers in a log written by hand: as the service keeps them, and
/// with one lie each.</summary>
public sealed class CooperationRulesTests
{
    private const string NoPart = "entry 2: LSJ tells of a part of JA2018-028, on which it does not co-operate";

    private static readonly Dictionary<string, (Action<List<JsonObject>> Tell, string Found)> Lies = new()
    {
        ["a part of who leads"] = (log => log[0]["target"]!["coUnits"] = new JsonArray(), NoPart),
        ["a part of another target"] = (log => log[0]["target"]!["id"] = "JA2018-041", NoPart),
        ["a part done in the future"] = (log => log[2]["part"]!["doneOn"] = "2018-07-02",
            "entry 2: the part was done on 2018-07-02, after the day of the report"),
        ["it waits for itself"] = (log => Wait(log)["unit"] = "LSJ",
            "entry 2: number 1 of whom it waits for is no other unit"),
        ["it waits for nobody"] = (log => Wait(log).Remove("unit"), "entry 2: number 1 of whom it waits for is"),
        ["it waits for a target led by another"] = (log => Wait(log)["unit"] = "GTJ",
            "entry 2: number 1 of whom it waits for is JA2018-003, which GTJ did not lead by then"),
        ["it waits for a target that is to come"] = (log => log.RemoveAt(1),
            "entry 1: number 1 of whom it waits for is JA2018-003, which FGW did not lead by then"),
        ["it waits since a day to come"] = (log => Wait(log)["since"] = "2018-07-02",
            "entry 2: it waits for number 1 since 2018-07-02, after the day of the report"),
        ["it waits for the same twice"] = (
            log => log[2]["waitsFor"]!.AsArray().Add(Wait(log).DeepClone()),
            "entry 2: number 2 of whom it waits for is named before"),
        ["an answer to another entry"] = (log => log[3]["progress"] = 1, "entry 3: number 1 of entry 1, which it"),
        ["an answer to another number"] = (log => log[3]["item"] = 2, "entry 3: number 2 of entry 2, which it"),
        ["an answer by another unit"] = (log => log[3]["unit"] = "GTJ", "entry 3: number 1 of entry 2, wh"),
        ["an answer to another unit"] = (log => log[3]["waitingUnit"] = "GTJ", "entry 3: number 1 of entry 2, wh"),
        ["an answer on another target"] = (log => log[3]["targetId"] = "JA2018-041", "entry 3: number 1 of entry 2"),
        ["an answer for another period"] = (log => log[3]["period"] = "2018-05", "entry 3: number 1 of entry 2, wh"),
        ["an answer to what is to come"] = (log => log.Insert(2, Answer(3)), "entry 2: number 1 of entry 3, which"),
    };

    public static TheoryData<string> AllLies => [.. Lies.Keys];

    [Fact]
    public void What_the_service_writes_breaks_no_rule() => Assert.Empty(Check(Honest()).Damage);

    [Fact]
    public void A_second_answer_and_a_unit_waited_for_as_such_break_none()
    {
        var log = Honest();
        log.Add(Answer(2));
        Wait(log).Remove("targetId");
        Assert.Empty(Check(log).Damage);
    }

    [Fact]
    public void Who_led_a_target_before_may_be_waited_for()
    {
        var log = Honest();
        log.Insert(2, Target("JA2018-003", "GTJ"));
        log[4]["progress"] = 3;
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
        log.RemoveRange(0, 2);
        var findings = Check(log, isAllRead: false);
        Assert.Empty(findings.Damage);
        Assert.NotEmpty(findings.Withheld);
    }

    private static JsonObject Wait(List<JsonObject> log) => log[2]["waitsFor"]![0]!.AsObject();

    // Two targets, a co-unit's report on the first that waits for the second, and the answer.
    private static List<JsonObject> Honest() =>
        [Target("JA2018-028", "SWW", "LSJ"), Target("JA2018-003", "FGW"), WholeEntry.OfType("progress"), Answer(2)];

    private static JsonObject Target(string id, string lead, string? coUnit = null)
    {
        var entry = WholeEntry.OfType("target");
        (entry["target"]!["id"], entry["target"]!["leadUnit"]) = (id, lead);
        entry["target"]!["coUnits"] = coUnit is null
            ? new JsonArray()
            : new JsonArray(new JsonObject { ["unit"] = coUnit, ["part"] = "用地" });
        return entry;
    }

    private static JsonObject Answer(long progress)
    {
        var answer = WholeEntry.OfType("waiting-answer");
        answer["progress"] = progress;
        return answer;
    }

    private static Findings Check(List<JsonObject> log, bool isAllRead = true) =>
        RuleLog.Check(log, findings => new CooperationRules(findings, () => isAllRead).Check);
}
