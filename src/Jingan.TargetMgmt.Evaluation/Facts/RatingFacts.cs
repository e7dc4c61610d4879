using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.EvaluationReports;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Evaluation.Facts;

/// <summary>The port onto this side, called directly in one process. It can show released ratings only:
/// the embargo is in its queries.</summary>
internal sealed class RatingFacts(
    EvaluationDb db, SchemeStore schemes, RatingStore ratings, EvaluationReportStore reports, EarlierColours earlier)
    : IRatingFacts
{
    public async Task<PeriodRatings> ReadPeriodAsync(Period period, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var log = queries.AddLogHead(db.Side);
        var release = EvaluationReportStore.AddRelease(queries, period);
        var released = RatingStore.AddList(queries, RatingFilter.Of(period), ("", ""), long.MaxValue);
        var inForce = SchemeStore.AddInForce(queries, period);
        var before = earlier.Add(queries, period);
        await db.ReadReplicaAsync(queries, ct);
        var scheme = (await schemes.FindAsync(inForce, ct))?.Scheme;
        var head = db.HeadOf(log);
        var (at, report) = release.Rows.SingleOrDefault();
        return new(head, scheme?.Version ?? "", scheme is null ? [] : ColoursOf(scheme), at,
            released.Rows, (await earlier.FindAsync(before, head.Size, ct)).Last(), report);
    }

    public async Task<ReportAsIssued?> ReadIssuedAsync(Period period, CancellationToken ct)
    {
        if (await reports.FindAsync(period, ct) is not { } issued)
        {
            return null;
        }

        var document = issued.Read();
        var queries = new QueryBatch();
        var before = earlier.Add(queries, period);
        await db.ReadAsync(queries, ct);
        var head = document.Logs.Single(l => l.Log == db.Side);
        return new(
            new(head, document.Scheme, document.Colours, document.IssuedAt, document.Ratings,
                (await earlier.FindAsync(before, head.Size, ct)).Last(),
                new(Convert.ToHexStringLower(issued.Sha256), issued.LogIndex)),
            document.Summary,
            [.. document.Unrated.Where(u => u.Reason is not null)
                .Select(u => new UnratedAsSigned(u.TargetId, u.Reason!))]);
    }

    public async Task<IReadOnlyList<PeriodRelease>> ReadReleasesAsync(int since, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var releases = EvaluationReportStore.AddReleases(queries, since);
        await db.ReadAsync(queries, ct);
        return releases.Rows;
    }

    public async Task<IReadOnlyList<SchemeColour>> ReadColoursAsync(Period period, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var inForce = SchemeStore.AddInForce(queries, period);
        await db.ReadAsync(queries, ct);
        return await schemes.FindAsync(inForce, ct) is { } published ? ColoursOf(published.Scheme) : [];
    }

    public async Task<YearColours> ReadYearAsync(int year, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var log = queries.AddLogHead(db.Side);
        var released = YearStore.AddColours(queries, year);
        await db.ReadReplicaAsync(queries, ct);
        List<ColourScheme> used = [];
        foreach (var version in released.Rows.Select(r => r.Scheme).Distinct())
        {
            used.Add((await schemes.FindAsync(version, ct))!.Scheme);
        }

        return new(db.HeadOf(log), [.. used.SelectMany(ColoursOf).DistinctBy(c => c.Code)], released.Rows);
    }

    public Task<IReadOnlyList<RatingFact>> ReadHistoryAsync(TargetId target, CancellationToken ct) =>
        ratings.ReleasedHistoryAsync(target, ct);

    private static IReadOnlyList<SchemeColour> ColoursOf(
        ColourScheme scheme) => [.. scheme.Colours.OrderBy(c => c.Rank)];
}
