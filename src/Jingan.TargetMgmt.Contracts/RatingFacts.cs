namespace Jingan.TargetMgmt.Contracts;

/// <summary>A colour of a scheme, as readers need it.</summary>
/// <param name="Code">Stable code, such as <c>yellow</c>.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Meaning">What it means under this scheme.</param>
/// <param name="Letter">For black-and-white print.</param>
/// <param name="Shape">For colour-blind readers.</param>
/// <param name="Hex">Screen colour, <c>#rrggbb</c>, at least 4.5 : 1 on white.</param>
/// <param name="Rank">0 is best; larger is worse.</param>
public sealed record SchemeColour(
    string Code, string Name, string Meaning, string Letter, string Shape, string Hex, int Rank);

/// <summary>What holds of a scheme's colours together.</summary>
public static class SchemeColours
{
    /// <summary>The shape as a sign that every Chinese font has; empty where there is none for it.</summary>
    public static string Sign(this SchemeColour colour) => colour.Shape switch
    {
        "circle" => "●",
        "square" => "■",
        "triangle" => "▲",
        "triangle-down" => "▼",
        "diamond" => "◆",
        "star" => "★",
        _ => "",
    };

    /// <summary>Sign, name and letter, such as <c>▲ 黄 Y</c>: how a colour is told without colour.</summary>
    public static string Marked(this SchemeColour colour) =>
        $"{colour.Sign()} {colour.Name} {colour.Letter}".Trim();

    /// <summary>The codes of the better half of a scheme, of an odd number without the middle one: whatever has another
    /// colour needs attention.</summary>
    /// <param name="scheme">Its colours.</param>
    public static IReadOnlySet<string> BetterHalf(this IReadOnlyList<SchemeColour> scheme) =>
        scheme.OrderBy(c => c.Rank).Take(scheme.Count / 2).Select(c => c.Code).ToHashSet();
}

/// <summary>Why a rating differs from the suggestion.</summary>
/// <param name="Code">Stable reason code.</param>
/// <param name="Reason">In words.</param>
public sealed record Divergence(string Code, string Reason);

/// <summary>How the evaluator came by evidence of its own.</summary>
public enum EvidenceKind
{
    /// <summary>现场核查.</summary>
    SiteVisit,

    /// <summary>第三方数据: a source that is neither the unit nor the evaluator.</summary>
    ThirdSource,

    /// <summary>文件资料.</summary>
    Document,

    /// <summary>访谈.</summary>
    Interview,
}

/// <summary>Evidence 佐证 that the evaluator gathered itself, beside what the unit handed in.</summary>
/// <param name="Kind">How it was gathered.</param>
/// <param name="Note">What it shows.</param>
/// <param name="At">The day it was gathered, or is as of.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Sha256">SHA-256 of a file, which the evaluator keeps: 64 lower-case hexadecimal digits.</param>
public sealed record GatheredEvidence(
    EvidenceKind Kind, string Note, DateOnly? At = null, string? Source = null, string? Sha256 = null);

/// <summary>What a colour stands beside: the target as it was judged, whatever becomes of it later.</summary>
/// <param name="Title">Its title.</param>
/// <param name="LeadName">The lead unit's name.</param>
/// <param name="Actual">The value judged, an exact decimal; null where there is none.</param>
/// <param name="TargetValue">The value to reach, likewise.</param>
/// <param name="UnitOfMeasure">Of both.</param>
public sealed record JudgedTarget(
    string Title, string LeadName, string? Actual = null, string? TargetValue = null, string? UnitOfMeasure = null);

/// <summary>A released rating 评定 as everybody may read it.</summary>
/// <param name="Index">Its position in the evaluation log.</param>
/// <param name="LeafHash">Its leaf hash.</param>
/// <param name="Period">The period rated.</param>
/// <param name="TargetId">The target rated.</param>
/// <param name="TargetVersion">The version that was judged.</param>
/// <param name="Class">分类: the scheme's class that decided.</param>
/// <param name="LeadUnit">The unit that led the target when it was rated.</param>
/// <param name="Colour">What the evaluator says.</param>
/// <param name="Suggested">What the scheme says; null where it suggests nothing.</param>
/// <param name="Scheme">The scheme's version.</param>
/// <param name="Rationale">Why.</param>
/// <param name="Divergence">Why it differs from the suggestion; null where it does not.</param>
/// <param name="Basis">The government-log entry judged; null when nothing was reported.</param>
/// <param name="Supersedes">Index of the rating it replaces.</param>
/// <param name="Reason">Why it replaces it.</param>
/// <param name="Assessor">Key id of the assessor who signed.</param>
/// <param name="RatedAt">When the server took it, UTC.</param>
/// <param name="Correction">Whether it came after the period's release: a correction to the issued report.</param>
/// <param name="KeyCompromisedSince">Since when others may have had the key it was signed with, UTC; the rating counts
/// all the same. Null where nothing is known.</param>
/// <param name="Evidence">What the evaluator gathered itself; null where it gave nothing.</param>
/// <param name="Judged">What was judged, as the evaluator's log has it;
/// null in ratings of before it was recorded.</param>
/// <param name="VersionReason">Why a newer version was judged than the one that counts for the period;
/// null where it was not.</param>
public sealed record RatingFact(
    long Index, string LeafHash, Period Period, TargetId TargetId, long TargetVersion, UnitCode LeadUnit, string Class,
    string Colour, string? Suggested,
    string Scheme, string Rationale, Divergence? Divergence, LogEntryRef? Basis, long? Supersedes, string? Reason,
    string Assessor,
    string RatedAt, bool Correction, string? KeyCompromisedSince = null,
    IReadOnlyList<GatheredEvidence>? Evidence = null,
    JudgedTarget? Judged = null, string? VersionReason = null);

