using System.Globalization;
using System.Text;

namespace Jingan.TargetMgmt.Bench.Engines;

/// <summary>The same loads on several engines, side by side, in Markdown.</summary>
internal static class EngineTable
{
    public static string Of(IReadOnlyList<(Engine Engine, IReadOnlyList<EnginePoint> Points)> runs)
    {
        var text = new StringBuilder("| load | connections |");
        foreach (var (engine, _) in runs)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $" {engine.Name}: per second | p50 ms | p99 ms | other answers | units per batch | round trips per "
                    + $"request | per batch |");
        }

        text.Append("\n|---|---:|").Insert(text.Length, "---:|---:|---:|---|---:|---:|---:|", runs.Count);
        foreach (var (row, point) in runs[0].Points.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n| {point.Load} | {point.Point.Connections} |");
            foreach (var (engine, points) in runs)
            {
                text.Append(Cells(engine, points[row]));
            }
        }

        return text.ToString();
    }

    private static string Cells(Engine engine, EnginePoint p)
    {
        var latencies = p.Point.Latencies;
        return string.Create(
            CultureInfo.InvariantCulture,
            $" {p.Point.PerSecond:N0} | {latencies.GetValueAtPercentile(50) / 1000.0:F1} "
            + $"| {latencies.GetValueAtPercentile(99) / 1000.0:F1} | {p.Point.Others(p.Batches > 0 ? 201 : 200)} "
            + $"| {(p.Batches > 0 ? p.UnitsPerBatch.ToString("F1", CultureInfo.InvariantCulture) : "–")} "
            + $"| {Trips(engine, p.PerRequest)} | {(p.Batches > 0 ? Trips(engine, p.PerBatch) : "–")} |");
    }

    private static string Trips(Engine engine, double? trips) =>
        engine.IsEmbedded ? "embedded" : trips!.Value.ToString("F2", CultureInfo.InvariantCulture);
}
