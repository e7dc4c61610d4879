using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts;

/// <summary>Whether a report came by the due date 及时性.</summary>
public enum Timeliness
{
    /// <summary>Filed by the end of the due day, Shanghai time.</summary>
    OnTime,

    /// <summary>Filed after it.</summary>
    Late,

    /// <summary>未填报: not filed.</summary>
    NotReported,
}

/// <summary>The state of a node as a unit reports it.</summary>
/// <param name="Code">The node.</param>
/// <param name="DoneOn">The day it was done; null while open.</param>
/// <param name="ForecastOn">When the unit expects it done.</param>
public sealed record NodeState(string Code, DateOnly? DoneOn = null, DateOnly? ForecastOn = null);

/// <summary>The latest revision of a unit's progress report 进展填报 for a target and period.</summary>
/// <param name="Unit">The unit that reports.</param>
/// <param name="Revision">1 for the first filing; later filings count up.</param>
/// <param name="Value">Value to date; for a "no change" report the value carried forward.
/// Null where the target has no number.</param>
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
/// <param name="Entry">The government-log entry that holds it: the basis of a rating.</param>
/// <param name="Warnings">What was unusual about it when it was filed, and that what it carries on was corrected since;
/// null when there is nothing.</param>
/// <param name="Remarks">What the district office remarked on it, on this or an earlier revision, and which revision
/// answers; null when there is nothing.</param>
/// <param name="EvidenceNotes">Where to look in the evidence; null when it says nothing of it.</param>
/// <param name="Confirmation">Who stands behind it; null of what was filed before anybody asked.</param>
/// <param name="WaitsFor">Whom the unit waits for; null where it waits for nobody.</param>
/// <param name="Part">How the unit's part stands, carried forward; null of a lead unit and where it never said.</param>
/// <param name="OpenedAt">When the draft was opened that it was made from, UTC; null where there was none.</param>
public sealed record ProgressReport(
    UnitCode Unit, long Revision, decimal? Value, bool NoChange, IReadOnlyList<NodeState>? Nodes, string Narrative,
    string? Difficulties,
    string? NextSteps, string? SelfColour, IReadOnlyList<string> Evidence, string Signatory, string Operator,
    Timeliness Timeliness,
    string SubmittedAt, LogEntryRef Entry, IReadOnlyList<ReportWarning>? Warnings = null,
    IReadOnlyList<ReportRemark>? Remarks = null, IReadOnlyList<EvidenceNote>? EvidenceNotes = null,
    Confirmation? Confirmation = null, IReadOnlyList<ReportWaiting>? WaitsFor = null, PartState? Part = null,
    string? OpenedAt = null);

/// <summary>Where a report's reader is to look in a piece of its evidence.</summary>
/// <param name="Sha256">One of the report's evidence.</param>
/// <param name="Page">The place in it, such as <c>3-5</c>, a sheet or a cell.</param>
/// <param name="Title">What it shows.</param>
/// <param name="AsOf">The day that it tells of.</param>
public sealed record EvidenceNote(string Sha256, string? Page = null, string? Title = null, DateOnly? AsOf = null);

/// <summary>Who stands behind a progress report.</summary>
public enum Confirmation
{
    /// <summary>Its signatory is named in it and has not signed in.</summary>
    Named,

    /// <summary>One person filled it, and another, who signs for the unit, confirmed it with a token of his
    /// own.</summary>
    TwoPeople,

    /// <summary>One person filled and confirmed it: the unit needs no second.</summary>
    OnePerson,
}

/// <summary>What the lead unit had reported by the end of an earlier period of the same year.</summary>
/// <param name="Period">That period.</param>
/// <param name="Value">Its value to date.</param>
/// <param name="Nodes">Its node states.</param>
public sealed record EarlierReport(Period Period, decimal? Value, IReadOnlyList<NodeState>? Nodes);

