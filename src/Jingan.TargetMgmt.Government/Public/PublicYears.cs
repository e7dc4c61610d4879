using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Facts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Public;

/// <summary>A year's released colours, and what they mean.</summary>
internal sealed record PublicYear(IReadOnlyList<SchemeColour> Colours, IReadOnlyList<PublicRating> Ratings)
{
    public static readonly PublicYear Empty = new([], []);
}

/// <summary>The released colours of years as strangers see them. However many ask, a year is read from the two sides
/// once in ten seconds at most, and the evaluator's side is asked only about years that have targets.</summary>
internal sealed class PublicYears(
    GovernmentDb db, TargetDocuments documents, UnitStore units, IRatingFacts ratings)
{
    private const int MostKept = 8;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, (long Begun, Task<PublicYear> Year)> _kept = [];

    /// <summary>What is at hand, or else is being read by now: whoever gives up leaves it to the others.</summary>
    public Task<PublicYear> ReadAsync(int year, CancellationToken ct)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(year, out var kept) || kept.Year.IsFaulted || kept.Year.IsCanceled
                || db.Clock.GetElapsedTime(kept.Begun) >= Fresh)
            {
                if (_kept.Count >= MostKept)
                {
                    _kept.Clear();
                }

                kept = (db.Clock.GetTimestamp(), Task.Run(() => ReadNowAsync(year), CancellationToken.None));
                _kept[year] = kept;
            }

            return kept.Year.WaitAsync(ct);
        }
    }

    private async Task<PublicYear> ReadNowAsync(int year)
    {
        var queries = new QueryBatch();
        var stored = YearStore.AddVersions(queries, year, documents);
        await db.ReadReplicaAsync(queries, CancellationToken.None);
        if (stored.Rows.Count == 0)
        {
            return PublicYear.Empty;
        }

        var versions = stored.Rows.ToDictionary(v => (v.Target.Id, v.Version), v => v.Target);
        var names = (await units.AllAsync(CancellationToken.None)).ToDictionary(u => u.Unit.Code, u => u.Unit.Name);
        var released = await ratings.ReadYearAsync(year, CancellationToken.None);
        return new(
            released.Colours,
            [.. released.Ratings.Select(r =>
                ToPublic(r, versions.GetValueOrDefault((r.TargetId, r.TargetVersion)), names))]);
    }

    private static PublicRating ToPublic(
        ReleasedColour rating, Target? judged, Dictionary<UnitCode, string> names) => new(
        rating.TargetId, rating.Judged?.Title ?? judged?.Title ?? rating.TargetId.Value, judged?.Level, judged?.Field,
        rating.LeadUnit, rating.Judged?.LeadName ?? names.GetValueOrDefault(rating.LeadUnit, rating.LeadUnit.Value),
        rating.Period, rating.Colour, rating.Index, rating.LeafHash);
}
