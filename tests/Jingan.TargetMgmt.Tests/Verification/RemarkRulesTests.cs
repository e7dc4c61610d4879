using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>Remarks and their answers in a log written by hand: as the service keeps them,
/// and with one lie each.</summary>
public sealed class RemarkRulesTests
{
    private static readonly Dictionary<string, (Action<List<JsonObject>> Tell, string Found)> Lies = new()
    {
        ["on no report"] = (log => log[1]["unit"] = "FGW",
            "entry 1: entry 0, which it is about, is not the newest report of FGW on JA2018-028 for 2018-06"),
        ["on another target's report"] = (log => log[1]["targetId"] = "JA2018-041", "entry 1: entry 0, which it is ab"),
        ["on another period's report"] = (log => log[1]["period"] = "2018-05", "entry 1: entry 0, which it is about"),
        ["on another revision"] = (log => log[1]["revision"] = 2, "entry 1: entry 0, which it is about, is not"),
        ["on another entry"] = (log => log[1]["progress"] = 1, "entry 1: entry 1, which it is about, is not the"),
        ["on what is to come"] = (log => log[1]["progress"] = 3, "entry 1: entry 3, which it is about, is not the new"),
        ["on an older revision"] = (log => log.Add(Remark(0, 1, "other")),
            "entry 4: entry 0, which it is about, is not the newest report of LSJ on JA2018-028 for 2018-06 with"),
        ["the same twice"] = (log => log.Insert(2, Remark(0, 1, "unclear")),
            "entry 2: entry 0 has a remark with this code already, entry 1"),
        ["an answer to what is no remark"] = (log => log[3]["answersRemarks"]![0] = 0,
            "entry 3: entry 0, which it answers, is no earlier remark on the same report"),
        ["an answer to what is to come"] = (log => log[3]["answersRemarks"]![0] = 9, "entry 3: entry 9, which it answ"),
        ["an answer by another unit"] = (log => log[3]["unit"] = "FGW", "entry 3: entry 1, which it answers, is no"),
        ["an answer on another target"] = (log => log[3]["targetId"] = "JA2018-041", "entry 3: entry 1, which it answ"),
        ["an answer for another period"] = (log => log[3]["period"] = "2018-05", "entry 3: entry 1, which it answers"),
        ["answered twice"] = (log => log.Add(Report(3, 1)), "entry 4: entry 1, a remark, was answered in entry 3 alr"),
        ["answered twice at once"] = (log => log[3]["answersRemarks"]![1] = 1,
            "entry 3: entry 1, a remark, was answered in entry 3 already"),
    };

    public static TheoryData<string> AllLies => [.. Lies.Keys];

    [Fact]
    public void What_the_service_writes_breaks_no_rule() => Assert.Empty(Check(Honest()).Damage);

    [Fact]
    public void A_remark_without_an_answer_and_a_revision_that_names_none_break_none()
    {
        var log = Honest();
        log[3].Remove("answersRemarks");
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

    // A report, two remarks on it, and the revision that answers both.
    private static List<JsonObject> Honest() =>
        [Report(1), Remark(0, 1, "unclear"), Remark(0, 1, "evidenceMissing"), Report(2, 1, 2)];

    private static JsonObject Report(long revision, params long[] answers)
    {
        var report = WholeEntry.OfType("progress");
        report["revision"] = revision;
        report["answersRemarks"] = answers.Length == 0 ? null : new JsonArray([.. answers.Select(a => (JsonNode)a)]);
        if (answers.Length == 0)
        {
            report.Remove("answersRemarks");
        }

        return report;
    }

    private static JsonObject Remark(long progress, long revision, string code)
    {
        var remark = WholeEntry.OfType("remark");
        (remark["progress"], remark["revision"], remark["code"]) = (progress, revision, code);
        return remark;
    }

    private static Findings Check(List<JsonObject> log, bool isAllRead = true) =>
        RuleLog.Check(log, findings => new RemarkRules(findings, () => isAllRead).Check);
}
