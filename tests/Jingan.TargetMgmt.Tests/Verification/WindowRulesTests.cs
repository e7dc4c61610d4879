using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>The windows of a government log written by hand: as the service keeps them,
/// and with one lie each.</summary>
public sealed class WindowRulesTests
{
    private static readonly string[] Honest =
    [
        """{"v":1,"type":"unit","at":"2018-05-01T00:00:00.000Z","actor":"office","version":1,"unit":{"code":"U01","name":"甲局","kind":"department"}}""",
        """{"v":1,"type":"target","at":"2018-05-01T00:00:00.000Z","actor":"office","version":1,"target":{"id":"JA2018-001","year":2018,"level":"departmental","field":"美丽静安","title":"合成数据","nature":"binding","kind":"qualitative","leadUnit":"U01","source":"合成数据","requirement":""}}""",
        Period("2018-06", "2018-06-01", "2018-07-20", 1, "2018-05-01T00:00:00.000Z"),
        Opened("2018-06", 3, "2018-05-31T16:00:00.000Z"),
        Progress("2018-06", "2018-05-31T16:00:00.000Z", false),
        Period("2018-06", "2018-06-01", "2018-08-04", 2, "2018-07-20T00:00:00.000Z", "系统升级"),
        Progress("2018-06", "2018-08-04T15:59:59.999Z", false),
        """{"v":1,"type":"period-closed","at":"2018-08-04T16:00:00.000Z","actor":"service","period":"2018-06","logSize":7,"cause":"windowEnded"}""",
        """{"v":1,"type":"extension","at":"2018-08-05T00:00:00.000Z","actor":"office","period":"2018-06","unit":"U01","until":"2018-08-10","reason":"补报"}""",
        Progress("2018-06", "2018-08-10T15:59:59.999Z", true),
    ];

