using Jingan.TargetMgmt.Http.Tables.Xlsx;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The worklist as a workbook has what the worklist has, hides what it hides, and is the evaluator's alone.
/// </summary>
public abstract class WorklistWorkbookTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task It_has_a_row_for_every_target_with_facts_suggestion_and_room_for_the_judgement()
    {
        await service.RegisterAsync();
        await service.ReportAsync(1m);
        await service.RatedAsync(await service.ClaimsAsync());
        var cells = await GetAsync();
        var items = (await service.Evaluator.ReadAsync("worklist?period=2018-06&limit=5000")).Items;
        Assert.Equal(items.Select(i => (string?)i!["targetId"]),
            Enumerable.Range(2, items.Count).Select(r => cells.GetValueOrDefault($"A{r}")));
        Assert.False(cells.ContainsKey($"A{items.Count + 2}"));

        var row = items.Index().Single(i => (string?)i.Item!["targetId"] == Reporting.Target).Index + 2;
        Assert.Equal(["万平方米", "7", "3.5", "1", "-2.5"], "EFGHI".Select(c => cells[$"{c}{row}"]));
        Assert.Equal(("按计划推进", "（密封）"), (cells[$"L{row}"], cells[$"S{row}"]));
        Assert.EndsWith("红 R", cells[$"P{row}"], StringComparison.Ordinal);
        Assert.Equal("颜色 理由 偏离代码 偏离说明 替代理由 复评",
            string.Join(' ', ((string[])["W", "X", "Y", "Z", "AA", "AB"]).Select(c => cells[c + "1"])));
        Assert.Equal((string?)items[row - 2]!["basis"]!["index"]!.ToString(), cells[$"V{row}"]);
    }

    [Fact]
    public async Task It_is_the_evaluators_and_of_a_period_that_there_is()
    {
        foreach (var other in (string[])["office", "LSJ", "auditor", "admin"])
        {
            Assert.Equal(403, (await service.As(other).ReadAsync("worklist.xlsx?period=2018-06")).Status);
        }

        Assert.Equal(404, (await service.Evaluator.ReadAsync("worklist.xlsx?period=2017-06")).Status);
    }

    private async Task<IReadOnlyDictionary<string, string>> GetAsync()
    {
        var answer = await service.Evaluator.GetAsync("/api/v1/worklist.xlsx?period=2018-06", Http.Ct);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(XlsxReader.MediaType, answer.Content.Headers.ContentType?.MediaType);
        return EditedWorkbook.Read(await answer.Content.ReadAsByteArrayAsync(Http.Ct), "评定");
    }
}

public sealed class SqliteWorklistWorkbookTests() : WorklistWorkbookTests(new SqliteFactory());

public sealed class SqlServerWorklistWorkbookTests() : WorklistWorkbookTests(new SqlServerFactory());
