namespace Jingan.TargetMgmt.Contracts;

/// <summary>A page of <see cref="PeriodFacts"/>. Between two processes all pages of one answer show the same
/// <paramref name="Log"/>.</summary>
/// <param name="Log">The government log's head when it was read.</param>
/// <param name="Period">The period; null when there is no such period. Said so rather than with 404,
/// which a wrong address gives too.</param>
/// <param name="Marks">Its opening and close; null with the period.</param>
/// <param name="Units">All units under their names at the opening, on every page.</param>
/// <param name="Items">The period's targets by id.</param>
/// <param name="Next">What to send as <c>after</c>; null on the last page.</param>
public sealed record PeriodFactsPage(
    LogHead Log, ReportingPeriod? Period, PeriodMarks? Marks, IReadOnlyList<Unit> Units,
    IReadOnlyList<TargetFacts> Items, string? Next);

/// <summary>One target in one period, between two processes.</summary>
/// <param name="Log">The government log's head when it was read; null with the period.</param>
/// <param name="Period">The period; null when there is no such period, or no such target in its year.</param>
/// <param name="Marks">The period's opening and close; null with the period.</param>
/// <param name="Facts">The target's facts; null with the period.</param>
public sealed record TargetInPeriod(LogHead? Log, ReportingPeriod? Period, PeriodMarks? Marks, TargetFacts? Facts);

/// <summary>A page of <see cref="YearFacts"/> between two processes.</summary>
/// <param name="Log">The government log's head when it was read.</param>
/// <param name="Periods">The year's periods, on every page.</param>
/// <param name="Items">Targets by id.</param>
/// <param name="Next">What to send as <c>after</c>; null on the last page.</param>
public sealed record YearFactsPage(
    LogHead Log, IReadOnlyList<ReportingPeriod> Periods, IReadOnlyList<TargetInYear> Items, string? Next);

/// <summary>A target through the periods of its year.</summary>
/// <param name="Target">The target in its first version.</param>
/// <param name="Periods">How it stood in each period that has opened, by code.</param>
/// <param name="Later">Its later versions, from the second on; null where there is one only.</param>
public sealed record TargetInYear(
    Target Target, IReadOnlyList<TargetInYearPeriod> Periods, IReadOnlyList<Target>? Later = null)
{
    /// <summary>One of its versions; null where there is no such one.</summary>
    /// <param name="version">From 1.</param>
    public Target? VersionOf(long version) =>
        version == 1 ? Target : Later is { } later && version > 1 && version <= later.Count + 1
            ? later[(int)version - 2]
            : null;
}

/// <summary>How a target stood in one period: by the version that counts for it,
/// and by what was filed in its window.</summary>
/// <param name="Period">The period.</param>
/// <param name="Filed">Whether and how timely the lead unit reported; null where it owed nothing.</param>
/// <param name="State">Why it owed nothing: <see cref="TargetState.NotOwed"/>, <see cref="TargetState.Suspended"/> or
/// <see cref="TargetState.NotPublished"/>; null where it owed a report.</param>
/// <param name="Version">The version that counts; null where it was not published yet.</param>
/// <param name="Value">The value to date that the lead unit reported; null too where it was replaced since a quarter's
/// close.</param>
/// <param name="Certified">What was certified in time; null where nothing was.</param>
public sealed record TargetInYearPeriod(
    Period Period, Timeliness? Filed, TargetState? State, long? Version = null, decimal? Value = null,
    decimal? Certified = null);

/// <summary>A page of <see cref="PeriodRatings"/> between two processes.</summary>
/// <param name="Log">The evaluation log's head when it was read.</param>
/// <param name="Scheme">The scheme in force.</param>
/// <param name="Colours">Its colours, best first, on every page.</param>
/// <param name="ReleasedAt">When the evaluation report was issued; null before.</param>
/// <param name="Items">The ratings in force, by target; none before release.</param>
/// <param name="Next">What to send as <c>after</c>; null on the last page.</param>
/// <param name="Earlier">The last colours of the page's targets before the period, by target.</param>
/// <param name="Report">What the evaluation report is found by, on every page; null before it is issued.</param>
public sealed record PeriodRatingsPage(
    LogHead Log, string Scheme, IReadOnlyList<SchemeColour> Colours, string? ReleasedAt,
    IReadOnlyList<RatingFact> Items, string? Next, IReadOnlyList<EarlierColour> Earlier,
    ReportReceipt? Report = null);

/// <summary>A period's evaluation report as issued, between two processes.</summary>
/// <param name="Report">The report; null before it is issued. Said so rather than with 404, which a wrong address gives
/// too.</param>
public sealed record IssuedPeriod(ReportAsIssued? Report);

/// <summary>The released periods of a year and of later ones, between two processes.</summary>
/// <param name="Items">In the order of their release.</param>
public sealed record PeriodReleases(IReadOnlyList<PeriodRelease> Items);

/// <summary>A page of a year's released colours between two processes.</summary>
/// <param name="Log">The evaluation log's head when it was read.</param>
/// <param name="Colours">The colours of the schemes used, on every page.</param>
/// <param name="Items">Of the ratings in force, by period and target.</param>
/// <param name="Next">What to send as <c>after</c>; null on the last page.</param>
public sealed record YearRatingsPage(
    LogHead Log, IReadOnlyList<SchemeColour> Colours, IReadOnlyList<ReleasedColour> Items, string? Next);

/// <summary>Every released rating of a target, superseded ones included, between two processes.</summary>
/// <param name="TargetId">The target that was asked for.</param>
/// <param name="Items">The ratings in log order; none when there is no such target,
/// which the evaluator cannot know.</param>
public sealed record TargetRatings(TargetId TargetId, IReadOnlyList<RatingFact> Items);
