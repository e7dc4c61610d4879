using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>ratings</c>: each connection rates a target of its own and then supersedes its rating,
/// each time signed anew with ES256 by the client.</summary>
internal static class RatingsScenario
{
    private const int Connections = 64;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var library = await SyntheticLibrary.PrepareAsync(service, Connections);
        var ratings = await RatedTargets.PrepareAsync(service, library, Connections);
        var before = await service.LogSizeAsync("evaluation");
        results.Progress("ratings: warm-up");
        var warmUp = await LoadRun.MeasureAsync(service.Process, ratings, Settings.Settle, Settings.WarmUp);
        results.Progress($"ratings: {Connections} connections");
        var point = await LoadRun.MeasureAsync(service.Process, ratings, Settings.Settle, settings.Measured);
        var grown = await service.LogSizeAsync("evaluation") - before;

        var signing = SigningMicroseconds(ratings[0]);
        var table = new LoadTable("ratings", "of which signing, client");
        table.Add("ES256 ratings acknowledged", point, 201,
            $"{signing:F0} µs each, {signing * point.PerSecond / 1e6:F2} cores");
        results.Show(table.ToString());
        results.Compare("evaluation", grown, warmUp.Count(201) + point.Count(201));
        foreach (var rating in ratings)
        {
            rating.Dispose();
        }
    }

    // Without a server: what the client's share of the two cores goes to.
    private static double SigningMicroseconds(Rating rating)
    {
        const int Signed = 2_000;
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Signed; i++)
        {
            rating.Next();
        }

        return TimeProvider.System.GetElapsedTime(start).TotalMicroseconds / Signed;
    }
}