/// <summary>What a version of a target promises, in the words and figures that reports show.</summary>
/// <param name="Title">Its title.</param>
/// <param name="TargetValue">The value to reach; null where it is no quantity, or was not fixed yet.</param>
/// <param name="UnitOfMeasure">Of the value.</param>
public sealed record PromisedFigure(string Title, decimal? TargetValue = null, string? UnitOfMeasure = null)
{
    /// <summary>What a version promises.</summary>
    /// <param name="version">The version.</param>
    public static PromisedFigure Of(Target version) => new(version.Title, version.TargetValue, version.UnitOfMeasure);
}

/// <summary>Everything about one target that may decide its colour in one period. After the period's close none of it
/// changes, but what is listed as later, and remarks, which decide nothing.</summary>
/// <param name="Target">The version that counts: the one in force at the opening,
/// or the first of a target published since.</param>
/// <param name="TargetVersion">That version's number.</param>
/// <param name="Lead">The lead unit's last report within the window; null when it filed none.</param>
/// <param name="CoUnits">The last reports of every other unit that filed within the window: co-units,
/// and units that have a part in another version.</param>
/// <param name="Earlier">The reports of who led the target in earlier periods of the same length and year,
/// oldest first.</param>
/// <param name="AddedWhileRunning">Whether it was published after the opening: it may be rated,
/// and never holds the report up.</param>
/// <param name="Newer">The newest version, where that is another: it counts from the next period on,
/// unless the evaluator judges by it and says so.</param>
/// <param name="Later">The last report of each unit that filed since the close, under an extension: it counts only
/// where the evaluator names it as basis.</param>
/// <param name="LeadName">The lead unit's name at the opening.</param>
/// <param name="IsNewer">Whether a newer version that was asked for stands in the place of the one that counts.</param>
/// <param name="Certified">What was certified for the period, every revision in log order, late ones too; null where
/// nothing was. It counts only where the evaluator names it as basis.</param>
/// <param name="Original">What the first version promised; null where the first is the version that counts.</param>
public sealed record TargetFacts(
    Target Target, long TargetVersion, ProgressReport? Lead, IReadOnlyList<ProgressReport> CoUnits,
    IReadOnlyList<EarlierReport> Earlier,
    bool AddedWhileRunning = false, NewerVersion? Newer = null, IReadOnlyList<ProgressReport>? Later = null,
    string? LeadName = null, bool IsNewer = false, IReadOnlyList<CertifiedValue>? Certified = null,
    PromisedFigure? Original = null)
{
    /// <summary>What the target promised at first.</summary>
    [JsonIgnore]
    public PromisedFigure FirstPromise => Original ?? PromisedFigure.Of(Target);

    /// <summary>The certified value that counts: the newest of those before the facts ended; null where there is
    /// none.</summary>
    [JsonIgnore]
    public CertifiedValue? CertifiedInTime => Certified?.LastOrDefault(c => !c.Late);

    /// <summary>The certified values that the evaluator may name as basis: the one that counts, and those that came
    /// late. Where the lead unit claims nothing there is none: a silence stays one.</summary>
    [JsonIgnore]
    public IEnumerable<CertifiedValue> Nameable => Lead is null
        ? []
        : (Certified ?? []).Where(c => c.TargetVersion == TargetVersion && (c.Late || c == CertifiedInTime));

    /// <summary>The facts with a certified value in the place of the one that the lead unit claims; null where that may
    /// not be named.</summary>
    /// <param name="index">Its index in the government log.</param>
    public TargetFacts? OnCertified(long index) =>
        Nameable.FirstOrDefault(c => c.Entry.Index == index) is { } certified
            ? this with { Lead = Lead! with { Value = certified.Value, NoChange = false, Entry = certified.Entry } }
            : null;
}

/// <summary>A version of a target that was published after the one that counts for a period.</summary>
/// <param name="Target">The version.</param>
/// <param name="TargetVersion">Its number.</param>
/// <param name="SinceClose">Whether it was published after the period's close, not while it was running.</param>
/// <param name="Lead">The last report within the window of the unit that leads this version;
/// null when it filed none.</param>
public sealed record NewerVersion(Target Target, long TargetVersion, bool SinceClose, ProgressReport? Lead);

