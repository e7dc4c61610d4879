using System.Text.Json;
using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Assessors;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>The SQL of ratings. What was signed is in the log entry.</summary>
internal sealed class RatingStore(EvaluationDb db)
{
    private const string InForceSql = "select log_index from rating_current where target_id = @target and period = @period";

    /// <summary>Log index of the rating in force; null when there is none.</summary>
    public async Task<long?> InForceAsync(Period period, TargetId target, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            InForceSql, new { target = target.Value, period = period.Value }, cancellationToken: ct));
    }

    private const string ListSql = """
        select e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data, page.lead_unit as LeadUnit, page.released_index as ReleasedIndex
        from (select c.log_index, c.period, c.target_id, r.lead_unit, p.log_index as released_index, row_number() over (order by c.period, c.target_id) as row_no
              from rating_current c
              join rating r on r.log_index = c.log_index
              left join evaluation_report p on p.period = c.period
              where (@period = '' or c.period = @period)
                and (@year = 0 or c.year = @year)
                and (@colour = '' or r.colour = @colour)
                and (@unit = '' or r.lead_unit = @unit)
                and (@unreleased = 1 or p.period is not null)
                and (@sealed = 1 or p.period is not null
                  or not exists (select 1 from second_mark_target s where s.period = c.period and s.target_id = c.target_id)
                  or exists (select 1 from second_mark m where m.period = c.period and m.target_id = c.target_id))
                and (c.period > @afterPeriod or (c.period = @afterPeriod and c.target_id > @afterTarget))
             ) page
        join log_entry e on e.idx = page.log_index
        where page.row_no <= @take
        order by page.period, page.target_id
        """;

    /// <summary>Ratings in force by period and target; unreleased ones only when asked for.</summary>
    public async Task<IReadOnlyList<RatingFact>> ListAsync(RatingFilter filter, (string Period, string Target) after, long take, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var ratings = AddList(queries, filter, after, take);
        await db.ReadAsync(queries, ct);
        return ratings.Rows;
    }

    public static ListedRatings AddList(QueryBatch queries, RatingFilter filter, (string Period, string Target) after, long take) => new(
        queries.Add(
            ListSql,
            new
            {
                period = filter.Period, year = filter.Year, colour = filter.Colour, unit = filter.Unit, unreleased = filter.Unreleased ? 1L : 0L, @sealed = filter.Sealed ? 1L : 0L,
                afterPeriod = after.Period, afterTarget = after.Target, take,
            },
            (Row r) => r.ToFact()),
        AssessorStore.AddCompromised(queries));

    private const string HistorySql = """
        select e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data, r.lead_unit as LeadUnit, p.log_index as ReleasedIndex
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
        var history = new ListedRatings(queries.Add(HistorySql, new { target = target.Value }, (Row r) => r.ToFact()), AssessorStore.AddCompromised(queries));
        await db.ReadAsync(queries, ct);
        return history.Rows;
    }

    // Holds only if the key still counts, nothing else was said about conflicts of its owner, and no second mark came in between.
    private const string AddSql = """
        insert into rating (log_index, target_id, period, lead_unit, colour, supersedes)
        select @logIndex, @target, @period, @leadUnit, @colour, @supersedes
        where not exists (select 1 from assessor_revocation where kid = @kid)
          and not exists (select 1 from assessor_replacement where kid = @kid)
          and (select count(*) from assessor_conflict where person = @person) = @conflicts
          and (select count(*) from second_mark where period = @period and target_id = @target) = @marks
        """;

    private const string AddCurrentSql = "insert into rating_current (target_id, period, year, log_index) values (@target, @period, @year, @logIndex)";

    private const string ReplaceCurrentSql = """
        update rating_current set log_index = @logIndex
        where target_id = @target and period = @period and log_index = @supersedes
        """;

    /// <summary>It conflicts when somebody else rated the target in between, or the signer's key or conflicts changed.</summary>
    public static CommitUnit ToCommit(RatingEntry entry, UnitCode leadUnit, Signer signer, bool isMarked)
    {
        var (target, period) = (entry.TargetId.Value, entry.Period.Value);
        return new(
            LogEntry.ToBytes(entry, EvaluationEntries.Format.RatingEntry),
            [
                new(AddSql, new
                {
                    target, period, leadUnit = leadUnit.Value, colour = entry.Colour, supersedes = entry.Supersedes,
                    kid = signer.Kid, person = signer.Person, conflicts = signer.Conflicts, marks = isMarked ? 1L : 0L,
                }),
                entry.Supersedes is { } supersedes
                    ? new(ReplaceCurrentSql, new { target, period, supersedes })
                    : new(AddCurrentSql, new { target, period, year = (long)entry.Period.Year }),
            ]);
    }

    private sealed record Row(long LogIndex, byte[] LeafHash, byte[] Data, string LeadUnit, long? ReleasedIndex)
    {
        public RatingFact ToFact()
        {
            var entry = JsonSerializer.Deserialize(Data, EvaluationEntries.Format.RatingEntry)!;
            var claims = RatingClaims.FromLog(entry.Jws);
            return new(
                LogIndex, Convert.ToHexStringLower(LeafHash), claims.Period, claims.TargetId, claims.TargetVersion, new(LeadUnit), claims.Class ?? "", claims.Colour, claims.Suggested,
                claims.Scheme, claims.Rationale, claims.Divergence, claims.Basis, claims.Supersedes, claims.Reason, entry.Kid, entry.At,
                Correction: LogIndex > ReleasedIndex, Evidence: claims.Evidence);
        }
    }
}

/// <summary>Ratings as they are read, with what is known of the keys they were signed with.</summary>
internal sealed class ListedRatings(Answer<RatingFact> ratings, Answer<(string Kid, string Since)> compromised)
{
    private IReadOnlyList<RatingFact>? _rows;

    public IReadOnlyList<RatingFact> Rows => _rows ??= compromised.Rows.Count == 0 ? ratings.Rows : Marked(compromised.Rows.ToDictionary(c => c.Kid, c => c.Since));

    private IReadOnlyList<RatingFact> Marked(Dictionary<string, string> since) =>
        [.. ratings.Rows.Select(r => since.TryGetValue(r.Assessor, out var instant) ? r with { KeyCompromisedSince = instant } : r)];
}

/// <summary>What a list of ratings is filtered by; empty text and year 0 mean "any".</summary>
/// <param name="Unreleased">Those of periods without an issued report too.</param>
/// <param name="Sealed">Of these, those too that wait for their second mark, which nobody sees before it is there.</param>
internal sealed record RatingFilter(string Period, long Year, string Colour, string Unit, bool Unreleased, bool Sealed = false);
