using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The office remarks on a report, the unit answers by a revision that names the remark; nothing is returned,
/// and nothing but that is changed.</summary>
public abstract class RemarkTests(ServiceFactory service) : IDisposable
{
    private const string Remarks = $"targets/{Reporting.Target}/remarks";

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task A_remark_is_answered_by_the_revision_that_names_it_and_both_are_shown_to_everybody()
    {
        var filed = (long)(await service.ReportAsync(3.1m))["receipt"]!["index"]!;
        var made = await service.Office.PostAsync(Remarks, Remark(text: " 请说明 "));
        Assert.Equal((201, "open", "请说明", filed),
            (made.Status, (string?)made["state"], (string?)made["text"], (long)made["progress"]!));
        var index = (long)made["receipt"]["index"]!;
        Assert.Null((await ListAsync("office", "state=open")).Single()!["answer"]);

        var revised = await AnswerAsync(index);
        Assert.Equal((201, 2, index),
            (revised.Status, (long)revised["revision"]!, (long)revised["answersRemarks"]!.AsArray().Single()!));
        foreach (var caller in (string[])["office", "LSJ", "evaluator", "auditor", "admin"])
        {
            var listed = (await ListAsync(caller, "period=2018-06&unit=LSJ&target=JA2018-028&state=answered"))
                .Single()!;
            Assert.Equal((index, 2, (long)revised["receipt"]["index"]!),
                ((long)listed["index"]!, (long)listed["answer"]!["revision"]!, (long)listed["answer"]!["index"]!));
            var revisions = (await service.As(caller).ReadAsync($"targets/{Reporting.Target}/progress")).Items;
            var shown = revisions[0]!["remarks"]!.AsArray().Single()!;
            Assert.Equal((index, "unclear", "请说明", "office", 2),
                ((long)shown["index"]!, (string?)shown["code"], (string?)shown["text"], (string?)shown["remarkedBy"],
                    (long)shown["answeredBy"]!));
            Assert.Empty(revisions[1]!["remarks"]!.AsArray());
            Assert.Equal(index, (long)revisions[1]!["answersRemarks"]!.AsArray().Single()!);
        }

        Assert.Empty(await ListAsync("FGW", "")); // no part in the target
        Assert.Empty(await ListAsync("office", "state=open"));
        Assert.Empty(await ListAsync("office", "unit=FGW"));
    }

    [Fact]
    public async Task The_evaluator_sees_the_remark_and_the_answer_in_the_worklist()
    {
        await service.ReportAsync(3.1m);
        var before = await RowAsync();
        var index = await RemarkedAsync();
        var open = (await RowAsync())["facts"]!["report"]!["remarks"]!.AsArray().Single()!;
        Assert.Equal((index, 1, null), ((long)open["index"]!, (long)open["revision"]!, open["answeredBy"]));
        var remarked = await RowAsync();
        foreach (var member in (string[])["state", "suggestion", "basis", "class"])
        {
            Assert.Equal(before[member]?.ToJsonString(), remarked[member]?.ToJsonString());
        }

        await AnswerAsync(index);
        var report = (await RowAsync())["facts"]!["report"]!;
        Assert.Equal((2, index, 2),
            ((long)report["revision"]!, (long)report["remarks"]![0]!["index"]!,
                (long)report["remarks"]![0]!["answeredBy"]!));
        var page = (await service.Evaluator.ReadAsync("worklist?period=2018-06&limit=500")).Items
            .Single(i => (string?)i!["targetId"] == Reporting.Target)!;
        Assert.Equal(report.ToJsonString(), page["facts"]!["report"]!.ToJsonString());
    }

