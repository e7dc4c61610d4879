using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.EvaluationReports;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Evaluation.Facts;

/// <summary>The port onto this side, called directly in one process. It can show released ratings only: the embargo is in its queries.</summary>
internal sealed class RatingFacts(EvaluationDb db, SchemeStore schemes, RatingStore ratings) : IRatingFacts
{
    public async Task<PeriodRatings> ReadPeriodAsync(Period period, CancellationToken ct)
    {
        await using var snapshot = await db.ReadReplicaSnapshotAsync(ct);
        var log = await snapshot.ReadLogHeadAsync(db.Side, ct);
        var releasedAt = await EvaluationReportStore.ReleasedAtAsync(snapshot, period, ct);
        var released = await RatingStore.ListAsync(
            snapshot.Connection, snapshot.Transaction, new(period.Value, 0, "", "", Unreleased: false), ("", ""), long.MaxValue, ct);
        var scheme = (await schemes.InForceAsync(period, ct)).Scheme;
        return new(log, scheme.Version, ColoursOf(scheme), releasedAt, released);
    }

    public async Task<(LogHead Log, IReadOnlyList<SchemeColour> Colours, IReadOnlyList<RatingFact> Ratings)> ReadYearAsync(int year, CancellationToken ct)
    {
        await using var snapshot = await db.ReadReplicaSnapshotAsync(ct);
        var log = await snapshot.ReadLogHeadAsync(db.Side, ct);
        var released = await RatingStore.ListAsync(
            snapshot.Connection, snapshot.Transaction, new("", year, "", "", Unreleased: false), ("", ""), long.MaxValue, ct);
        List<ColourScheme> used = [];
        foreach (var version in released.Select(r => r.Scheme).Distinct())
        {
            used.Add((await schemes.FindAsync(version, ct))!.Scheme);
        }

        return (log, [.. used.SelectMany(ColoursOf).DistinctBy(c => c.Code)], released);
    }

    public Task<IReadOnlyList<RatingFact>> ReadHistoryAsync(TargetId target, CancellationToken ct) => ratings.ReleasedHistoryAsync(target, ct);

    private static IReadOnlyList<SchemeColour> ColoursOf(ColourScheme scheme) => [.. scheme.Colours.OrderBy(c => c.Rank)];
}
