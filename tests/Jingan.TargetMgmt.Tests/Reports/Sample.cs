using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Tests.Reports;

/// <summary>Hand-made facts of both sides for June 2018.</summary>
internal static class Sample
{
    public static readonly Period June = new("2018-06");

    public static readonly UnitCode Lead = new("LSJ");

    public static readonly UnitCode Co = new("JD-BEIZHAN");

    public static readonly IReadOnlyList<Unit> Units =
        [new(Lead, "静安区绿化和市容管理局", UnitKind.Department), new(Co, "北站街道", UnitKind.Subdistrict)];

    public static readonly IReadOnlyList<SchemeColour> Colours =
    [
        new("blue", "蓝", "已完成或提前", "B", "diamond", "#1565c0", 0),
        new("green", "绿", "正常推进", "G", "circle", "#2e7d32", 1),
        new("yellow", "黄", "进度滞后", "Y", "triangle", "#9a6700", 2),
        new("red", "红", "严重滞后", "R", "square", "#c62828", 3),
    ];

    public static readonly LogHead GovernmentLog = new("government", 120, new('a', 64));

    /// <summary>Opened at 100 entries, closed at 118.</summary>
    public static readonly PeriodMarks Marks = new(
        100, new(2018, 7, 5), new(118, new('e', 64), "2018-07-10T16:00:00.000Z", 118));

    public static readonly LogHead EvaluationLog = new("evaluation", 30, new('b', 64));

    public static Target Target(int number, TargetKind kind = TargetKind.Quantitative) => new(
        new($"JA2018-{number:000}"), 2018, TargetLevel.Departmental, "美丽静安", $"目标{number}", TargetNature.Binding, kind,
        Lead, "政府工作报告");

    public static ProgressReport Report(
        UnitCode unit, Timeliness timeliness = Timeliness.OnTime,
        string submittedAt = "2018-07-02T01:00:00.000Z") => new(
        unit, 1, 3.5m, false, null, "已完成", null, null, null, [], "王五", "lsj-1", timeliness, submittedAt,
        new("government", 7, new('c', 64)));

    public static TargetFacts Reported(Target target, Timeliness timeliness = Timeliness.OnTime) =>
        new(target, 1, Report(target.LeadUnit, timeliness), [], []);

    public static TargetFacts Silent(Target target) => new(target, 1, null, [], []);

    public static RatingFact Rating(
        int number, string colour, bool correction = false, string period = "2018-06") => new(
        number, new('d', 64), new(period), new($"JA2018-{number:000}"), 1, Lead, "toward-target", colour, "green",
        "2018.1", "按序时进度", null, null,
        correction ? 900 + number : null, null, "assessor-1", "2018-07-12T01:00:00.000Z", correction);

    public static ReleasedColour ColourOf(RatingFact r) => new(
        r.Index, r.LeafHash, r.Period, r.TargetId, r.TargetVersion, r.LeadUnit, r.Colour, r.Scheme, r.Correction,
        r.Supersedes, r.Judged);

    public static YearColours Year(IEnumerable<RatingFact> ratings) =>
        new(EvaluationLog, Colours, [.. ratings.Select(ColourOf)]);

    public static PeriodFacts Government(params IReadOnlyList<TargetFacts> targets) => new(
        GovernmentLog, new(June, June.StartsOn, June.EndsOn, new(2018, 7, 1), new(2018, 7, 5), new(2018, 7, 10)), Marks,
        Units, targets);

    public static PeriodRatings Released(params IReadOnlyList<RatingFact> ratings) =>
        new(EvaluationLog, "2018.1", Colours, "2018-07-20T01:00:00.000Z", ratings, []);

    public static readonly PeriodRatings Unreleased = new(EvaluationLog, "2018.1", Colours, null, [], []);

    /// <summary>7 万平方米 by December, evenly: 3.5 in June.</summary>
    public static Target Quantity(int number) => Target(number) with
    {
        UnitOfMeasure = "万平方米",
        TargetValue = 7m,
        Direction = Direction.Increase,
        Aggregation = Aggregation.Cumulative,
    };

    public static EarlierColour Before(int number, string colour, string period = "2018-05") =>
        new(new($"JA2018-{number:000}"), new(period), colour);

    public static PeriodView View(
        PeriodRatings evaluation, params IReadOnlyList<TargetFacts> targets) => new(Government(targets), evaluation);
}

/// <summary>Both ports, giving what they were given and counting how often they are asked.</summary>
internal sealed class SamplePorts(PeriodFacts? period, PeriodRatings ratings) : IProgressFacts, IRatingFacts
{
    public int ProgressCalls { get; private set; }

    public int RatingCalls { get; private set; }

    public ReportAsIssued? Issued { get; init; }

    public YearFacts Year { get; init; } = new(Sample.GovernmentLog, [], []);

    public Task<PeriodFacts?> ReadPeriodAsync(Period period1, CancellationToken ct) => AskProgress(period);

    public Task<PeriodFactsPage> ReadPageAsync(Period period1, string after, int limit, CancellationToken ct) =>
        throw new NotSupportedException("A report reads a whole period.");

    public Task<(LogHead Log, ReportingPeriod Period, PeriodMarks Marks, TargetFacts Facts)?> ReadTargetAsync(
        Period period1, TargetId target, NamedFacts named, CancellationToken ct) =>
        throw new NotSupportedException("A report reads a whole period.");

    public Task<SelfClaimsPage> ReadSelfClaimsAsync(
        Period period1, long size, string after, int limit, CancellationToken ct) =>
        throw new NotSupportedException("A report reads what is in force.");

    public Task<ClosedPeriod?> ReadClosedAsync(Period period1, CancellationToken ct) =>
        throw new NotSupportedException("A report closes nothing.");

    public Task<YearFacts> ReadYearAsync(int year, CancellationToken ct) => AskProgress(Year);

    Task<PeriodRatings> IRatingFacts.ReadPeriodAsync(Period period1, CancellationToken ct) => AskRatings(ratings);

    Task<YearColours> IRatingFacts.ReadYearAsync(int year, CancellationToken ct) => AskRatings(
        new YearColours(ratings.Log, ratings.Colours, [.. ratings.Ratings.Select(Sample.ColourOf)]));

    public Task<ReportAsIssued?> ReadIssuedAsync(Period period1, CancellationToken ct) => AskRatings(Issued);

    public Task<IReadOnlyList<PeriodRelease>> ReadReleasesAsync(int since, CancellationToken ct) =>
        throw new NotSupportedException("A report reads a whole period.");

    public Task<IReadOnlyList<SchemeColour>> ReadColoursAsync(Period period1, CancellationToken ct) =>
        throw new NotSupportedException("A report reads a whole period.");

    public Task<IReadOnlyList<RatingFact>> ReadHistoryAsync(TargetId target, CancellationToken ct) =>
        throw new NotSupportedException("A report reads a whole period.");

    private Task<T> AskProgress<T>(T answer)
    {
        ProgressCalls++;
        return Task.FromResult(answer);
    }

    private Task<T> AskRatings<T>(T answer)
    {
        RatingCalls++;
        return Task.FromResult(answer);
    }
}
