using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Store;

/// <summary>A stored checkpoint: its row, and the note as it was published.</summary>
internal sealed record StoredCheckpoint(long Size, byte[] Root, byte[] Note);

/// <summary>The SQL that the writer and the start-up check run over the log's tables.</summary>
internal static class LogRows
{
    private const string NewestSql =
        "select size, root, note from log_checkpoint where size = (select max(size) from log_checkpoint)";

    /// <summary>Begins a transaction that nobody else's can overlap, and reads the newest checkpoint with it.</summary>
    public static DbTransaction BeginWrite(
        this StatementCache statements, SqlDialect dialect, out StoredCheckpoint? newest) =>
        dialect.BeginWrite(statements, NewestSql, ReadOne, out newest);

    private const string AtSizeSql = "select size, root, note from log_checkpoint where size = @size";

    public static StoredCheckpoint? NewestCheckpoint(this StatementCache statements, DbTransaction? transaction) =>
        Single(statements.Query(NewestSql, new { }, transaction));

    public static StoredCheckpoint? CheckpointAt(
        this StatementCache statements, DbTransaction? transaction, long size) =>
        Single(statements.Query(AtSizeSql, new { size }, transaction));

    private const string CheckpointsSql = "select size, root, note from log_checkpoint order by size";

    public static IEnumerable<StoredCheckpoint> AllCheckpoints(
        this StatementCache statements, DbTransaction? transaction)
    {
        using var rows = statements.Query(CheckpointsSql, new { }, transaction);
        while (rows.Read())
        {
            yield return Read(rows);
        }
    }

    private const string WithinSql =
        "select size, root, note from log_checkpoint where size > @above and size <= @upTo order by size";

    /// <summary>The checkpoints of the sizes (above, upTo].</summary>
    public static IReadOnlyList<StoredCheckpoint> CheckpointsWithin(
        this StatementCache statements, DbTransaction? transaction, long above, long upTo)
    {
        using var rows = statements.Query(WithinSql, new { above, upTo }, transaction);
        List<StoredCheckpoint> checkpoints = [];
        while (rows.Read())
        {
            checkpoints.Add(Read(rows));
        }

        return checkpoints;
    }

    private const string EndsSql = """
        select (select coalesce(min(idx), 0) from log_entry), (select coalesce(max(idx), -1) + 1 from log_entry),
               (select coalesce(min(size), 0) from log_checkpoint), (select coalesce(max(size), 0) from log_checkpoint),
               (select cast(count(*) as bigint) from log_node)
        """;

    /// <summary>Where the rows begin and end, all at one moment.</summary>
    public static (long FirstEntry, long Entries, long FirstCheckpoint, long Size, long Nodes) Ends(
        this StatementCache statements, DbTransaction? transaction)
    {
        using var rows = statements.Query(EndsSql, new { }, transaction);
        rows.Read();
        return (rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4));
    }

    // A count is an int on SQL Server, and a reader does not widen it.
    private const string EndSql =
        "select (select coalesce(max(idx), -1) + 1 from log_entry), cast(count(*) as bigint) from log_entry where "
        + "idx >= @from";

    /// <summary>Where the entries end, and how many there are from an index on.</summary>
    public static (long End, long Count) EntriesFrom(
        this StatementCache statements, DbTransaction? transaction, long from)
    {
        using var rows = statements.Query(EndSql, new { from }, transaction);
        rows.Read();
        return (rows.GetInt64(0), rows.GetInt64(1));
    }

    private const string EntrySql = "select data from log_entry where idx = @index";

    /// <summary>An entry as one of a type; null where there is none there, or one that cannot be of it.</summary>
    public static T? EntryAs<T>(this StatementCache statements, long index, JsonTypeInfo<T> type)
        where T : class
    {
        using var rows = statements.Query(EntrySql, new { index }, null);
        try
        {
            return rows.Read() ? JsonSerializer.Deserialize(rows.GetFieldValue<byte[]>(0), type) : null;
        }
        catch (JsonException)
        {
            return null; // an entry of another type
        }
    }

    public const string NodesSql =
        "select hash from log_node where level = @level and idx >= @from and idx < @to order by idx";

    public static IReadOnlyList<byte[]> Nodes(
        this StatementCache statements, DbTransaction? transaction, int level, long from, long to)
    {
        using var rows = statements.Query(NodesSql, new { level = (long)level, from, to }, transaction);
        List<byte[]> hashes = [];
        while (rows.Read())
        {
            hashes.Add(rows.GetFieldValue<byte[]>(0));
        }

        return hashes;
    }

    private const string NodeCountSql =
        "select cast(count(*) as bigint), coalesce(max(idx), -1) + 1 from log_node where level = @level";

    /// <summary>How many nodes a level has, and where they end: the same when none is missing.</summary>
    public static (long Count, long End) NodeCount(
        this StatementCache statements, DbTransaction? transaction, int level)
    {
        using var rows = statements.Query(NodeCountSql, new { level = (long)level }, transaction);
        rows.Read();
        return (rows.GetInt64(0), rows.GetInt64(1));
    }

    private const string AllNodesSql = "select cast(count(*) as bigint) from log_node";

    /// <summary>How many nodes there are on all levels.</summary>
    public static long NodeCount(this StatementCache statements, DbTransaction? transaction)
    {
        using var rows = statements.Query(AllNodesSql, new { }, transaction);
        rows.Read();
        return rows.GetInt64(0);
    }

    public const string AddEntrySql =
        "insert into log_entry (idx, leaf_hash, data) values (@logIndex, @leafHash, @data)";

    private const string AddNodeSql = "insert into log_node (level, idx, hash) values (@level, @idx, @hash)";

    /// <summary>Stores an entry at <c>@logIndex</c>.</summary>
    public static Statement AddEntry(byte[] leafHash, byte[] data) => new(AddEntrySql, new { leafHash, data });

    public static bool IsEntry(Statement statement) => ReferenceEquals(statement.Sql, AddEntrySql);

    /// <summary>Stores a completed node.</summary>
    public static Statement AddNode(
        TreeNode node) => new(AddNodeSql, new { level = (long)node.Level, idx = node.Index, hash = node.Hash });

    public const string AddCheckpointSql =
        "insert into log_checkpoint (size, root, note, at) values (@size, @root, @note, @at)";

    private static StoredCheckpoint? ReadOne(DbDataReader rows) => rows.Read() ? Read(rows) : null;

    private static StoredCheckpoint? Single(DbDataReader rows)
    {
        using (rows)
        {
            return ReadOne(rows);
        }
    }

    private static StoredCheckpoint Read(
        DbDataReader row) => new(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2));
}