    private static readonly Dictionary<string, (Action<List<JsonObject>> Tell, string Found)> Lies = new()
    {
        ["opened twice"] = (log => log.Add(Of(Opened("2018-06", 10, "2018-08-11T00:00:00.000Z"))),
            "entry 10: 2018-06 had opened before"),
        ["opened by the office"] = (log => log[3]["actor"] = "office", "entry 3: it is by office"),
        ["opened on a log to come"] = (log => log[3]["logSize"] = 4, "entry 3: its logSize 4 is beyond"),
        ["opened on less than nothing"] = (log => log[3]["logSize"] = -1, "entry 3: its logSize -1 is beyond"),
        ["opened past a target"] = (log => log[3]["logSize"] = 1, "entry 3: entry 1, a target or unit, stands before"),
        ["opened past a unit"] = (log => (log[1], log[0], log[3]["logSize"]) = (log[0], log[1], 1),
            "entry 3: entry 1, a target or unit, stands before"),
        ["opened the day before"] =
            (log => log[3]["at"] = "2018-05-31T15:59:59.999Z", "entry 3: 2018-06 opens before its day"),
        ["opened with another due day"] =
            (log => log[3]["dueOn"] = "2018-07-11", "entry 3: 2018-06 opens before its day, or its due day"),
        ["opened before there was a period"] =
            (log => (log[2], log[3], log[3]["logSize"]) = (log[3], log[2], 2), "entry 2: 2018-06 opens before its day"),
        ["more days than are configurable"] = (log => log[3]["postponeDays"] = 93, "entry 3: its postponeDays 93"),
        ["other days than the year's first"] =
            (log => July(log)[^1]["postponeDays"] = 31, "entry 11: its postponeDays 31"),
        ["no time"] = (log => log[3]["at"] = "2018-06-01", "entry 3 (period-opened) does not have its form: at"),
        ["closed twice"] =
            (log => log.Add(At(log[7], "2018-08-11T00:00:00.000Z")), "entry 10: 2018-06 had closed before"),
        ["closed by the office"] = (log => log[7]["actor"] = "office", "entry 7: it is by office"),
        ["closed on a log to come"] = (log => log[7]["logSize"] = 8, "entry 7: its logSize 8 is beyond"),
        ["closed before it opened"] = (log => log[7]["logSize"] = 3, "entry 7: 2018-06 had not opened"),
        ["closed without an opening"] = (log => log[7]["period"] = "2018-07", "entry 7: 2018-07 had not opened"),
        ["closed past a report"] = (log => log[7]["logSize"] = 6, "entry 7: entry 6, a report, stands before"),
        ["closed on the closing day"] = (log => log[7]["at"] = "2018-08-04T15:59:59.999Z",
            "entry 7: the close of 2018-06 (windowEnded) is not on its day"),
        ["overdue too early"] = (
            log => (log[5]["period"]!["closesOn"], log[6]["at"], log[7]["at"], log[7]["cause"]) =
                ("2018-08-19", "2018-08-01T00:00:00.000Z", "2018-08-08T15:59:59.999Z", "overdue"),
            "entry 7: the close of 2018-06 (overdue) is not on its day"),
        ["remarked on after the close"] = (log => log.Insert(8, Of(Remark("2018-08-04T16:00:00.000Z"))),
            "entry 8: the remark was made on 2018-08-05, when U01 could no longer file for 2018-06"),
        ["remarked on after the extension"] = (log => log.Add(Of(Remark("2018-08-10T16:00:00.000Z"))),
            "entry 10: the remark was made on 2018-08-11, when U01 could no longer file for 2018-06"),
        ["certified before the opening"] = (log => log.Insert(3, Of(Certified(false))),
            "entry 3: the value stands before the opening of 2018-06"),
        ["certified late in time"] = (log => log.Insert(6, Of(Certified(true))),
            "entry 6: its late is True, which the close of 2018-06 does not bear out"),
        ["certified in time after the close"] = (log => log.Insert(8, Of(Certified(false))),
            "entry 8: its late is False, which the close of 2018-06 does not bear out"),
        ["closed past a certified value"] = (log => log.Insert(7, Of(Certified(false))),
            "entry 8: entry 7, a report, stands before"),
        ["certified what is not owed"] = (log => log.Insert(6, Of(Certified(false, "2018-Q2"))),
            "entry 6: JA2018-001 owes no report for 2018-Q2"),
        ["closed for no known cause"] =
            (log => log[7]["cause"] = "wish", "entry 7 (period-closed) does not have its form"),
        ["filed before the opening"] = (log => log.Add(Of(Progress("2018-07", "2018-08-10T00:00:00.000Z", false))),
            "entry 10: the report stands before the opening of 2018-07"),
        ["filed for a period that is not owed"] =
            (log => log[1]["target"]!["frequency"] = "quarterly", "entry 4: JA2018-001 owes no report for 2018-06"),
        ["filed after the close"] = (log => log[9] = Of(Progress("2018-06", "2018-08-04T00:00:00.000Z", false)),
            "entry 9: the report stands after the close of 2018-06, and under no extension"),
        ["filed the day before"] =
            (log => log[4]["at"] = "2018-05-31T15:59:59.999Z", "entry 4: the report was taken on 2018-05-31, outside"),
        ["filed the day after"] =
            (log => log[6]["at"] = "2018-08-04T16:00:00.000Z", "entry 6: the report was taken on 2018-08-05, outside"),
        ["filed on a day that was in the window later only"] =
            (log => (log[5], log[6]) = (log[6], log[5]), "entry 5: the report was taken on 2018-08-04, outside"),
        ["late although the first was in time"] =
            (log => log[6]["revision"] = 2, "entry 6: its timeliness does not follow"),
        ["in time on a day after the due day"] =
            (log => log[6]["timeliness"] = "onTime", "entry 6: its timeliness does not follow"),
        ["late within an extension"] =
            (log => log[9]["timeliness"] = "late", "entry 9: its timeliness does not follow"),
        ["an extension before the close"] = (log => log[6]["underExtension"] = true,
            "entry 6: the report is said to be under an extension, and 2018-06 had not closed"),
        ["another unit's extension"] =
            (log => log[8]["unit"] = "U02", "entry 9: U01 had no extension for 2018-06 on 2018-08-10"),
        ["another target's extension"] = (log => log[8]["targetId"] = "JA2018-002", "entry 9: U01 had no extension"),
        ["another period's extension"] = (log => log[8]["period"] = "2018-05", "entry 9: U01 had no extension"),
        ["an extension that was over"] = (log => log[8]["until"] = "2018-08-09", "entry 9: U01 had no extension"),
        ["an extension granted afterwards"] =
            (log => (log[8], log[9]) = (log[9], log[8]), "entry 8: U01 had no extension"),
        ["filed nobody knows how"] =
            (log => log[6].Remove("underExtension"), "entry 6 (progress) does not have its form: underExtension"),
        ["filed nobody knows for what"] = (log => log[6].Remove("period"), "entry 6 (progress) does not have its form"),
        ["dates of a closed period"] = (
            log => log.Add(Of(Period("2018-06", "2018-06-01", "2018-08-01", 3, "2018-08-11T00:00:00.000Z"))),
            "entry 10: the dates of 2018-06 are changed after its close"),
        ["postponed too far"] = (log => log[5]["period"]!["closesOn"] = "2018-08-20",
            "entry 5: the closing day of 2018-06 is postponed by 31 days in all, 30 at most"),
        ["postponed bit by bit"] = (
            log =>
            {
                log[6] = Of(Period("2018-06", "2018-06-01", "2018-07-20", 3, "2018-07-20T00:00:00.000Z"));
                log[7] = Of(Period("2018-06", "2018-06-01", "2018-08-05", 4, "2018-07-20T00:00:00.000Z", "系统升级"));
            },
            "entry 7: the closing day of 2018-06 is postponed by 31 days in all"),
        ["postponed without a reason"] =
            (log => log[5].Remove("reason"), "entry 5: the closing day of 2018-06 is postponed without a reason"),
        ["to open later"] =
            (log => log[5]["period"]!["opensOn"] = "2018-07-21", "entry 5: 2018-06 has opened, and is to open later"),
    };

