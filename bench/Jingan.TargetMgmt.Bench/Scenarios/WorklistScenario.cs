using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>worklist</c>: the evaluator's worklist of a year's last period,
/// 5,000 targets reported on in each of twelve.</summary>
internal static class WorklistScenario
{
    private const int Targets = 5_000;
    private const int Connections = 50;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var library = await SyntheticLibrary.PrepareAsync(service, Targets / SyntheticLibrary.TargetsEach);
        var periods = await SyntheticYear.OpenAsync(service, SyntheticYear.Today.Year);
        results.Progress($"worklist: {Targets * SyntheticYear.Periods:N0} reports");
        var reports = new YearOfReports(library.Targets, periods, service.Token);
        var before = await service.LogSizeAsync("government");
        await LoadRun.SendAsync(service.Process, [.. Enumerable.Repeat(reports, Connections)],
            Targets * SyntheticYear.Periods);
        results.Compare("government", await service.LogSizeAsync("government") - before,
            Targets * SyntheticYear.Periods);

        var table = new LoadTable($"worklist of {periods[^1]}", "note");
        foreach (var limit in (int[])[100, 500])
        {
            var page = $"/api/v1/worklist?period={periods[^1]}&limit={limit}&after=BENCH-02000";
            await AddAsync(table, $"a page of {limit}", new Download(page, service.Token("evaluator")));
        }

        await AddAsync(table, "all 5,000 in one page",
            new Download($"/api/v1/worklist?period={periods[^1]}&limit={Targets}", service.Token("evaluator")));
        await AddAsync(table, "page by page of 500, each page",
            new Pages($"/api/v1/worklist?period={periods[^1]}&limit=500", service.Token("evaluator")));
        results.Show(table.ToString());

        async Task AddAsync(LoadTable into, string what, Exchange exchange)
        {
            results.Progress($"worklist: {what}");
            await LoadRun.MeasureAsync(service.Process, [exchange], Settings.Settle, Settings.WarmUp);
            into.Add(what, await LoadRun.MeasureAsync(service.Process, [exchange], Settings.Settle, settings.Measured),
                200, "one evaluator");
        }
    }
}
