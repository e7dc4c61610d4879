using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What is unusual about a report is told to the clerk and to the evaluator, is kept with it,
/// and keeps nobody from filing.</summary>
public abstract class ReportWarningTests(ServiceFactory service) : IDisposable
{
    private const string Milestones = "JA2018-902";

    public void Dispose() => service.Dispose();

    /// <summary>A value (or a narrative) for May, one for June, and what is said of June's.</summary>
    public static TheoryData<decimal?, decimal, string, string?, string?, string?> Values => new()
    {
        { 3m, 3.5m, "六月完成一批", null, null, null },
        { 3m, 3m, "六月完成一批", null, null, null },
        { 3m, 2.5m, "六月完成一批", "valueFell", "3", "2.5" },
        { 3m, 35m, "六月完成一批", null, null, null },
        { 3m, 35.1m, "六月完成一批", "beyondPlan", "7", "35.1" },
        { null, 36000m, "六月完成一批", "beyondPlan", "7", "36000" },
        { null, -0.5m, "六月完成一批", "negative", null, "-0.5" },
        { 3m, 3.5m, "按计划推进", "sameNarrative", "2018-05", "2018-06" },
    };

    [Theory, MemberData(nameof(Values))]
    public async Task A_value_that_is_unusual_is_taken_with_a_warning(
        decimal? may, decimal june, string narrative, string? code, string? before, string? now)
    {
        if (may is { } earlier)
        {
            await service.ReportAsync(earlier, period: "2018-05");
        }

        var report = new { period = "2018-06", value = june, narrative, signatory = "负责人" };
        var tried = await service.As("LSJ").PostAsync($"targets/{Reporting.Target}/progress?dryRun=true", report);
        var taken = await service.SubmitAsync(report);

        Assert.Equal((200, 201), (tried.Status, taken.Status));
        Assert.Equal(code is null ? [] : [(code, null, before, now)], Warnings(taken.Body!));
        Assert.Equal(Warnings(taken.Body!), Warnings(tried.Body!));
        Assert.Equal(Warnings(taken.Body!), await SeenByEvaluatorAsync());
        Assert.Equal(Warnings(taken.Body!),
            Warnings((await service.Office.ReadAsync($"targets/{Reporting.Target}/progress")).Items[^1]!));
        Assert.All((taken.Body!["warnings"]!).AsArray(), w => Assert.EndsWith("请核对。",
            ((string)w!["message"]!).Replace("请核对计量单位。", "请核对。", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_that_is_taken_back_or_was_done_while_it_was_reported_open_is_told()
    {
        await CreateAsync();
        await ReportNodesAsync("2018-05", ("N1", "2018-05-20"), ("N2", null));
        service.MoveTo(2018, 7, 10);

        var june = await ReportNodesAsync("2018-06", ("N1", null), ("N2", "2018-06-30"));
        Assert.Equal(
            [("nodeTakenBack", "N1", "2018-05-20", null), ("nodeDoneBeforeOpen", "N2", "2018-07-02", "2018-06-30")],
            Warnings(june));
        var corrected = await ReportNodesAsync("2018-06", ("N1", "2018-05-20"), ("N2", "2018-07-02"));
        Assert.Equal([("nodeDoneBeforeOpen", "N1", "2018-07-10", "2018-05-20")], Warnings(corrected));
    }

    [Fact]
    public async Task A_value_that_was_carried_on_and_is_corrected_is_told_to_both()
    {
        await service.ReportAsync(3m, period: "2018-05");
        var unchanged = await service.SubmitAsync(new
        {
            period = "2018-06", noChange = true, narrative = "按计划推进", signatory = "负责人",
        });
        Assert.Empty(Warnings(unchanged.Body!)); // nothing changed, in words neither
        Assert.Empty(await SeenByEvaluatorAsync());

        var corrected = await service.ReportAsync(2.8m, period: "2018-05");
        Assert.Equal([("carriedValueCorrected", null, "3", "2.8")], Warnings(corrected));
        Assert.Equal([("carriedValueCorrected", null, "3", "2.8")], await SeenByEvaluatorAsync());
        await service.ReportAsync(2.9m);
        Assert.Equal([("sameNarrative", null, "2018-05", "2018-06")], await SeenByEvaluatorAsync());
    }

    [Fact]
    public async Task Two_values_for_one_day_are_told()
    {
        // Its fourth quarter opened while it was reported by quarters, December when it was reported by months.
        await AdjustAsync("quarterly");
        service.MoveTo(2018, 10, 2);
        await service.ReportAsync(1m, period: "2018-Q4");
        await AdjustAsync("monthly");
        service.MoveTo(2018, 12, 31);

        Assert.Equal([("otherValueSameDay", null, "1", "2")], Warnings(await service.ReportAsync(2m, period: "2018-12"))
            .Where(w => w.Code != "sameNarrative"));
    }

    private async Task AdjustAsync(string frequency)
    {
        var target = await service.PromiseAsync();
        (target["frequency"], target["reason"]) = (frequency, "调整填报频次");
        Assert.Equal(201,
            (await service.Office.PostAsync($"targets/{Reporting.Target}/versions", target.ToJsonString())).Status);
    }

    [Fact]
    public async Task A_self_colour_is_one_of_the_scheme()
    {
        foreach (var (selfColour, status) in ((string?, int)[])[("green", 201), (null, 201), ("purple", 400),
            ("Green", 400)])
        {
            var answer = await service.SubmitAsync(new
            {
                period = "2018-06", value = 3, narrative = "按计划推进", signatory = "负责人", selfColour,
            });
            Assert.Equal((selfColour, status), (selfColour, answer.Status));
            if (selfColour == "purple")
            {
                Assert.Equal(
                    "收到“purple”；本期可用颜色：blue 蓝、green 绿、yellow 黄、red 红", (string?)answer["errors"]["/selfColour"]![0]);
            }
        }
    }

    private static List<(string Code, string? Node, string? Before, string? Now)> Warnings(JsonNode report) =>
        [.. (report["warnings"]?.AsArray() ?? [])
            .Select(w => ((string)w!["code"]!, (string?)w["node"], (string?)w["before"], (string?)w["now"]))];

    private async Task<List<(string Code, string? Node, string? Before, string? Now)>> SeenByEvaluatorAsync() =>
        Warnings((await service.Evaluator.ReadAsync($"worklist?period=2018-06&target={Reporting.Target}")).Items
            .Single()!["facts"]!["report"]!);

    private async Task CreateAsync()
    {
        var target = new
        {
            id = Milestones, year = 2018, level = "departmental", field = "测试", title = "样例", nature = "anticipated",
            kind = "milestone", leadUnit = "LSJ", source = "自拟",
            nodes = new[]
            {
                new { code = "N1", title = "立项", due = "2018-05-31" },
                new { code = "N2", title = "开工", due = "2018-09-30" },
            },
        };
        Assert.Equal(201, (await service.Office.PostAsync("targets", target)).Status);
    }

    private async Task<JsonNode> ReportNodesAsync(string period, params (string Code, string? DoneOn)[] nodes)
    {
        var answer = await service.SubmitAsync(
            new
            {
                period, narrative = $"{period} {nodes.Length}", signatory = "负责人",
                nodes = nodes.Select(n => new { code = n.Code, doneOn = n.DoneOn }),
            }, Milestones);
        Assert.Equal(201, answer.Status);
        return answer.Body!;
    }
}

public sealed class SqliteReportWarningTests() : ReportWarningTests(new SqliteFactory());

public sealed class SqlServerReportWarningTests() : ReportWarningTests(new SqlServerFactory());
