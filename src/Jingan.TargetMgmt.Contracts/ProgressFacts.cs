namespace Jingan.TargetMgmt.Contracts;

/// <summary>Whether a report came by the due date 及时性.</summary>
public enum Timeliness
{
    /// <summary>Filed by the end of the due day, Shanghai time.</summary>
    OnTime,

    /// <summary>Filed after it.</summary>
    Late,

    /// <summary>Not filed.</summary>
    Missing,
}

/// <summary>The state of a node as a unit reports it.</summary>
/// <param name="Code">The node.</param>
/// <param name="DoneOn">The day it was done; null while open.</param>
/// <param name="ForecastOn">When the unit expects it done.</param>
public sealed record NodeState(string Code, DateOnly? DoneOn = null, DateOnly? ForecastOn = null);

/// <summary>The latest revision of a unit's progress report 进展填报 for a target and period.</summary>
/// <param name="Unit">The unit that reports.</param>
/// <param name="Revision">1 for the first filing; later filings count up.</param>
/// <param name="Value">Value to date; for a "no change" report the value carried forward. Null where the target has no number.</param>
/// <param name="NoChange">Whether the unit reported "no change".</param>
/// <param name="Nodes">State of every node, unmentioned ones carried forward; null where the target has none.</param>
/// <param name="Narrative">What was done.</param>
/// <param name="Difficulties">What stands in the way.</param>
/// <param name="NextSteps">What comes next.</param>
/// <param name="SelfColour">自评: the unit's own colour claim.</param>
/// <param name="Evidence">SHA-256 of the evidence files.</param>
/// <param name="Signatory">The responsible person.</param>
/// <param name="Operator">Who pressed the button: the access token's name.</param>
/// <param name="Timeliness">On time or late, as stored with the report.</param>
/// <param name="SubmittedAt">UTC instant, see <see cref="UtcText"/>.</param>
/// <param name="WindowIndex">Government-log index of the unit's last filing within the period's window; null when all came under an extension.</param>
/// <param name="Entry">The government-log entry that holds it: the basis of a rating.</param>
public sealed record ProgressReport(
    UnitCode Unit, long Revision, decimal? Value, bool NoChange, IReadOnlyList<NodeState>? Nodes, string Narrative, string? Difficulties,
    string? NextSteps, string? SelfColour, IReadOnlyList<string> Evidence, string Signatory, string Operator, Timeliness Timeliness,
    string SubmittedAt, long? WindowIndex, LogEntryRef Entry);

/// <summary>What the lead unit had reported by the end of an earlier period of the same year.</summary>
/// <param name="Period">That period.</param>
/// <param name="Value">Its value to date.</param>
/// <param name="Nodes">Its node states.</param>
public sealed record EarlierReport(Period Period, decimal? Value, IReadOnlyList<NodeState>? Nodes);

/// <summary>Everything about one target that may decide its colour in one period.</summary>
/// <param name="Target">The target in its current version.</param>
/// <param name="TargetVersion">That version's number.</param>
/// <param name="Lead">The lead unit's report; null when it did not report.</param>
/// <param name="CoUnits">The reports of every other unit that filed: co-units, and units that had a part in an earlier version.</param>
/// <param name="Earlier">The lead unit's reports for earlier periods of the same length and year, oldest first.</param>
public sealed record TargetFacts(
    Target Target, long TargetVersion, ProgressReport? Lead, IReadOnlyList<ProgressReport> CoUnits, IReadOnlyList<EarlierReport> Earlier);

/// <summary>One period as the government side's database held it at one moment.</summary>
/// <param name="Log">The log head of that moment.</param>
/// <param name="Period">The period.</param>
/// <param name="Units">All units.</param>
/// <param name="Targets">The targets of the period's year, by id.</param>
public sealed record PeriodFacts(LogHead Log, ReportingPeriod Period, IReadOnlyList<Unit> Units, IReadOnlyList<TargetFacts> Targets);

/// <summary>A year's targets and periods, for views over time.</summary>
/// <param name="Log">The log head they were read at.</param>
/// <param name="Periods">The year's periods, by code.</param>
/// <param name="Targets">The year's targets, by id.</param>
/// <param name="Reported">Which (target, period) the lead unit has reported on, and how timely.</param>
public sealed record YearFacts(
    LogHead Log, IReadOnlyList<ReportingPeriod> Periods, IReadOnlyList<Target> Targets,
    IReadOnlyDictionary<(TargetId Target, Period Period), Timeliness> Reported);

/// <summary>Read-only port onto the government side: all that evaluation and reports may know of it.</summary>
/// <remarks>Called directly in one process; over the public API when the sides run apart. Nothing can be written through it.</remarks>
public interface IProgressFacts
{
    /// <summary>One period with all its targets and reports, read at one moment; null when there is no such period.</summary>
    Task<PeriodFacts?> ReadPeriodAsync(Period period, CancellationToken ct);

    /// <summary>A page of a period's targets by id, with their reports, read at one moment.</summary>
    /// <param name="period">The period; a page without a period says that there is none.</param>
    /// <param name="after">The id that the page comes after; empty for the first.</param>
    /// <param name="limit">1 to 5,000.</param>
    /// <param name="ct">Gives up.</param>
    Task<PeriodFactsPage> ReadPageAsync(Period period, string after, int limit, CancellationToken ct);

    /// <summary>One target in one period, and the log head they were read at; null when there is no such period, or no such target in its year.</summary>
    Task<(LogHead Log, ReportingPeriod Period, TargetFacts Facts)?> ReadTargetAsync(Period period, TargetId target, CancellationToken ct);

    /// <summary>A year's targets, periods and who has reported.</summary>
    Task<YearFacts> ReadYearAsync(int year, CancellationToken ct);

    /// <summary>A page of the self-claims that a log of a given size holds for a period. What is filed later changes nothing in it.</summary>
    /// <param name="period">The period; none is filed for one that does not exist.</param>
    /// <param name="size">Entries from this index on do not count.</param>
    /// <param name="after">The target's id that the page comes after; empty for the first.</param>
    /// <param name="limit">Targets on the page, 1 to 500.</param>
    /// <param name="ct">Gives up.</param>
    Task<SelfClaimsPage> ReadSelfClaimsAsync(Period period, long size, string after, int limit, CancellationToken ct);

    /// <summary>A page of a period's targets, and of how far they were, as a log of a given size holds them; the parameters are those of the self-claims.</summary>
    Task<TargetsAsOfPage> ReadAsOfAsync(Period period, long size, string after, int limit, CancellationToken ct);
}
