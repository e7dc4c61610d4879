using System.Globalization;
using System.Text;
using HdrHistogram;
using Jingan.TargetMgmt.Bench.Load;

namespace Jingan.TargetMgmt.Bench.Report;

/// <summary>One row per measured point, in Markdown.</summary>
internal sealed class LoadTable(string what, string lastColumn)
{
    private readonly StringBuilder _text = new(
        $"| {what} | connections | per second | p50 ms | p99 ms | max ms | other answers | cores used: client, "
        + $"server | {lastColumn} |\n"
        + "|---|---:|---:|---:|---:|---:|---|---|---|");

    public void Add(string what, LoadPoint point, int expected, string last)
    {
        var latencies = point.Latencies;
        _text.Append(CultureInfo.InvariantCulture,
            $"\n| {what} | {point.Connections} | {point.PerSecond:N0} "
            + $"| {Milliseconds(latencies.GetValueAtPercentile(50))} "
            + $"| {Milliseconds(latencies.GetValueAtPercentile(99))} | {Milliseconds(latencies.GetMaxValue())} "
            + $"| {point.Others(expected)} | {point.Client:F2}, {point.Server:F2} | {last} |");
    }

    public override string ToString() => _text.ToString();

    private static string Milliseconds(long microseconds) =>
        (microseconds / 1000.0).ToString(microseconds < 10_000 ? "F2" : "F1", CultureInfo.InvariantCulture);
}
