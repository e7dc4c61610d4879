using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>submissions</c>: progress reports through the whole service. No two connections report on one target,
/// so nothing conflicts.</summary>
internal static class SubmissionsScenario
{
    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var library = await SyntheticLibrary.PrepareAsync(service, FloorScenario.Points.Max());
        var before = await service.LogSizeAsync("government");
        results.Progress("submissions: warm-up");
        var warmUp = await LoadRun.MeasureAsync(service.Process, Submission.For(64, library, service.Token),
            Settings.Settle, Settings.WarmUp);
        var acknowledged = warmUp.Count(201);

        var table = new LoadTable("submissions", "of the floor");
        foreach (var connections in FloorScenario.Points)
        {
            results.Progress($"submissions: {connections} connections");
            var point = await LoadRun.MeasureAsync(service.Process, Submission.For(connections, library, service.Token),
                Settings.Settle, settings.Measured);
            acknowledged += point.Count(201);
            table.Add("progress reports acknowledged", point, 201, results.OfFloor(point));
        }

        results.Show(table.ToString());
        results.Compare("government", await service.LogSizeAsync("government") - before, acknowledged);
    }
}
