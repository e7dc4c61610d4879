using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>The times that a bundle's entries have: its latest, its earliest,
/// and the first that runs back behind one before it.</summary>
internal sealed class BundleTimes
{
    private (long Index, DateTimeOffset At)? _latest;
    private (long Index, DateTimeOffset At)? _earliest;
    private (long Index, DateTimeOffset At, long Before)? _back;

    public void Add(long index, ILogEntry entry)
    {
        if (InstantOf(entry) is not { } at)
        {
            return;
        }

        if (_latest is { } latest && at < latest.At - EntryTime.Tolerance)
        {
            _back ??= (index, at, latest.Index);
        }

        _latest = _latest is { } known && known.At >= at ? known : (index, at);
        _earliest = _earliest is { } first && first.At <= at ? first : (index, at);
    }

    /// <summary>Compares with the bundles before, and tells the first entry that runs back.</summary>
    /// <returns>The latest time so far, and the entry that has it.</returns>
    public (long Index, DateTimeOffset At)? Compare((long Index, DateTimeOffset At)? before, Findings findings)
    {
        if (before is { } last && _earliest is { } first && first.At < last.At - EntryTime.Tolerance)
        {
            Tell(first.Index, first.At, last.Index, findings);
        }
        else if (_back is var (index, at, behind))
        {
            Tell(index, at, behind, findings);
        }

        return _latest is { } latest && (before is not { } earlier || latest.At > earlier.At) ? latest : before;
    }

    private static DateTimeOffset? InstantOf(ILogEntry entry) =>
        entry is FiledReport report ? report.Instant : UtcText.TryParse(entry.At, out var at) ? at : null;

    private static void Tell(long index, DateTimeOffset at, long before, Findings findings) =>
        findings.AddDamage(index, new(
        $"第 {index} 条的时间 {UtcText.Format(at)} 比之前的第 {before} 条早两分钟以上：日志的时间倒退。",
        $"entry {index} says {UtcText.Format(at)}, more than two minutes before entry {before}: time runs backwards "
            + "in the log."));
}
