using Jingan.TargetMgmt.Bench.Engines;
using Jingan.TargetMgmt.Bench.Report;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>engines</c>: submissions and reports on SQLite and, where a server is given, on SQL Server, with the
/// round trips that each takes there.</summary>
internal static class EnginesScenario
{
    public const string Name = "engines";

    private const double MostPerBatch = 4, MostPerReport = 3;

    public static async Task RunAsync(Settings settings, Results results)
    {
        // First: a server that does not answer is noticed before anything is measured.
        await using var databases = settings.SqlServer is { } server
            ? await SqlServerDatabases.CreateAsync(server)
            : null;
        List<(Engine Engine, IReadOnlyList<EnginePoint> Points)> runs =
            [(Engine.Sqlite, await EngineRun.MeasureAsync(Engine.Sqlite, settings, results))];
        if (databases is not null)
        {
            runs.Add((databases.Engine, await EngineRun.MeasureAsync(databases.Engine, settings, results)));
        }

        results.Show(EngineTable.Of(runs));
        if (databases is null)
        {
            results.Show(
                $"No SQL Server was given ({Settings.SqlServerOption} FILE, or a connection string "
                    + $"in {Settings.SqlServerVariable}): SQLite alone was measured.");
        }

        foreach (var point in runs.SelectMany(r => r.Points).Where(p => p.Trips is not null))
        {
            var (what, mean, limit) = point.Batches > 0
                ? ("round trips per batch", point.PerBatch!.Value, MostPerBatch)
                : ("round trips per request", point.PerRequest!.Value, MostPerReport);
            results.Limit($"{point.Load}, {point.Point.Connections} connections, {what}", mean, limit);
        }
    }
}
