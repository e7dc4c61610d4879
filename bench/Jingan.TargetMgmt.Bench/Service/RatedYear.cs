using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;

namespace Jingan.TargetMgmt.Bench.Service;

/// <summary>Targets that are reported on and rated in each of a year's twelve periods,
/// over the service's interface.</summary>
internal static class RatedYear
{
    private const int Connections = 50;

    /// <summary>Prepares it and returns the periods.</summary>
    public static async Task<IReadOnlyList<string>> PrepareAsync(
        TargetService service, int targets, int year, Results results, string scenario)
    {
        var library = await SyntheticLibrary.PrepareAsync(service, targets / SyntheticLibrary.TargetsEach, year);
        var periods = await SyntheticYear.OpenAsync(service, year);
        results.Progress($"{scenario}: {targets * SyntheticYear.Periods:N0} reports");
        await SendAsync("government", new YearOfReports(library.Targets, periods, service.Token));
        results.Progress($"{scenario}: as many ratings");
        var claims = await ClaimsAsync(service, periods);
        await SendAsync("evaluation", new YearOfRatings(claims, await service.AssessorKeyIdAsync(), service.AssessorPem,
            service.Token("evaluator")));
        return periods;

        async Task SendAsync(string log, Exchange all)
        {
            var before = await service.LogSizeAsync(log);
            await LoadRun.SendAsync(service.Process, [.. Enumerable.Repeat(all, Connections)],
                targets * SyntheticYear.Periods);
            results.Compare(log, await service.LogSizeAsync(log) - before, targets * SyntheticYear.Periods);
        }
    }

    private static async Task<IReadOnlyList<JsonObject>> ClaimsAsync(
        TargetService service, IReadOnlyList<string> periods)
    {
        List<JsonObject> claims = [];
        foreach (var period in periods)
        {
            for (var after = ""; after is not null;)
            {
                var page = await service.GetAsync(
                    "evaluator", $"api/v1/worklist?period={period}&limit=500&after={Uri.EscapeDataString(after)}");
                claims.AddRange(page["items"]!.AsArray().Select(item => RatedTargets.Claims(period, item!)));
                after = (string?)page["next"];
            }
        }

        return claims;
    }
}
