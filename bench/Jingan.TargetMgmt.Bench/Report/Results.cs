using System.Globalization;
using Jingan.TargetMgmt.Bench.Load;

namespace Jingan.TargetMgmt.Bench.Report;

/// <summary>Where figures go: tables and sentences to one stream, what is going on to the other;
/// and the floor of this run, to compare with.</summary>
internal sealed class Results(TextWriter output, TextWriter progress)
{
    /// <summary>Acknowledged per second on the floor, by number of connections;
    /// empty when it was not measured.</summary>
    public Dictionary<int, double> Floor { get; } = [];

    /// <summary>Whether something that must hold did not.</summary>
    public bool Failed { get; private set; }

    public void Show(string markdown) => output.WriteLine(markdown + "\n");

    public void Progress(string line) => progress.WriteLine(line);

    /// <summary>Says that a log has grown by exactly what was acknowledged, or that it has not.</summary>
    public void Compare(string log, long grown, long acknowledged)
    {
        Failed |= grown != acknowledged;
        var verdict = grown == acknowledged ? "the same" : "**NOT THE SAME**";
        Show(string.Create(
            CultureInfo.InvariantCulture,
            $"The {log} log grew by {grown:N0} entries; {acknowledged:N0} writes were acknowledged, warm-up "
                + $"included: {verdict}."));
    }

    /// <summary>Says that a mean stayed within its limit, or that it did not.</summary>
    public void Limit(string what, double mean, double limit)
    {
        Failed |= !(mean <= limit);
        Show(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {mean:F2}, at most {limit:F0} wanted: {(mean <= limit ? "kept" : "**NOT KEPT**")}."));
    }

    /// <summary>The share of the floor at the same number of connections; a dash when it was not measured.</summary>
    public string OfFloor(LoadPoint point) => Floor.TryGetValue(point.Connections, out var floor)
        ? (point.PerSecond / floor).ToString("P1", CultureInfo.InvariantCulture)
        : "–";
}
