using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>What a list of targets is filtered by; empty text and year 0 mean "any".</summary>
/// <remarks>No text has blanks at its ends: T-SQL compares as though there were none behind it, SQLite does not. Upper
/// and lower case are one in titles only.</remarks>
internal sealed record TargetFilter(
    long Year, string Unit, string Level, string Kind, string Field, string TitlePattern, string OwnUnit);

/// <summary>The SQL of reading targets. A target's document is its log entry.</summary>
internal sealed class TargetStore(GovernmentDb db, TargetDocuments documents)
{
    private const string FindSql = """
        select t.target_id as TargetId, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from target_current t
        join log_entry e on e.idx = t.log_index
        where t.target_id = @id
        """;

    public async Task<StoredTarget?> FindAsync(TargetId id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            FindSql, new { id = id.Value }, cancellationToken: ct)))?.ToStored();
    }

    private const string ListSql = """
        select t.target_id as TargetId, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from target_current t
        join log_entry e on e.idx = t.log_index
        where t.target_id > @after
          and (@year = 0 or t.year = @year)
          and (@level = '' or t.level = @level)
          and (@kind = '' or t.kind = @kind)
          and (@field = '' or trim(t.field) = @field)
          and (@titlePattern = '' or lower(t.title) like @titlePattern escape '\' or t.target_id = @titleId)
          and (@unit = '' or exists (select 1 from target_unit u where u.unit = @unit
              and u.target_id = t.target_id and u.version = t.version))
          and (@ownUnit = '' or exists (select 1 from target_unit u where u.unit = @ownUnit
              and u.target_id = t.target_id and u.version = t.version))
        order by t.target_id
        """;

    /// <summary>So many targets behind one. No more are read than are asked for.</summary>
    public async Task<IReadOnlyList<StoredTarget>> ListAsync(
        TargetFilter filter, string after, long take, CancellationToken ct)
    {
        await using var connection = await db.OpenReplicaAsync(ct);
        var parameters = new
        {
            year = filter.Year, level = filter.Level, kind = filter.Kind, field = filter.Field,
            titlePattern = LikePattern(filter.TitlePattern),
            titleId = filter.TitlePattern, unit = filter.Unit, ownUnit = filter.OwnUnit, after,
        };
        return await connection.QueryUnbufferedAsync<Row>(ListSql, parameters)
            .Take((int)take)
            .Select(r => documents.Of(r.LogIndex, r.LeafHash, r.Data))
            .ToListAsync(ct);
    }

    private const string NewestSql = """
        select t.target_id as TargetId, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from target_current t
        join log_entry e on e.idx = t.log_index
        where t.year = @year
        order by t.target_id
        """;

    /// <summary>The version in force of every target of a year.</summary>
    /// <param name="documents">What was parsed before is not parsed again.</param>
    public static QueryResult<StoredTarget> AddNewest(QueryBatch queries, int year, TargetDocuments documents) =>
        queries.Add(
            NewestSql, new { year = (long)year }, (Row r) => documents.Of(r.LogIndex, r.LeafHash, r.Data));

    private const string FirstSql = """
        select v.target_id as TargetId, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from target_current t
        join target_version v on v.target_id = t.target_id and v.version = 1
        join log_entry e on e.idx = v.log_index
        where t.year = @year
        order by v.target_id
        """;

    /// <summary>The first version of every target of a year.</summary>
    public static QueryResult<StoredTarget> AddFirst(QueryBatch queries, int year, TargetDocuments documents) =>
        queries.Add(
            FirstSql, new { year = (long)year }, (Row r) => documents.Of(r.LogIndex, r.LeafHash, r.Data));

    private const string VersionsSql = """
        select v.target_id as TargetId, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from target_version v
        join log_entry e on e.idx = v.log_index
        where v.target_id = @id
        order by v.version
        """;

    /// <summary>Every version, the original first.</summary>
    public async Task<IReadOnlyList<StoredTarget>> VersionsAsync(TargetId id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            VersionsSql, new { id = id.Value }, cancellationToken: ct))).Select(r => r.ToStored())];
    }

    private const string OverallSql =
        "select target_id as TargetId, year as Year from target_current where level = 'overall'";

    /// <summary>The overall targets and their years: what a parent may be.</summary>
    public async Task<IReadOnlyDictionary<TargetId, long>> OverallAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<YearRow>(new CommandDefinition(OverallSql, cancellationToken: ct)))
            .ToDictionary(r => new TargetId(r.TargetId), r => r.Year);
    }

    private const string PartsSql =
        "select cast(count(*) as bigint) from target_unit where target_id = @id and unit = @unit";

    /// <summary>Whether the unit leads the target or co-operates on it in any version: what it has to report for a
    /// period may follow from an earlier one.</summary>
    public async Task<bool> HasPartAsync(TargetId id, UnitCode unit, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            PartsSql, new { id = id.Value, unit = unit.Value }, cancellationToken: ct)) > 0;
    }

    private const string ExistingSql = "select target_id from target_current";

    public async Task<IReadOnlySet<TargetId>> ExistingAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<string>(new CommandDefinition(ExistingSql, cancellationToken: ct)))
            .Select(id => new TargetId(id)).ToHashSet();
    }

    // "[" opens a set in T-SQL patterns and is harmless, once escaped, in SQLite's.
    private static string LikePattern(string text) => text.Length == 0
        ? ""
        : "%" + text.ToLowerInvariant()
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal) + "%";

    private sealed record YearRow(string TargetId, long Year);

    private sealed record Row(string TargetId, long LogIndex, byte[] LeafHash, byte[] Data)
    {
        public StoredTarget ToStored() => StoredTarget.Of(LogIndex, LeafHash, Data);
    }
}