    [Fact]
    public async Task A_remark_moves_neither_state_nor_timeliness()
    {
        await service.ReportAsync(3.1m);
        var before = await ExpectedAsync();
        var index = await RemarkedAsync();
        service.Clock.Advance(TimeSpan.FromDays(4)); // past the due day, within the window
        var after = await ExpectedAsync();
        Assert.Equal("onTime", (string?)after["state"]);
        Assert.Equal("onTime", (string?)(await AnswerAsync(index))["timeliness"]);
        Assert.Equal("onTime", (string?)(await ExpectedAsync())["state"]);
        Assert.Equal(index, (long)after["report"]!["remarks"]![0]!["index"]!);
        before["report"]!["remarks"] = after["report"]!["remarks"]!.DeepClone();
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task A_revision_that_does_not_name_it_leaves_it_open()
    {
        await service.ReportAsync(3.1m);
        var index = await RemarkedAsync();
        await service.ReportAsync(3.2m);
        Assert.Equal(index, (long)(await ListAsync("office", "state=open")).Single()!["index"]!);
        Assert.Equal(201, (await AnswerAsync(index)).Status);
    }

    [Fact]
    public async Task One_revision_answers_several_remarks_and_each_only_once()
    {
        await service.ReportAsync(3.1m);
        var (first, second) = (await RemarkedAsync(), await RemarkedAsync(Remark("evidenceMissing")));
        Assert.Equal(201, (await AnswerAsync(first, second)).Status);
        var again = await AnswerAsync(second);
        Assert.Equal((409, "remark_answered", second, 2),
            (again.Status, again.Code, (long)again["remark"]!, (long)again["revision"]!));
        var page = await service.Office.ReadAsync("remarks?limit=1");
        Assert.Equal(first, (long)page.Items.Single()!["index"]!);
        Assert.Equal(second, (long)(await ListAsync("office", $"after={page["next"]}")).Single()!["index"]!);
    }

    [Fact]
    public async Task After_the_window_no_remark_is_taken_unless_the_unit_may_still_answer()
    {
        await service.ReportAsync(3.1m);
        await service.ReportAsync(121m, "JA2018-003", "FGW");
        await service.CloseAsync();
        var size = await service.SizesAsync();
        var closed = await service.Office.PostAsync(Remarks, Remark());
        Assert.Equal((409, "period_closed"), (closed.Status, closed.Code));
        Assert.Equal(size, await service.SizesAsync());
        Assert.Equal(201, (await service.Office.PostAsync("periods/2018-06/extensions", new
        {
            unit = "LSJ", until = "2018-07-20", reason = "系统升级",
        })).Status);
        var index = await RemarkedAsync();
        Assert.Equal("period_closed", (await service.Office.PostAsync(
            "targets/JA2018-003/remarks", Remark(unit: "FGW"))).Code);
        var answer = await AnswerAsync(index);
        Assert.Equal((201, true), (answer.Status, (bool)answer["underExtension"]!));
        var later = (await RowAsync())["sinceClose"]!.AsArray().Single()!["report"]!;
        Assert.Equal(2, (long)later["remarks"]![0]!["answeredBy"]!);
        service.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal("period_closed", (await service.Office.PostAsync(Remarks, Remark(revision: 2))).Code);
    }

    [Fact]
    public async Task A_remark_is_on_the_newest_revision_of_a_report_that_there_is_and_once_with_each_code()
    {
        foreach (var (path, body, code) in (IEnumerable<(string, object, string)>)[
            (Remarks, Remark(), "not_found"), ("targets/JA2018-999/remarks", Remark(), "not_found"),
            (Remarks, Remark(period: "2031-01"), "/period"), (Remarks, Remark(text: " "), "/text"),
            (Remarks, Remark(text: new('长', 1001)), "/text"), (Remarks, Remark(revision: 0), "/revision"),
            (Remarks, Remark("returned"), "/code"), (Remarks, new { }, "/period")])
        {
            var refused = await service.Office.PostAsync(path, body);
            Assert.Equal(code, refused.Code == "invalid_request" ? refused.Pointers[0] : refused.Code);
        }

        await service.ReportAsync(3.1m);
        var newest = (long)(await service.ReportAsync(3.2m))["receipt"]!["index"]!;
        foreach (var revision in (long[])[1, 3])
        {
            var stale = await service.Office.PostAsync(Remarks, Remark(revision: revision));
            Assert.Equal((409, "stale_revision", 2, newest),
                (stale.Status, stale.Code, (long)stale["revision"]!, (long)stale["entry"]!));
        }

        Assert.Equal("not_found", (await service.Office.PostAsync(Remarks, Remark(unit: "FGW", revision: 2))).Code);
        var index = await RemarkedAsync(Remark(revision: 2));
        var twice = await service.Office.PostAsync(Remarks, Remark(revision: 2, text: "再说一次"));
        Assert.Equal((409, "already_remarked", index), (twice.Status, twice.Code, (long)twice["remark"]!));
        Assert.Single(await ListAsync("office", ""));
        Assert.Equal(["/state"], (await service.Office.ReadAsync("remarks?state=late")).Pointers);
    }

    [Fact]
    public async Task A_revision_answers_remarks_on_the_same_units_same_report_only()
    {
        await service.ReportAsync(3.1m);
        await service.ReportAsync(1m, "JA2018-041");
        var index = await RemarkedAsync();
        foreach (var (answers, target, pointer) in (IEnumerable<(long[], string, string)>)[
            ([0], Reporting.Target, "/answersRemarks/0"), ([index, 999999], Reporting.Target, "/answersRemarks/1"),
            ([index, index], Reporting.Target, "/answersRemarks"), ([index], "JA2018-041", "/answersRemarks/0")])
        {
            var refused = await service.SubmitAsync(Answering(answers), target);
            Assert.Equal((400, pointer), (refused.Status, refused.Pointers.Single()));
        }

        Assert.Single(await ListAsync("office", "state=open"));
        var many = await service.SubmitAsync(Answering([.. Enumerable.Range(1, 21).Select(i => (long)i)]));
        Assert.Equal(["/answersRemarks"], many.Pointers);
    }

    [Fact]
    public async Task There_is_no_remark_on_a_rating()
    {
        foreach (var path in (string[])["ratings/0/remarks", "ratings/remarks", "evaluation-reports/2018-06/remarks"])
        {
            var answer = await service.Office.PostAsync(path, Remark());
            Assert.Contains(answer.Status, (int[])[403, 404, 405]);
        }

        Assert.Empty(await ListAsync("office", ""));
    }

    [Fact]
    public async Task Of_two_at_the_same_instant_one_counts()
    {
        await service.ReportAsync(3.1m);
        for (var revision = 1L; revision <= 6; revision++)
        {
            var body = Remark(revision: revision);
            var made = await Task.WhenAll(
                service.Office.PostAsync(Remarks, body), service.Office.PostAsync(Remarks, body));
            var index = (long)Assert.Single(made, a => a.Status == 201)["receipt"]["index"]!;
            Assert.Equal("already_remarked", Assert.Single(made, a => a.Status != 201).Code);
            var answers = await Task.WhenAll(AnswerAsync(index), AnswerAsync(index));
            Assert.Single(answers, a => a.Status == 201);
            Assert.Equal("remark_answered", Assert.Single(answers, a => a.Status != 201).Code);
        }

        Assert.Equal(6, (await ListAsync("office", "state=answered")).Count);
    }

    [Fact]
    public async Task A_dry_run_stores_nothing_and_the_same_key_remarks_once()
    {
        await service.ReportAsync(3.1m);
        Assert.Equal(200, (await service.Office.PostAsync($"{Remarks}?dryRun=true", Remark())).Status);
        Assert.Empty(await ListAsync("office", ""));
        var (first, second) = (await service.Office.PostAsync(Remarks, Remark(), "remark-1"),
            await service.Office.PostAsync(Remarks, Remark(), "remark-1"));
        Assert.Equal(first.Body!.ToJsonString(), second.Body!.ToJsonString());
    }

    internal static object Remark(
        string code = "unclear", string text = "请说明", long revision = 1, string unit = "LSJ",
        string period = "2018-06") => new { period, unit, revision, code, text };

    internal static object Answering(params long[] remarks) => new
    {
        period = "2018-06", value = 3.2, narrative = "补充说明", signatory = "负责人", answersRemarks = remarks,
    };

    private Task<Answer> AnswerAsync(params long[] remarks) => service.SubmitAsync(Answering(remarks));

    private async Task<long> RemarkedAsync(object? body = null)
    {
        var answer = await service.Office.PostAsync(Remarks, body ?? Remark());
        Assert.True(answer.Status == 201, answer.Body?.ToJsonString());
        return (long)answer["receipt"]["index"]!;
    }

    private async Task<JsonArray> ListAsync(string caller, string query) =>
        (await service.As(caller).ReadAsync($"remarks?{query}")).Items;

    private async Task<JsonNode> RowAsync() => (await service.Evaluator.ReadAsync(
        $"worklist?period=2018-06&target={Reporting.Target}")).Items.Single()!;

    private async Task<JsonNode> ExpectedAsync() => (await service.Office.ReadAsync("progress?period=2018-06&unit=LSJ"))
        .Items.Single(i => (string?)i!["targetId"] == Reporting.Target)!;
}

public sealed class SqliteRemarkTests() : RemarkTests(new SqliteFactory())
{
    [Fact]
    public async Task After_a_restart_the_rows_still_follow_from_the_log()
    {
        using var service = new RestartedFactory();
        service.Start();
        await service.ReportAsync(3.1m);
        foreach (var code in (string[])["unclear", "other"])
        {
            Assert.Equal(201, (await service.Office.PostAsync("targets/JA2018-028/remarks", Remark(code))).Status);
        }

        var first = (long)(await service.Office.ReadAsync("remarks")).Items[0]!["index"]!;
        Assert.Equal(201, (await service.SubmitAsync(Answering(first))).Status);
        var before = (await service.Office.ReadAsync("remarks")).Body!.ToJsonString();
        await service.StopAsync();

        service.Start(verifyAll: true);
        Assert.Equal(before, (await service.Office.ReadAsync("remarks")).Body!.ToJsonString());
        await service.IsCheckedAndReadyAsync();
    }
}

public sealed class SplitRemarkTests() : RemarkTests(new SplitFactory());

public sealed class SqlServerRemarkTests() : RemarkTests(new SqlServerFactory());
