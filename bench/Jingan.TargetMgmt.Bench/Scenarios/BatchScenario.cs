using System.Globalization;
using System.Net.Http.Headers;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Workbooks;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>batch</c>: a unit's reporting sheet of 500 targets, and 5,000 reports sent as one workbook: read,
/// checked and stored.</summary>
internal static class BatchScenario
{
    private const int SheetTargets = 500;
    private const int Reports = 5_000;
    private const int Rounds = 5;
    private const int TargetsEach = 1_000;

    private static readonly string[] Headings = ["目标编号", "目标", "计量单位", "累计值", "无变化", "进展情况", "困难问题", "下一步措施", "签发人"];

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var library = await SyntheticLibrary.PrepareAsync(service, 1);
        var units = (await service.GetAsync("office", "api/v1/units?limit=500"))["items"]!.AsArray()
            .Select(u => (string)u!["code"]!).ToList();
        var year = SyntheticYear.Today.Year;
        await SyntheticLibrary.AddAsync(service, units[1], SheetTargets, year, "S");
        List<SyntheticTarget> targets = [];
        for (var part = 0; part < Reports / TargetsEach; part++)
        {
            targets.AddRange(await SyntheticLibrary.AddAsync(service, units[2], TargetsEach, year, $"B{part}"));
        }

        var table = new System.Text.StringBuilder(
            "| what | bytes | first ms | then, median ms | slowest ms | memory grew by, MB |\n"
            + "|---|---:|---:|---:|---:|---:|");
        var sheet = await MeasureAsync(service, results, $"template of {SheetTargets} targets", table, async () =>
            (await GetAsync(service, units[1], $"api/v1/units/{units[1]}/template.xlsx?period={library.Period}")).Length);
        var workbooks = new List<byte[]>();
        for (var round = 0; round < Rounds; round++)
        {
            workbooks.Add(await ToWorkbookAsync(targets, round));
        }

        var sent = 0;
        var batch = await MeasureAsync(service, results, $"batch of {Reports:N0} rows as xlsx", table, async () =>
        {
            var body = new ByteArrayContent(workbooks[sent++]);
            body.Headers.ContentType = new MediaTypeHeaderValue(WorkbookAnswer.MediaType);
            var answer = await service.SendContentAsync(
                units[2], HttpMethod.Post, $"api/v1/progress/batch?period={library.Period}", body);
            return answer["rows"]!.AsArray().Count == Reports
                ? workbooks[0].Length
                : throw new InvalidOperationException("not all rows were taken");
        });
        results.Show(table.ToString());
        results.Limit("Template of 500 targets, ms, median", sheet.Median, 300);
        results.Limit("Batch of 5,000 rows, ms, median", batch.Median, 2_000);
        results.Limit("Memory of the service grew by, MB", batch.Growth, 150);
    }

    private static async Task<(double Median, double Growth)> MeasureAsync(
        TargetService service, Results results, string what, System.Text.StringBuilder table, Func<Task<int>> run)
    {
        List<double> milliseconds = [];
        var (bytes, growth) = (0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            results.Progress($"batch: {what}, round {round + 1} of {Rounds}");
            service.Process.ForgetPeak();
            var before = service.Process.Memory().Now;
            var start = TimeProvider.System.GetTimestamp();
            bytes = await run();
            milliseconds.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            growth = Math.Max(growth, (service.Process.Memory().Peak - before) / 1e6);
        }

        var later = milliseconds.Skip(1).Order().ToList();
        table.Append(
            CultureInfo.InvariantCulture,
            $"\n| {what} | {bytes:N0} | {milliseconds[0]:F0} | {later[later.Count / 2]:F0} | {later[^1]:F0} "
                + $"| {growth:F0} |");
        return (later[later.Count / 2], growth);
    }

    private static async Task<byte[]> GetAsync(TargetService service, string unit, string path)
    {
        using var client = new HttpClient { BaseAddress = service.Process.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", service.Token(unit));
        return await client.GetByteArrayAsync(path);
    }

    private static async Task<byte[]> ToWorkbookAsync(IReadOnlyList<SyntheticTarget> targets, int round)
    {
        var name = new Attachment("batch.xlsx", "batch.xlsx");
        using var file = await new WorkbookAnswer(name, "synthetic", async (book, styles, ct) =>
        {
            await book.StartWorksheetAsync("填报", null, ct);
            await book.AddRowAsync([.. Headings.Select(h => Cells.Of(h, styles.Heading))], ct);
            foreach (var (index, target) in targets.Index())
            {
                await book.AddRowAsync(
                [
                    Cells.Of(target.Id, styles.Text), Cells.Of($"合成目标 {index} (synthetic)", styles.Text),
                    Cells.Of("件", styles.Text), Cells.Of(1_000m + round + (index / 100m), styles.Number),
                    Cells.Of("", styles.Text), Cells.Of($"合成填报 (synthetic) 第 {round} 轮，第 {index} 项按计划推进。", styles.Text),
                    Cells.Of("", styles.Text), Cells.Of("继续推进", styles.Text), Cells.Of("合成 (synthetic)", styles.Text),
                ], ct);
            }
        }).ToFileAsync(CancellationToken.None);
        return file.ToArray();
    }
}
