using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>floor</c>: the same requests as <c>submissions</c>, from the same client,
/// to a server that does nothing but store them.</summary>
internal static class FloorScenario
{
    public const string ServeCommand = "serve-floor";

    public static readonly IReadOnlyList<int> Points = [1, 64, 256];

    // as long as a real one; nobody looks
    private const string AnyToken = "tm_0000000000000000000000000000000000000000000";

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var server = await ServerProcess.StartAsync(
            typeof(FloorScenario).Assembly.Location,
            (port, folder) => [ServeCommand, $"http://127.0.0.1:{port}", folder]);
        var targets = Enumerable.Range(0, Points.Max() * SyntheticLibrary.TargetsEach)
            .Select(i => new SyntheticTarget($"BENCH-{i:D5}", "BENCH"));
        var library = new SyntheticLibrary("2018-06", [.. targets]);
        results.Progress("floor: warm-up");
        await LoadRun.MeasureAsync(server, Submission.For(64, library, _ => AnyToken), Settings.Settle,
            Settings.WarmUp);

        var table = new LoadTable("floor", "note");
        foreach (var connections in Points)
        {
            results.Progress($"floor: {connections} connections");
            var point = await LoadRun.MeasureAsync(server, Submission.For(connections, library, _ => AnyToken),
                Settings.Settle, settings.Measured);
            results.Floor[connections] = point.PerSecond;
            table.Add("stored, nothing checked", point, 201, "the yardstick");
        }

        results.Show(table.ToString());
    }
}
