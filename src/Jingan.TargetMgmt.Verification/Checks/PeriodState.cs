using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>What a log said of one period so far: its dates, its window, its extensions and its filings.</summary>
internal sealed class PeriodState
{
    public ReportingPeriod? Dates { get; set; }

    public (long Index, DateOnly DueOn, long PostponeDays)? Opened { get; set; }

    public long? Closed { get; set; }

    /// <summary>
    /// By how many days in all since the opening; what was brought forward and put back again counts too.
    /// </summary>
    public int Postponed { get; set; }

    public long LastFiling { get; set; } = -1;

    public List<ExtensionEntry> Extensions { get; } = [];

    // Few are: only they are remembered.
    private readonly HashSet<(TargetId, UnitCode)> _firstLate = [];

    /// <summary>What a filing within the window must say of itself: the first follows from the day, the later ones
    /// from the first. Null where the dates are not known.</summary>
    public Timeliness? TimelinessOf(FiledReport filing, DateOnly day)
    {
        if (Dates is not { } dates)
        {
            return null;
        }

        if (filing.Revision == 1 && day > dates.DueOn && !IsExtended(filing.Unit, filing.TargetId, day))
        {
            _firstLate.Add((filing.TargetId, filing.Unit));
        }

        return _firstLate.Contains((filing.TargetId, filing.Unit)) ? Timeliness.Late : Timeliness.OnTime;
    }

    /// <summary>Whether an extension is for the unit's report on the target and still runs on the day.</summary>
    public bool IsExtended(UnitCode unit, TargetId target, DateOnly day) => Extensions.Exists(e =>
        e.Unit == unit && (e.TargetId is null || e.TargetId == target) && day <= e.Until);
}
