using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A report says whom its unit waits for; that unit sees it among what it has to do, and answers. LSJ waits
/// for FGW, which leads JA2018-003 with JGW as co-unit.</summary>
public abstract class WaitingTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task Who_is_waited_for_sees_it_answers_and_has_it_off_the_list()
    {
        var index = await WaitAsync(new { unit = "FGW", since = "2018-06-11", what = " 用地批复 " });
        var todo = Assert.Single(await TodoAsync("FGW"));
        Assert.Equal(("JA2018-028", "LSJ", $"/api/v1/waiting/{index}/1/answers", null), (
            (string?)todo["targetId"], (string?)todo["unit"], (string?)todo["link"], (string?)todo["until"]));
        Assert.Contains("用地批复", (string?)todo["what"], StringComparison.Ordinal);
        Assert.Empty(await TodoAsync("LSJ"));

        var answer = await AnswerAsync(index, new { text = " 已报市局 ", expectedOn = "2018-07-20" });
        Assert.Equal((201, "FGW", "LSJ", "已报市局", "2018-07-20", false), (
            answer.Status, (string?)answer["unit"], (string?)answer["waitingUnit"], (string?)answer["text"],
            (string?)answer["expectedOn"], (bool)answer["done"]));
        Assert.Empty(await TodoAsync("FGW"));
        foreach (var caller in (string[])["office", "LSJ", "FGW", "evaluator", "auditor", "admin"])
        {
            var listed = Assert.Single(await ListAsync(caller, "state=answered&onUnit=FGW&unit=LSJ&period=2018-06"));
            Assert.Equal((index, 1, "2018-06-11", "用地批复", (long)answer["receipt"]["index"]!, "answered"), (
                (long)listed["progress"]!, (long)listed["item"]!, (string?)listed["since"], (string?)listed["what"],
                (long)listed["answer"]!["index"]!, (string?)listed["state"]));
        }

        Assert.Empty(await ListAsync("JGW", "")); // neither waited for nor with a part in the target
        Assert.Empty(await ListAsync("office", "state=open"));
    }

    [Fact]
    public async Task A_target_waited_for_is_its_lead_unit_and_both_may_be_sent_back_as_they_are_shown()
    {
        var index = await WaitAsync(new { targetId = "JA2018-003", since = "2018-06-11", what = "用地批复" });
        var shown = (await service.As("LSJ").ReadAsync("targets/JA2018-028/progress")).Items.Single()!["waitsFor"]!;
        Assert.Equal(("FGW", "JA2018-003"), ((string?)shown[0]!["unit"], (string?)shown[0]!["targetId"]));
        Assert.Equal(index + 1, await WaitAsync(shown[0]!));
        Assert.Equal("JA2018-003", (string?)(await ListAsync("FGW", "state=open"))[^1]["onTarget"]);
    }

    // The evaluator and the report on co-operation see the answer wherever the matter is told again.
    [Fact]
    public async Task What_is_said_again_is_the_same_matter_and_keeps_its_answer()
    {
        var wait = new { unit = "FGW", since = "2018-06-11", what = "用地批复" };
        await AnswerAsync(await WaitAsync(wait), new { text = "已报市局" });
        await WaitAsync(wait with { what = "用地批复（第二次）" }, new { unit = "JGW", since = "2018-06-25", what = "图纸" });
        Assert.Empty(await TodoAsync("FGW"));
        Assert.Single(await TodoAsync("JGW"));
        var row = (await service.Evaluator.ReadAsync("worklist?period=2018-06&target=JA2018-028")).Items.Single()!;
        var told = row["facts"]!["report"]!["waitsFor"]!;
        Assert.Equal(("FGW", "已报市局", "JGW", null), (
            (string?)told[0]!["unit"], (string?)told[0]!["answer"]!["text"], (string?)told[1]!["unit"],
            told[1]!["answer"]));

        await WaitAsync(new { unit = "FGW", since = "2018-07-01", what = "用地批复" });
        Assert.Single(await TodoAsync("FGW")); // since another day: another matter
        Assert.Empty(await TodoAsync("JGW")); // the newest report no longer says it
        Assert.Equal(4, (await ListAsync("office", "")).Count);
    }

    [Fact]
    public async Task A_later_answer_stands_in_the_place_of_an_earlier_one_also_after_the_close()
    {
        var index = await WaitAsync(new { unit = "FGW", since = "2018-06-11", what = "用地批复" });
        await AnswerAsync(index, new { text = "已报市局" });
        await service.CloseAsync();
        Assert.Equal(201, (await AnswerAsync(index, new { text = "已批复", done = true })).Status);
        var report = await service.Office.ReadAsync("reports/cooperation?period=2018-06");
        var wait = report["waiting"][0]!;
        Assert.Equal((1, 0, 1, 19, "已批复", 21), (
            (int)report["waits"], (int)report["unanswered"], (int)report["done"], (int)wait["days"]!,
            (string?)wait["answer"]!["text"], (int)wait["answeredAfterDays"]!));
        Assert.Single(await ListAsync("office", ""));
    }

    [Fact]
    public async Task Units_that_wait_for_each_other_are_named_as_a_ring()
    {
        await WaitAsync(new { targetId = "JA2018-003", since = "2018-06-11", what = "用地批复" });
        Assert.Equal(201, (await service.SubmitAsync(new
        {
            period = "2018-06", value = 1, narrative = "按计划推进", signatory = "负责人", difficulties = "等待图纸",
            waitsFor = (object[])[new { targetId = "JA2018-028", since = "2018-06-01", what = "绿化图纸" }],
        }, "JA2018-003", "FGW")).Status);
        var ring = (await service.Office.ReadAsync("reports/cooperation?period=2018-06"))["cycles"].AsArray().Single()!;
        Assert.Equal(["FGW", "LSJ"], ring["units"]!.AsArray().Select(u => (string?)u));
        Assert.Equal(["JA2018-003", "JA2018-028"], ring["targets"]!.AsArray().Select(t => (string?)t![0]));
        var csv = await service.Office.GetStringAsync("/api/v1/reports/cooperation.csv?period=2018-06", Http.Ct);
        Assert.Contains("FGW → LSJ → FGW", csv, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Faulty => new()
    {
        { """{"unit":"FGW","since":"2018-07-03","what":"x"}""", "/waitsFor/0/since", "tomorrow" },
        { """{"unit":"FGW","since":"2016-12-31","what":"x"}""", "/waitsFor/0/since", "long ago" },
        { """{"unit":"FGW","since":"2018-02-29","what":"x"}""", "/waitsFor/0/since", "no such day" },
        { """{"unit":"NOSUCH","since":"2018-06-11","what":"x"}""", "/waitsFor/0/unit", "no unit" },
        { """{"unit":"LSJ","since":"2018-06-11","what":"x"}""", "/waitsFor/0/unit", "itself" },
        { """{"targetId":"JA2018-028","since":"2018-06-11","what":"x"}""", "/waitsFor/0/targetId", "its own target" },
        { """{"targetId":"JA2018-999","since":"2018-06-11","what":"x"}""", "/waitsFor/0/targetId", "no target" },
        {
            """{"unit":"JGW","targetId":"JA2018-003","since":"2018-06-11","what":"x"}""", "/waitsFor/0/unit", "not its lead"
        },
        { """{"since":"2018-06-11","what":"x"}""", "/waitsFor/0/unit", "nobody" },
        { """{"unit":"FGW","since":"2018-06-11","what":" "}""", "/waitsFor/0/what", "nothing" },
        { """{"unit":"FGW","since":"2018-06-11"}""", "/waitsFor/0/what", "left out" },
        { """{"unit":"FGW","what":"x"}""", "/waitsFor/0/since", "no day" },
        { "null", "/waitsFor/0", "null" },
        { """{"unit":"FGW","since":"2018-06-11","what":"x"},{"unit":"FGW","since":"2018-06-11","what":"y"}""",
            "/waitsFor/1", "twice" },
    };

    [Theory, MemberData(nameof(Faulty))]
    public async Task What_cannot_be_waited_for_is_refused_by_member_and_nothing_is_stored(
        string waits, string pointer, string why)
    {
        var answer = await service.As("LSJ").PostAsync(
            "targets/JA2018-028/progress", Body($"[{waits}]", """ "difficulties":"等待批复", """));
        Assert.True(answer.Status == 400 && answer.Pointers.Contains(pointer), $"{why}: {answer.Body}");
        Assert.Empty((await service.As("LSJ").ReadAsync("targets/JA2018-028/progress")).Items);
    }

    [Fact]
    public async Task Whoever_waits_names_the_difficulty()
    {
        var wait = """[{"unit":"FGW","since":"2018-06-11","what":"x"}]""";
        var answer = await service.As("LSJ").PostAsync("targets/JA2018-028/progress", Body(wait, ""));
        Assert.Equal((400, "/difficulties"), (answer.Status, Assert.Single(answer.Pointers)));
        var content = JsonNode.Parse($$"""{"value":1,"narrative":"x","waitsFor":{{wait}}}""")!;
        var draft = await service.As("LSJ").PutAsync("targets/JA2018-028/drafts/2018-06", content);
        Assert.Equal((200, "/difficulties"), (draft.Status, (string?)draft["faults"][0]!["pointer"]));
    }

    [Fact]
    public async Task Nobody_else_answers_and_what_is_not_waited_for_is_not_found()
    {
        var index = await WaitAsync(new { unit = "FGW", since = "2018-06-11", what = "用地批复" });
        var body = new { text = "已报市局" };
        foreach (var (unit, url, status) in (IEnumerable<(string, string, int)>)
            [("LSJ", $"{index}/1", 403), ("JGW", $"{index}/1", 403), ("FGW", $"{index}/2", 404),
                ("FGW", $"{index}/0", 404), ("FGW", "999999/1", 404), ("FGW", "-1/1", 404), ("FGW", $"{index}/x", 400)])
        {
            var answer = await service.As(unit).PostAsync($"waiting/{url}/answers", body);
            Assert.True(answer.Status == status, $"{unit} {url}: {answer.Body}");
        }

        foreach (var (bad, pointer) in (IEnumerable<(object, string)>)
            [(new { text = " " }, "/text"), (new { text = "x", expectedOn = "2018-07-01" }, "/expectedOn"),
                (new { text = "x", done = true, expectedOn = "2018-07-20" }, "/expectedOn"), (new { }, "/text"),
                (new { text = new string('长', 1001) }, "/text")])
        {
            Assert.Equal((400, pointer), Refused(await AnswerAsync(index, bad)));
        }

        Assert.Single(await ListAsync("FGW", "state=open"));
    }

    [Fact]
    public async Task A_co_unit_tells_of_its_own_part_which_is_carried_on_and_the_lead_unit_cannot()
    {
        var forecast = new { forecastOn = "2018-09-30" };
        Assert.Equal("2018-09-30", await PartAsync(new { period = "2018-05", part = forecast }));
        Assert.Equal("2018-09-30", await PartAsync(new { period = "2018-06" }));
        var done = await service.SubmitAsync(Part(new { period = "2018-06", part = new { doneOn = "2018-06-20" } }),
            "JA2018-003", "JGW");
        Assert.Equal(("2018-06-20", null), ((string?)done["part"]["doneOn"], (string?)done["part"]["forecastOn"]));
        var part = (await service.Office.ReadAsync("reports/cooperation?period=2018-06"))["parts"].AsArray()
            .Single(p => (string?)p!["targetId"] == "JA2018-003")!;
        Assert.Equal(("JGW", "FGW", "2018-06-20", false, "onTime"), (
            (string?)part["unit"], (string?)part["leadUnit"], (string?)part["doneOn"], (bool)part["overdue"]!,
            (string?)part["filed"]));

        foreach (var (unit, target, body, pointer) in (IEnumerable<(string, string, object, string)>)
            [("FGW", "JA2018-003", new { period = "2018-06", value = 1, part = new { } }, "/part"),
                ("LSJ", "JA2018-028", new { period = "2018-06", value = 1, part = new { } }, "/part"),
                ("JGW", "JA2018-003", new { period = "2018-06", part = new { doneOn = "2018-07-03" } }, "/part/doneOn"),
                ("JGW", "JA2018-003", new { period = "2018-06", part = new { doneOn = "2008-06-20" } }, "/part/doneOn"),
                ("JGW", "JA2018-003", new { period = "2018-06", part = new { forecastOn = "2118-06-20" } },
                    "/part/forecastOn")])
        {
            Assert.Equal((400, pointer), Refused(await service.SubmitAsync(Part(body), target, unit)));
        }

        Assert.Null((await service.SubmitAsync(Part(new { period = "2018-06", value = 1 }), "JA2018-003", "FGW"))
            .Body!["part"]);
    }

    [Fact]
    public async Task A_part_has_a_due_day_of_its_own_and_the_co_unit_is_told_of_it()
    {
        Assert.Equal(201, (await service.Office.PostAsync("targets", new
        {
            id = "JA2018-901", year = 2018, level = "departmental", field = "合成数据", title = "合成目标",
            nature = "binding", kind = "qualitative", leadUnit = "LSJ", source = "合成数据 synthetic",
            coUnits = (object[])[new { unit = "JGW", part = "图纸", due = "2018-06-20" }],
        })).Status);
        var owed = (await service.As("JGW").ReadAsync("todo?limit=500")).Items
            .First(i => (string?)i!["targetId"] == "JA2018-901")!;
        Assert.Contains("配合部分（2018-06-20 前完成）", (string?)owed["what"], StringComparison.Ordinal);
        var part = (await service.Office.ReadAsync("reports/cooperation?period=2018-06"))["parts"].AsArray()
            .Single(p => (string?)p!["targetId"] == "JA2018-901")!;
        Assert.Equal(("图纸", "2018-06-20", true), (
            (string?)part["what"], (string?)part["due"], (bool)part["overdue"]!));
    }

    [Fact]
    public async Task A_draft_carries_both_and_signing_it_makes_them_facts()
    {
        var saved = await service.As("JGW").PutAsync("targets/JA2018-003/drafts/2018-06", new
        {
            narrative = "推进", difficulties = "等待批复", part = new { forecastOn = "2018-09-30" },
            waitsFor = (object[])[new { unit = "LSJ", since = "2018-06-11", what = "绿化图纸" }],
        });
        Assert.Empty(saved["faults"].AsArray());
        Assert.Empty(await TodoAsync("LSJ"));
        var signed = await service.Join("签发甲", "JGW", signs: true).PostAsync("drafts/submit", new
        {
            drafts = (object[])[new
            {
                targetId = "JA2018-003", period = "2018-06", etag = (string?)saved["draft"]["etag"],
            }],
        });
        Assert.Equal((201, "2018-09-30"), (signed.Status, (string?)signed["reports"][0]!["part"]!["forecastOn"]));
        Assert.Single(await TodoAsync("LSJ"));
    }

    private static (int, string) Refused(Answer answer) => (answer.Status, Assert.Single(answer.Pointers));

    private async Task<string?> PartAsync(object body) => (string?)(await service.SubmitAsync(
        Part(body), "JA2018-003", "JGW"))["part"]["forecastOn"];

    private static JsonObject Part(object body)
    {
        var report = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(body))!.AsObject();
        (report["narrative"], report["signatory"]) = ("推进在建项目", "负责人");
        return report;
    }

    private static string Body(string waits, string more) => $$"""
        {"period":"2018-06","value":3.1,"narrative":"按计划推进","signatory":"负责人",{{more}}"waitsFor":{{waits}}}
        """;

    // The report that says so; its log index.
    private async Task<long> WaitAsync(params object[] waits)
    {
        var answer = await service.SubmitAsync(new
        {
            period = "2018-06", value = 3.1, narrative = "按计划推进", signatory = "负责人", difficulties = "等待批复",
            waitsFor = waits,
        });
        Assert.True(answer.Status == 201, answer.Body?.ToJsonString());
        return (long)answer["receipt"]["index"]!;
    }

    private Task<Answer> AnswerAsync(long index, object body) =>
        service.As("FGW").PostAsync($"waiting/{index}/1/answers", body);

    private async Task<IReadOnlyList<JsonNode>> ListAsync(string caller, string query) =>
        [.. (await service.As(caller).ReadAsync($"waiting?{query}")).Items.Select(i => i!)];

    private async Task<IReadOnlyList<JsonNode>> TodoAsync(string unit) =>
        [.. (await service.As(unit).ReadAsync("todo?limit=500")).Items
            .Where(i => (string?)i!["kind"] == "answerWaiting").Select(i => i!)];
}

public sealed class SqliteWaitingTests() : WaitingTests(new SqliteFactory());

public sealed class SplitWaitingTests() : WaitingTests(new SplitFactory());

public sealed class SqlServerWaitingTests() : WaitingTests(new SqlServerFactory());
