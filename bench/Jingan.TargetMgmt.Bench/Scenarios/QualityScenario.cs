using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>quality</c>: the quality of a year of 5,000 targets, reported on, rated and released in each of twelve periods.</summary>
internal static class QualityScenario
{
    private const int Targets = 5_000;
    private const int Connections = 50;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var year = SyntheticYear.Today.Year - 1;
        var library = await SyntheticLibrary.PrepareAsync(service, Targets / SyntheticLibrary.TargetsEach, year);
        var periods = await SyntheticYear.OpenAsync(service, year);
        results.Progress($"quality: {Targets * SyntheticYear.Periods:N0} reports");
        await SendAsync("government", new YearOfReports(library.Targets, periods, service.Token));
        results.Progress("quality: as many ratings");
        var claims = await ClaimsAsync(service, periods);
        await SendAsync("evaluation", new YearOfRatings(claims, await service.AssessorKeyIdAsync(), service.AssessorPem, service.Token("evaluator")));
        foreach (var period in periods)
        {
            results.Progress($"quality: report of {period}");
            await SyntheticYear.IssueAsync(service, period);
        }

        // The first answer reads the reports and the claims they were issued from; what was read stays true.
        var path = $"/api/v1/quality?year={year}";
        var start = TimeProvider.System.GetTimestamp();
        await service.GetAsync("office", path[1..]);
        results.Show(string.Create(CultureInfo.InvariantCulture, $"The first answer since the start of the service took {TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:N0} ms."));
        var table = new LoadTable($"quality of {year}", "note");
        var again = new Download(path, service.Token("office"));
        await LoadRun.MeasureAsync(service.Process, [again], Settings.Settle, Settings.Settle);
        table.Add("every further one", await LoadRun.MeasureAsync(service.Process, [again], Settings.Settle, settings.Measured), 200, "one reader");
        results.Show(table.ToString());

        async Task SendAsync(string log, Exchange all)
        {
            var before = await service.LogSizeAsync(log);
            await LoadRun.SendAsync(service.Process, [.. Enumerable.Repeat(all, Connections)], Targets * SyntheticYear.Periods);
            results.Compare(log, await service.LogSizeAsync(log) - before, Targets * SyntheticYear.Periods);
        }
    }

    private static async Task<IReadOnlyList<JsonObject>> ClaimsAsync(TargetService service, IReadOnlyList<string> periods)
    {
        List<JsonObject> claims = [];
        foreach (var period in periods)
        {
            for (var after = ""; after is not null;)
            {
                var page = await service.GetAsync("evaluator", $"api/v1/worklist?period={period}&limit=500&after={Uri.EscapeDataString(after)}");
                claims.AddRange(page["items"]!.AsArray().Select(item => RatedTargets.Claims(period, item!)));
                after = (string?)page["next"];
            }
        }

        return claims;
    }
}
