using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Store;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>What a unit's newest report on a target says for one period.</summary>
/// <param name="Value">Value to date in millionths; null when it gives none.</param>
/// <param name="Nodes">Node states as <see cref="NodesText"/>; null when it gives none.</param>
/// <param name="IsExtended">Whether it was filed under an extension, after the close.</param>
/// <param name="Timeliness">Of the first filing for the period.</param>
/// <param name="Data">The bytes of the report's entry; null where nobody asks for them.</param>
internal sealed record ReportedState(
    Period Period, long Revision, long? Value, string? Nodes, bool IsExtended = false,
    Timeliness Timeliness = Timeliness.OnTime, byte[]? Data = null)
{
    /// <summary>The whole report, read only where something depends on it.</summary>
    public ProgressEntry? ReadEntry() =>
        Data is null ? null : JsonSerializer.Deserialize(Data, GovernmentEntries.Format.ProgressEntry);
}

/// <summary>What a unit last reported on a target: the revision within one period,
/// and the state to carry forward.</summary>
/// <param name="IsExtended">Whether it has reported for this period under an extension.</param>
/// <param name="HasReported">Whether it has reported at all, for this period or an earlier one of the year.</param>
/// <param name="Timeliness">Of the first filing within this period's window; null when there is none.</param>
internal sealed record LastReported(
    long Revision, decimal? Value, IReadOnlyList<NodeState>? Nodes, bool IsExtended = false, bool HasReported = false,
    Timeliness? Timeliness = null)
{
    /// <summary>What it reported for each period of the year, later ones too;
    /// two states where it did so under an extension as well.</summary>
    public IReadOnlyList<ReportedState> States { get; init; } = [];

    /// <summary>The newest of them up to this period; null where there is none.</summary>
    public ReportedState? Newest { get; init; }

    /// <summary>The one of them that <see cref="Nodes"/> are from; null where there is none.</summary>
    public ReportedState? WithNodes { get; init; }

    /// <summary>The last revision for this period, and the latest state at or before it (a later period's does not
    /// count).</summary>
    public static LastReported Before(Period period, IReadOnlyList<ReportedState> states)
    {
        var upToNow = states.Where(s => s.Period.EndsOn <= period.EndsOn)
            .OrderByDescending(s => s.Period.EndsOn)
                .ThenByDescending(s => s.Period == period)
                .ThenBy(s => s.Period.Value, StringComparer.Ordinal)
            .ThenByDescending(s => s.Revision).ToList();
        var value = upToNow.Find(s => s.Value is not null)?.Value;
        var withNodes = upToNow.Find(s => s.Nodes is not null);
        return new(
            states.Where(s => s.Period == period).Select(s => s.Revision).DefaultIfEmpty(0).Max(),
            value is { } v ? Measure.FromMillionths(v) : null,
            withNodes is null ? null : NodesText.Read(withNodes.Nodes!),
            states.Any(s => s.Period == period && s.IsExtended), upToNow.Count > 0,
            states.FirstOrDefault(s => s.Period == period && !s.IsExtended)?.Timeliness)
        { States = states, WithNodes = withNodes, Newest = upToNow.FirstOrDefault() };
    }
}
