using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Scenarios;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Engines;

/// <summary>One load on one engine.</summary>
/// <param name="Load">What was asked for.</param>
/// <param name="Point">Rate and latencies.</param>
/// <param name="Batches">Batches that the government log grew by in the whole run; 0 when nothing was written.</param>
/// <param name="Trips">Of the whole run; null on an embedded engine.</param>
internal sealed record EnginePoint(string Load, LoadPoint Point, long Batches, RoundTrips? Trips)
{
    private long Answers => Point.Statuses.Values.Sum();

    public double UnitsPerBatch => (double)Answers / Batches;

    public double? PerRequest => Trips is null ? null : (double)(Trips.Readers + Trips.Writer) / Answers;

    public double? PerBatch => Trips is null ? null : (double)Trips.Writer / Batches;
}

/// <summary>The loads of the comparison, on a service of its own.</summary>
internal static class EngineRun
{
    private const int ReportConnections = 16;

    private static readonly TimeSpan ReportWarmUp = TimeSpan.FromSeconds(5);

    // The seeded year: 99 targets, of two thousand that the submissions need.
    private static readonly (string Name, string Path)[] Reports =
    [
        ("report: overview", "/api/v1/reports/overview?period=2018-06"),
        ("report: units", "/api/v1/reports/units?period=2018-06"),
        ("report: matrix", "/api/v1/reports/matrix?year=2018"),
    ];

    public static async Task<IReadOnlyList<EnginePoint>> MeasureAsync(Engine engine, Settings settings, Results results)
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var service = await engine.StartAsync(file);
            List<EnginePoint> points = [];
            var library = await SyntheticLibrary.PrepareAsync(service, FloorScenario.Points.Max());
            var before = await service.LogSizeAsync("government");
            results.Progress($"{engine.Name}: warm-up");
            var acknowledged =
                (await LoadRun.MeasureAsync(service.Process, Submission.For(64, library, service.Token),
                    Settings.Settle, Settings.WarmUp)).Count(201);
            foreach (var connections in FloorScenario.Points)
            {
                var point = await PointAsync("submissions", Submission.For(connections, library, service.Token));
                acknowledged += point.Point.Count(201);
                points.Add(point);
            }

            results.Compare($"government ({engine.Name})", await service.LogSizeAsync("government") - before,
                acknowledged);
            foreach (var (name, path) in Reports)
            {
                Download[] downloads = [.. Enumerable.Range(0, ReportConnections)
                    .Select(_ => new Download(path, service.Token("office")))];
                await LoadRun.MeasureAsync(service.Process, downloads, Settings.Settle, ReportWarmUp);
                points.Add(await PointAsync(name, downloads));
            }

            return points;

            async Task<EnginePoint> PointAsync(string load, IReadOnlyList<Exchange> exchanges)
            {
                results.Progress($"{engine.Name}: {load}, {exchanges.Count} connections");
                var (batches, trips) = await CountAsync();
                var point = await LoadRun.MeasureAsync(service.Process, exchanges, Settings.Settle, settings.Measured);
                var (batchesThen, tripsThen) = await CountAsync();
                return new(load, point, batchesThen - batches, tripsThen is null ? null : tripsThen - trips!);
            }

            async Task<(long Batches, RoundTrips? Trips)> CountAsync() =>
                (await engine.CountBatchesAsync(service.Process.Folder),
                    engine.IsEmbedded ? null : await RoundTripFile.ReadAsync(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
