using System.Globalization;
using HdrHistogram;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>What one run measured.</summary>
/// <param name="Connections">How many at once.</param>
/// <param name="Measured">The window: only answers that arrived within it are in the rate and the latencies.</param>
/// <param name="Latencies">Of the expected answers in the window, in microseconds.</param>
/// <param name="Statuses">Every answer of the whole run by status, before and after the window too:
/// what the log must have grown by.</param>
/// <param name="Client">Cores that the client kept busy in the window.</param>
/// <param name="Server">The same of the server.</param>
internal sealed record LoadPoint(
    int Connections,
    TimeSpan Measured,
    LongHistogram Latencies,
    IReadOnlyDictionary<int, long> Statuses,
    double Client,
    double Server)
{
    public double PerSecond => Latencies.TotalCount / Measured.TotalSeconds;

    public long Count(int status) => Statuses.GetValueOrDefault(status);

    /// <summary>The statuses that were not expected, for the table: <c>none</c>, or <c>409 × 12</c>.</summary>
    public string Others(int expected)
    {
        var others = Statuses.Where(s => s.Key != expected).OrderBy(s => s.Key).ToList();
        return others.Count == 0
            ? "none"
            : string.Join(
                ", ", others.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key} × {s.Value:N0}")));
    }
}