    public static TheoryData<string> AllLies => [.. Lies.Keys];

    [Fact]
    public void What_the_service_writes_breaks_no_rule()
    {
        Assert.Empty(Check(Honest.Select(Of).ToList()).Damage);
        var overdue = Honest.Select(Of).ToList();
        (overdue[5]["period"]!["closesOn"], overdue[6]["at"], overdue[7]["at"], overdue[7]["cause"]) =
            ("2018-08-19", "2018-08-01T00:00:00.000Z", "2018-08-08T16:00:00.000Z", "overdue");
        Assert.Empty(Check(overdue).Damage);
    }

    [Theory]
    [MemberData(nameof(AllLies))]
    public void Every_lie_is_found_and_named(string lie)
    {
        var log = Honest.Select(Of).ToList();
        Lies[lie].Tell(log);
        Assert.Contains(Check(log).Damage, f => f.En.StartsWith(Lies[lie].Found, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, "period")]
    [InlineData(3, "at")]
    [InlineData(3, "actor")]
    [InlineData(3, "period")]
    [InlineData(3, "logSize")]
    [InlineData(3, "dueOn")]
    [InlineData(3, "postponeDays")]
    [InlineData(4, "at")]
    [InlineData(4, "period")]
    [InlineData(7, "cause")]
    [InlineData(7, "logSize")]
    [InlineData(8, "unit")]
    [InlineData(8, "until")]
    [InlineData(9, "unit")]
    [InlineData(9, "targetId")]
    [InlineData(9, "underExtension")]
    public void An_entry_that_does_not_have_its_form_is_found(int index, string member)
    {
        var log = Honest.Select(Of).ToList();
        log[index][member] = new JsonArray(1);
        Assert.Contains(Check(log).Damage, f => f.En.StartsWith($"entry {index} (", StringComparison.Ordinal));
    }

    [Fact]
    public void A_remark_in_the_window_and_one_under_an_extension_break_none_and_move_no_timeliness()
    {
        var log = Honest.Select(Of).ToList();
        log.Insert(9, Of(Remark("2018-08-10T15:59:59.999Z")));
        log.Insert(6, Of(Remark("2018-07-20T00:00:00.000Z")));
        log[8]["logSize"] = 8;
        Assert.Empty(Check(log).Damage);
    }

    [Fact]
    public void Reports_of_before_openings_were_recorded_are_said_not_to_be_checked()
    {
        var findings = Check([Of(Progress("2018-06", "2018-06-01T00:00:00.000Z", false)),
            .. Honest.Take(3).Select(Of)]);
        Assert.Empty(findings.Damage);
        Assert.Contains("1 reports stand before the first opening", Assert.Single(findings.Withheld).En,
            StringComparison.Ordinal);
    }

    [Fact]
    public void After_entries_that_could_not_be_read_nothing_is_held_against_anybody()
    {
        var findings = new Findings();
        var rules = new WindowRules(findings);
        rules.Visit(new(0, [], null, WasRead: false, new Dictionary<string, int>(), []));
        rules.Visit(new(1, [], null, WasRead: true, new Dictionary<string, int>(),
            [(256, Read(Honest[7], 256, findings)!)]));
        Assert.Empty(findings.Damage);
        Assert.Single(findings.Withheld);
    }

    private static Findings Check(List<JsonObject> log)
    {
        var findings = new Findings();
        var rules = new WindowRules(findings);
        for (var i = 0; i < log.Count; i++)
        {
            if (Read(log[i].ToJsonString(WireJson.Options), i, findings) is { } entry)
            {
                rules.Check(i, entry);
            }
        }

        rules.Finish();
        return findings;
    }

    private static ILogEntry? Read(string entry, long index, Findings findings)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(entry);
        return EntryReader.Read(EntryType.Of(bytes), bytes, index, findings);
    }

