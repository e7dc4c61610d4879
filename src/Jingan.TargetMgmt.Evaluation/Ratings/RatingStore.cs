using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>The SQL of ratings. What was signed is in the log entry.</summary>
internal sealed class RatingStore(EvaluationDb db)
{
    // The newest of the chain.
    private const string InForceSql =
        "select max(log_index) as LogIndex from rating where period = @period and target_id = @target";

    /// <summary>Log index of the rating in force; null when there is none.</summary>
    public static QueryResult<long?> AddInForce(QueryBatch queries, Period period, TargetId target) =>
        queries.Add(InForceSql, new { period = period.Value, target = target.Value }, (long? index) => index);

    private const string ChainSql = """
        select e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from rating r
        join log_entry e on e.idx = r.log_index
        where r.period = @period and r.target_id = @target
        order by r.log_index
        """;

    /// <summary>The target's ratings in the period, each replacing the one before it: the last is in force.</summary>
    public static QueryResult<(long Index, string Kid)> AddChain(QueryBatch queries, Period period, TargetId target) =>
        queries.Add(ChainSql, new { period = period.Value, target = target.Value }, (ChainRow r) =>
            (r.LogIndex, r.ToKid()));

    // The ratings in force are the newest of every chain: no view decides it, for a view can be redefined.
    private const string ListSql = """
        select e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data, page.target_id as TargetId,
            page.period as Period, page.colour as Colour,
               page.lead_unit as LeadUnit, page.released_index as ReleasedIndex
        from (select r.log_index, r.period, r.target_id, r.lead_unit, r.colour, p.log_index as released_index,
            row_number() over (order by r.period, r.target_id) as row_no
              from (select r.log_index, r.period, r.target_id, r.lead_unit, r.colour
                    from rating f
                    join rating r on r.log_index = (select max(n.log_index) from rating n
                        where n.target_id = f.target_id and n.period = f.period)
                    where f.supersedes is null) r
              left join evaluation_report p on p.period = r.period
              where r.period >= @from and r.period <= @to
                and (@target = '' or r.target_id = @target)
                and (@colour = '' or r.colour = @colour)
                and (@unit = '' or r.lead_unit = @unit)
                and (@unreleased = 1 or p.period is not null)
                and (@sealed = 1 or p.period is not null
                  or (exists (select 1 from second_mark_sample d where d.period = r.period)
                    and not exists (select 1 from second_mark_target s where s.period = r.period
                        and s.target_id = r.target_id))
                  or exists (select 1 from second_mark m where m.period = r.period and m.target_id = r.target_id))
                and (r.period > @afterPeriod or (r.period = @afterPeriod and r.target_id > @afterTarget))
             ) page
        join log_entry e on e.idx = page.log_index
        where page.row_no <= @take
        order by page.period, page.target_id
        """;

    /// <summary>Ratings in force by period and target; unreleased ones only when asked for.</summary>
    public async Task<IReadOnlyList<RatingFact>> ListAsync(
        RatingFilter filter, (string Period, string Target) after, long take, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var ratings = AddList(queries, filter, after, take);
        await db.ReadAsync(queries, ct);
        return ratings.Rows;
    }

    public static ListedRatings AddList(
        QueryBatch queries, RatingFilter filter, (string Period, string Target) after, long take)
    {
        var signatures = ShownSignatures.AskedIn(queries);
        return new(queries, queries.Add(
            ListSql,
            new
            {
                from = filter.From, to = filter.To, target = filter.Target, colour = filter.Colour, unit = filter.Unit,
                unreleased = filter.Unreleased ? 1L : 0L, @sealed = filter.Sealed ? 1L : 0L,
                afterPeriod = after.Period, afterTarget = after.Target, take,
            },
            (Row r) => r.ToShown(signatures)));
    }

    private const string HistorySql = """
        select e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data, r.target_id as TargetId,
            r.period as Period, r.colour as Colour,
               r.lead_unit as LeadUnit, p.log_index as ReleasedIndex
        from rating r
        join evaluation_report p on p.period = r.period
        join log_entry e on e.idx = r.log_index
        where r.target_id = @target
        order by r.log_index
        """;

    /// <summary>Every rating of a target in released periods, superseded ones included, in log order.</summary>
    public async Task<IReadOnlyList<RatingFact>> ReleasedHistoryAsync(TargetId target, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var signatures = ShownSignatures.AskedIn(queries);
        var history = new ListedRatings(
            queries, queries.Add(HistorySql, new { target = target.Value }, (Row r) => r.ToShown(signatures)));
        await db.ReadAsync(queries, ct);
        return history.Rows;
    }

    private const string ReleasedSql = """
        select e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data, r.target_id as TargetId,
            r.period as Period, r.colour as Colour,
               r.lead_unit as LeadUnit, p.log_index as ReleasedIndex
        from rating f
        join evaluation_report p on p.period = f.period
        join rating r on r.log_index = (select max(n.log_index) from rating n
            where n.target_id = f.target_id and n.period = f.period and n.log_index < @size)
        join log_entry e on e.idx = r.log_index
        where f.period = @period and f.supersedes is null
        """;