/// <summary>What an assessor names as judged, where that is not what counts by itself.</summary>
/// <param name="Version">A newer version of the target; null for the one that counts.</param>
/// <param name="Basis">Government-log index of a report filed since the close;
/// null for the last one within the window.</param>
public readonly record struct NamedFacts(long? Version = null, long? Basis = null);

/// <summary>One period as it counts, read at one moment.</summary>
/// <param name="Log">The log head of that moment.</param>
/// <param name="Period">The period.</param>
/// <param name="Marks">Its opening and close.</param>
/// <param name="Units">All units, under the names they had at the opening.</param>
/// <param name="Targets">The period's targets, by id: those in force at the opening and those published while it
/// ran.</param>
public sealed record PeriodFacts(
    LogHead Log, ReportingPeriod Period, PeriodMarks Marks, IReadOnlyList<Unit> Units,
    IReadOnlyList<TargetFacts> Targets);

/// <summary>A year's targets and periods, for views over time.</summary>
/// <param name="Log">The log head they were read at.</param>
/// <param name="Periods">The year's periods, by code.</param>
/// <param name="Targets">The year's targets, by id.</param>
public sealed record YearFacts(
    LogHead Log, IReadOnlyList<ReportingPeriod> Periods, IReadOnlyList<TargetInYear> Targets);

/// <summary>Read-only port onto the government side: all that evaluation and reports may know of it.</summary>
/// <remarks>Called directly in one process; over the public API when the sides run apart.
/// Nothing can be written through it.</remarks>
public interface IProgressFacts
{
    /// <summary>One period with all its targets and reports, read at one moment;
    /// null when there is no such period.</summary>
    Task<PeriodFacts?> ReadPeriodAsync(Period period, CancellationToken ct);

    /// <summary>A page of a period's targets by id, with their reports, read at one moment.</summary>
    /// <param name="period">The period; a page without a period says that there is none.</param>
    /// <param name="after">The id that the page comes after; empty for the first.</param>
    /// <param name="limit">1 to 5,000.</param>
    /// <param name="ct">Gives up.</param>
    Task<PeriodFactsPage> ReadPageAsync(Period period, string after, int limit, CancellationToken ct);

    /// <summary>One target in one period, and the log head they were read at; null when there is no such period,
    /// or the target has no part in it.</summary>
    /// <param name="period">The period.</param>
    /// <param name="target">The target.</param>
    /// <param name="named">What is to stand in the place of the version and the report that count;
    /// what is not there leaves them as they are.</param>
    /// <param name="ct">Gives up.</param>
    Task<(LogHead Log, ReportingPeriod Period, PeriodMarks Marks, TargetFacts Facts)?> ReadTargetAsync(
        Period period, TargetId target, NamedFacts named, CancellationToken ct);

    /// <summary>The close of a period whose report is being issued. Asked for from
    /// <see cref="PeriodMarks.IssuableFrom"/> on, it is there: the government side ends the window itself.</summary>
    /// <returns>Null while reports are taken and the day has not come, or when there is no such period.</returns>
    Task<ClosedPeriod?> ReadClosedAsync(Period period, CancellationToken ct);

    /// <summary>A year's targets through its periods.</summary>
    Task<YearFacts> ReadYearAsync(int year, CancellationToken ct);

    /// <summary>A page of the self-claims that a log of a given size holds for a period.
    /// What is filed later changes nothing in it.</summary>
    /// <param name="period">The period; none is filed for one that does not exist.</param>
    /// <param name="size">Entries from this index on do not count.</param>
    /// <param name="after">The target's id that the page comes after; empty for the first.</param>
    /// <param name="limit">Targets on the page, 1 to 500.</param>
    /// <param name="ct">Gives up.</param>
    Task<SelfClaimsPage> ReadSelfClaimsAsync(Period period, long size, string after, int limit, CancellationToken ct);
}