    private static JsonObject Of(string entry) => JsonNode.Parse(entry)!.AsObject();

    private static JsonObject At(JsonObject entry, string at)
    {
        var copy = entry.DeepClone().AsObject();
        copy["at"] = at;
        return copy;
    }

    private static List<JsonObject> July(List<JsonObject> log)
    {
        log.Add(Of(Period("2018-07", "2018-07-01", "2018-08-20", 1, "2018-08-11T00:00:00.000Z")));
        log.Add(Of(Opened("2018-07", 11, "2018-08-11T00:00:00.000Z")));
        return log;
    }

    private static string Period(
        string code, string opensOn, string closesOn, int version, string at, string? reason = null)
    {
        var of = new Jingan.TargetMgmt.Contracts.Period(code);
        var said = reason is null ? "" : $",\"reason\":\"{reason}\"";
        return $$"""
            {"v":1,"type":"period","at":"{{at}}","actor":"office","version":{{version}},"period":{"code":"{{code}}","startsOn":"{{of.StartsOn:yyyy-MM-dd}}","endsOn":"{{of.EndsOn:yyyy-MM-dd}}","opensOn":"{{opensOn}}","dueOn":"2018-07-10","closesOn":"{{closesOn}}"}{{said}}}
            """;
    }

    private static string Opened(string code, int size, string at) =>
        $$"""{"v":1,"type":"period-opened","at":"{{at}}","actor":"service","period":"{{code}}","logSize":{{size}},"dueOn":"2018-07-10","postponeDays":30}""";

    private static string Remark(string at) =>
        $$"""{"v":1,"type":"remark","at":"{{at}}","actor":"office","targetId":"JA2018-001","period":"2018-06","unit":"U01","revision":1,"progress":6,"code":"unclear","text":"请说明"}""";

    private static string Certified(bool late, string period = "2018-06") =>
        $$"""{"v":1,"type":"certified-value","at":"2018-07-20T00:00:00.000Z","actor":"tjj-1","targetId":"JA2018-001","targetVersion":1,"period":"{{period}}","unit":"TJJ","revision":1,"value":3,"late":{{(late ? "true" : "false")}}}""";

    private static string Progress(string code, string at, bool underExtension) =>
        $$"""{"v":1,"type":"progress","at":"{{at}}","actor":"a","targetId":"JA2018-001","targetVersion":1,"period":"{{code}}","unit":"U01","revision":1,"noChange":true,"narrative":"“underExtension”:true","evidence":["x"],"signatory":"王五","timeliness":"{{(underExtension || string.CompareOrdinal(at, "2018-07-10T16") < 0 ? "onTime" : "late")}}","underExtension":{{(underExtension ? "true" : "false")}}}""";
}