    /// <summary>A released period's ratings in force, as a log of the given size has them.</summary>
    public static ListedRatings AddReleased(QueryBatch queries, Period period, long size)
    {
        var signatures = ShownSignatures.AskedIn(queries);
        return new(
            queries,
            queries.Add(ReleasedSql, new { period = period.Value, size }, (Row r) => r.ToShown(signatures)));
    }

    private const string TargetsSql =
        "select log_index as LogIndex, target_id as TargetId from rating where period = @period";

    /// <summary>The target of every rating of a period, superseded ones included, by log index.</summary>
    public async Task<IReadOnlyDictionary<long, TargetId>> TargetsAsync(Period period, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var rated = queries.Add(TargetsSql, new { period = period.Value }, (RatedRow r) => r);
        await db.ReadAsync(queries, ct);
        return rated.Rows.ToDictionary(r => r.LogIndex, r => new TargetId(r.TargetId));
    }

    // Holds only if what it replaces is still in force, the key still counts, nothing else was said about conflicts of
    // its owner, and no second mark came in between.
    private const string AddSql = """
        insert into rating (log_index, target_id, period, lead_unit, colour, supersedes)
        select @logIndex, @target, @period, @leadUnit, @colour, @supersedes
        where (select coalesce(max(log_index), -1) from rating where period = @period
            and target_id = @target) = coalesce(@supersedes, -1)
          and not exists (select 1 from assessor_revocation where kid = @kid)
          and not exists (select 1 from assessor_replacement where kid = @kid)
          and (select count(*) from assessor_conflict where person = @person) = @conflicts
          and (select count(*) from second_mark where period = @period and target_id = @target) = @marks
        """;

    /// <summary>The commit unit that stores a rating. It conflicts when the target was rated or marked in between,
    /// or the signer's key or conflicts changed.</summary>
    public static CommitUnit ToCommit(RatingEntry entry, UnitCode leadUnit, Signer signer, bool isMarked) => new(
        LogEntry.ToBytes(entry, EvaluationEntries.Format.RatingEntry),
        [new(AddSql, new
        {
            target = entry.TargetId.Value, period = entry.Period.Value, leadUnit = leadUnit.Value,
            colour = entry.Colour, supersedes = entry.Supersedes,
            kid = signer.Kid, person = signer.Person, conflicts = signer.Conflicts, marks = isMarked ? 1L : 0L,
        })]);

    private sealed record ChainRow(long LogIndex, byte[] LeafHash, byte[] Data)
    {
        public string ToKid() => RatingRow.Read(LogIndex, LeafHash, Data).Entry.Kid;
    }

    private sealed record RatedRow(long LogIndex, string TargetId);

    private sealed record Row(
        long LogIndex, byte[] LeafHash, byte[] Data, string TargetId, string Period, string Colour, string LeadUnit,
        long? ReleasedIndex)
    {
        public RatingFact ToShown(ShownSignatures signatures)
        {
            var (entry, claims) = RatingRow.Read(LogIndex, LeafHash, Data);
            RatingRow.Compare(LogIndex, (claims.TargetId, claims.Period, claims.Colour), TargetId, Period, Colour);
            signatures.Require(new(LogIndex, LeafHash, entry.Kid, entry.Jws));
            return new(
                LogIndex, Convert.ToHexStringLower(LeafHash), claims.Period, claims.TargetId, claims.TargetVersion,
                new(LeadUnit), claims.Class ?? "", claims.Colour, claims.Suggested,
                claims.Scheme, claims.Rationale, claims.Divergence, claims.Basis, claims.Supersedes, claims.Reason,
                entry.Kid, entry.At,
                Correction: LogIndex > ReleasedIndex, Evidence: claims.Evidence, Judged: entry.Judged,
                VersionReason: claims.VersionReason);
        }
    }
}

/// <summary>Ratings as they are read, with what is known of the keys that they were made with.</summary>
internal sealed class ListedRatings
{
    private readonly QueryResult<RatingFact> _ratings;
    private readonly QueryResult<(string Kid, string Since)> _compromised;
    private IReadOnlyList<RatingFact>? _rows;

    public ListedRatings(QueryBatch queries, QueryResult<RatingFact> ratings) =>
        (_ratings, _compromised) = (ratings, AssessorStore.AddCompromised(queries));

    public IReadOnlyList<RatingFact> Rows => _rows ??= Marked(_compromised.Rows.ToDictionary(c => c.Kid, c => c.Since));

    private List<RatingFact> Marked(Dictionary<string, string> since) =>
        [.. _ratings.Rows.Select(r => since.TryGetValue(r.Assessor, out var instant)
            ? r with { KeyCompromisedSince = instant }
            : r)];
}
