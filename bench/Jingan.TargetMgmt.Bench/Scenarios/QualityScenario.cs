using System.Globalization;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>quality</c>: the quality of a year of 5,000 targets, reported on, rated and released in each of twelve
/// periods, and the reports on it.</summary>
internal static class QualityScenario
{
    private const int Targets = 5_000;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var year = SyntheticYear.Today.Year - 1;
        var periods = await RatedYear.PrepareAsync(service, Targets, year, results, "quality");
        foreach (var period in periods)
        {
            results.Progress($"quality: report of {period}");
            await SyntheticYear.IssueAsync(service, period);
        }

        // The first answer reads the reports and the claims they were issued from; what was read stays true.
        var path = $"/api/v1/quality?year={year}";
        var start = TimeProvider.System.GetTimestamp();
        await service.GetAsync("office", path[1..]);
        results.Show(string.Create(
            CultureInfo.InvariantCulture,
            $"The first answer since the start of the service "
                + $"took {TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:N0} ms."));
        var table = new LoadTable($"quality of {year}", "note");
        var again = new Download(path, service.Token("office"));
        await LoadRun.MeasureAsync(service.Process, [again], Settings.Settle, Settings.Settle);
        table.Add("every further one",
            await LoadRun.MeasureAsync(service.Process, [again], Settings.Settle, settings.Measured), 200,
            "one reader");
        foreach (var (what, read) in ((string, string)[])
        [
            ("overview of the last period", $"reports/overview?period={periods[^1]}"),
            ("units", $"reports/units?period={periods[^1]}"), ("matrix of the year", $"reports/matrix?year={year}"),
            ("transitions", $"reports/transitions?from={periods[^2]}&to={periods[^1]}"),
            ("to-do of the evaluator", "todo"),
        ])
        {
            results.Progress($"quality: {what}");
            var exchange = new Download(
                "/api/v1/" + read, service.Token(read == "todo" ? "evaluator" : "office"));
            await LoadRun.MeasureAsync(service.Process, [exchange], Settings.Settle, Settings.WarmUp);
            table.Add(what, await LoadRun.MeasureAsync(
                service.Process, [exchange], Settings.Settle, settings.Measured), 200, "one reader");
        }

        results.Show(table.ToString());
    }
}