/// <summary>What a view of a year needs of a released rating: a year has tens of thousands.</summary>
/// <param name="Index">Its position in the evaluation log.</param>
/// <param name="LeafHash">Its leaf hash.</param>
/// <param name="Period">The period rated.</param>
/// <param name="TargetId">The target rated.</param>
/// <param name="TargetVersion">The version that was judged.</param>
/// <param name="LeadUnit">The unit that led the target when it was rated.</param>
/// <param name="Colour">What the evaluator says.</param>
/// <param name="Scheme">The version of the scheme whose colour it is.</param>
/// <param name="Correction">Whether it came after the period's release.</param>
/// <param name="Supersedes">Index of the rating it replaces.</param>
/// <param name="Judged">What was judged; null in ratings of before it was recorded.</param>
public sealed record ReleasedColour(
    long Index, string LeafHash, Period Period, TargetId TargetId, long TargetVersion, UnitCode LeadUnit, string Colour,
    string Scheme, bool Correction, long? Supersedes, JudgedTarget? Judged);

/// <summary>A year's released colours, read at one moment.</summary>
/// <param name="Log">The log head of that moment.</param>
/// <param name="Colours">The colours of the schemes used.</param>
/// <param name="Ratings">Of the ratings in force, by period and target.</param>
public sealed record YearColours(
    LogHead Log, IReadOnlyList<SchemeColour> Colours, IReadOnlyList<ReleasedColour> Ratings);

/// <summary>The last colour that a target was given before a period: the rating in force in the nearest earlier period
/// of the same length and year that is released and has one for it.</summary>
/// <param name="TargetId">The target.</param>
/// <param name="Period">The earlier period, which need not be the one just before.</param>
/// <param name="Colour">The colour.</param>
public sealed record EarlierColour(TargetId TargetId, Period Period, string Colour);

/// <summary>The evaluation side of one period as everybody may see it.</summary>
/// <param name="Log">The log head of that moment.</param>
/// <param name="Scheme">The scheme in force; empty while the evaluator has published none.</param>
/// <param name="Colours">Its colours, best first.</param>
/// <param name="ReleasedAt">When the period's evaluation report was issued; null before,
/// and then there are no ratings to see.</param>
/// <param name="Ratings">The ratings in force, by target; empty before release.</param>
/// <param name="Earlier">The last colour of every target that has one, by target, released or not the period
/// itself.</param>
/// <param name="Report">What the evaluation report is found by; null before it is issued.</param>
public sealed record PeriodRatings(
    LogHead Log, string Scheme, IReadOnlyList<SchemeColour> Colours, string? ReleasedAt,
    IReadOnlyList<RatingFact> Ratings, IReadOnlyList<EarlierColour> Earlier, ReportReceipt? Report = null);

/// <summary>What an issued evaluation report is found by.</summary>
/// <param name="Sha256">Of its bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Index">Where its entry stands in the evaluation log.</param>
public sealed record ReportReceipt(string Sha256, long Index);

/// <summary>A period whose evaluation report is issued.</summary>
/// <param name="Period">The period.</param>
/// <param name="ReleasedAt">When that was.</param>
public sealed record PeriodRelease(Period Period, string ReleasedAt);

/// <summary>An issued evaluation report as a notice quotes it: what its frozen bytes say, whatever was corrected
/// since.</summary>
/// <param name="Ratings">The ratings, colours and log head it was issued with; the last colours before the period are
/// those of that moment too.</param>
/// <param name="Summary">What the assessor says in words.</param>
/// <param name="Unrated">Why targets that were reported on are not rated, as signed.</param>
public sealed record ReportAsIssued(
    PeriodRatings Ratings, string Summary, IReadOnlyList<UnratedAsSigned> Unrated);

/// <summary>Why a target that was reported on is not rated.</summary>
/// <param name="TargetId">The target.</param>
/// <param name="Reason">In words.</param>
public sealed record UnratedAsSigned(TargetId TargetId, string Reason);

/// <summary>Read-only port onto the evaluation side. It shows released ratings and nothing else,
/// whoever asks.</summary>
public interface IRatingFacts
{
    /// <summary>One period; without ratings until its evaluation report is issued.</summary>
    Task<PeriodRatings> ReadPeriodAsync(Period period, CancellationToken ct);

    /// <summary>A period's evaluation report as issued; null before.</summary>
    Task<ReportAsIssued?> ReadIssuedAsync(Period period, CancellationToken ct);

    /// <summary>The released periods of a year and of later ones, in the order of their release.</summary>
    Task<IReadOnlyList<PeriodRelease>> ReadReleasesAsync(int since, CancellationToken ct);

    /// <summary>The colours of the scheme in force for a period, best first;
    /// none while no scheme is published.</summary>
    Task<IReadOnlyList<SchemeColour>> ReadColoursAsync(Period period, CancellationToken ct);

    /// <summary>The colours of the ratings in force of all released periods of a year.</summary>
    Task<YearColours> ReadYearAsync(int year, CancellationToken ct);

    /// <summary>Every released rating of a target, superseded ones included, in log order.</summary>
    Task<IReadOnlyList<RatingFact>> ReadHistoryAsync(TargetId target, CancellationToken ct);
}
