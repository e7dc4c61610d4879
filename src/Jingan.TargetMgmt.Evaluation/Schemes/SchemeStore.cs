using System.Text.Json;
using Dapper;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Evaluation.Schemes;

/// <summary>A published scheme with its document as it stands in the log.</summary>
internal sealed record PublishedScheme(ColourScheme Scheme, JsonElement Document, LogEntryRef Entry);

/// <summary>The SQL of colour schemes. Documents never change, so each is read once.</summary>
internal sealed class SchemeStore(EvaluationDb db)
{
    private volatile Dictionary<string, PublishedScheme> _read = [];

    private const string FindSql = """
        select e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from colour_scheme s
        join log_entry e on e.idx = s.log_index
        where s.version = @version
        """;

    public async Task<PublishedScheme?> FindAsync(string version, CancellationToken ct)
    {
        if (_read.TryGetValue(version, out var known))
        {
            return known;
        }

        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            FindSql, new { version }, cancellationToken: ct));
        if (row is null)
        {
            return null;
        }

        var published = row.ToPublished();
        _read = new(_read) { [version] = published };
        return published;
    }

    private const string ListSql = """
        select log_index as LogIndex, leaf_hash as LeafHash, data as Data
        from (select s.log_index, e.leaf_hash, e.data, row_number() over (order by s.log_index) as row_no
            from colour_scheme s
            join log_entry e on e.idx = s.log_index
            where s.log_index > @after) page
        where row_no <= @take
        order by log_index
        """;

    /// <summary>What was published, in log order.</summary>
    public async Task<IReadOnlyList<ListSchemes.Published>> ListAsync(long after, long take, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            ListSql, new { after, take }, cancellationToken: ct))).Select(r => r.ToListed())];
    }

    private const string InForceSql = """
        select coalesce(
          (select scheme from evaluation_report where period = @period),
          (select version from colour_scheme where log_index = (select max(log_index) from colour_scheme)))
        """;

    /// <summary>The scheme that counts for a period: the one its evaluation report was issued with,
    /// before that the newest; null while none is published.</summary>
    public async Task<PublishedScheme?> InForceAsync(Period period, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var inForce = AddInForce(queries, period);
        await db.ReadAsync(queries, ct);
        return await FindAsync(inForce, ct);
    }

    /// <summary>The version of that scheme.</summary>
    public static QueryResult<string?> AddInForce(QueryBatch queries, Period period) =>
        queries.Add(InForceSql, new { period = period.Value }, (string? version) => version);

    /// <summary>The scheme that an answer of <see cref="AddInForce"/> names; null while none is published.</summary>
    public async Task<PublishedScheme?> FindAsync(QueryResult<string?> inForce, CancellationToken ct) =>
        inForce.Rows[0] is { } version ? await FindAsync(version, ct) : null;

    private const string CountSql = "select count(*) from colour_scheme";

    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(CountSql, cancellationToken: ct)) > 0;
    }

    private const string AddSql = "insert into colour_scheme (version, log_index) values (@version, @logIndex)";

    public static CommitUnit ToCommit(ColourScheme scheme, JsonElement document, string at, string actor) => new(
        LogEntry.ToBytes(SchemeEntry.Of(at, actor, scheme.Version, document), EvaluationEntries.Format.SchemeEntry),
        [new(AddSql, new { version = scheme.Version })]);

    private sealed record Row(long LogIndex, byte[] LeafHash, byte[] Data)
    {
        public ListSchemes.Published ToListed()
        {
            var entry = JsonSerializer.Deserialize(Data, EvaluationEntries.Format.SchemeEntry)!;
            return new(
                LogIndex, entry.Version,
                entry.Document.TryGetProperty("title", out var title) ? title.ToString() : entry.Version, entry.At);
        }

        public PublishedScheme ToPublished()
        {
            var entry = JsonSerializer.Deserialize(Data, EvaluationEntries.Format.SchemeEntry)!;
            return ColourScheme.TryRead(JsonSerializer.SerializeToUtf8Bytes(entry.Document), out var scheme,
                out var errors)
                ? new(scheme, entry.Document, new(EvaluationDb.Name, LogIndex, Convert.ToHexStringLower(LeafHash)))
                : throw new InvalidDataException($"Scheme {entry.Version} in the log cannot be read: {errors[0]}");
        }
    }
}
