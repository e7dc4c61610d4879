using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>What the government log held for one period when its report was issued.</summary>
internal sealed class PeriodGround(Period period)
{
    private readonly Dictionary<long, string> _leafHashes = [];

    public FactsAt Facts { get; } = new();

    public PeriodOpenedEntry? Opened { get; private set; }

    public (long Index, PeriodClosedEntry Entry)? Closed { get; private set; }

    /// <summary>Entries from here on do not count.</summary>
    public long End => Closed?.Entry.LogSize ?? long.MaxValue;

    public void Take(long index, ILogEntry entry, ReadOnlySpan<byte> leafHash)
    {
        Facts.Take(index, entry);
        switch (entry)
        {
            case FiledReport report:
                Keep(index, report, leafHash);
                break;
            case PeriodOpenedEntry opened:
                Opened ??= opened.Period == period ? opened : null;
                break;
            case PeriodClosedEntry closed:
                Closed ??= closed.Period == period ? (index, closed) : null;
                break;
        }
    }

    /// <summary>The period's targets: those that were published before its close, in the version that counts.</summary>
    public Dictionary<TargetId, CountedVersion> Population() => Facts.Targets
        .Where(t => t.Versions[0].Index < End)
        .ToDictionary(t => t.Id, t => new CountedVersion(
            Facts.Counted(t.Id, period), t.Versions[^1], IsAdded: t.Versions[0].Index >= Opened?.LogSize));

    public string LeafHashOf(long index) => _leafHashes.GetValueOrDefault(index, "");

    // Of the others the hash is compared where a rating names them.
    private void Keep(long index, FiledReport report, ReadOnlySpan<byte> leafHash)
    {
        if ((report.Period == period && index >= End) || (report.Period == period.EndMonth() && period.IsQuarter))
        {
            _leafHashes[index] = Convert.ToHexStringLower(leafHash);
        }
    }
}

/// <summary>A target of a period.</summary>
/// <param name="Counted">The version that counts.</param>
/// <param name="Newest">The newest there was when the report was issued.</param>
/// <param name="IsAdded">Whether it was published after the opening.</param>
internal sealed record CountedVersion(PlacedVersion Counted, PlacedVersion Newest, bool IsAdded);
