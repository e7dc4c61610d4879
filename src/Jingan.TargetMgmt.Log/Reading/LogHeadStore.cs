using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Reading;

/// <summary>The newest head of a side's log, as the other queries of a batch see it.</summary>
public static class LogHeadStore
{
    private const string NewestSql =
        "select size as Size, root as Root from log_checkpoint where size = (select max(size) from log_checkpoint)";

    /// <summary>No row when the log is empty.</summary>
    public static QueryResult<LogHead> AddLogHead(this QueryBatch queries, string side) =>
        queries.Add(NewestSql, new { }, (Row row) => new LogHead(side, row.Size, Convert.ToHexStringLower(row.Root)));

    /// <summary>The head in an answer of <see cref="AddLogHead"/>.</summary>
    public static LogHead HeadOf(this SqlDatabase db, QueryResult<LogHead> answer) =>
        answer.Rows is [var head] ? head : new(db.Side, 0, Convert.ToHexStringLower(MerkleTree.EmptyRoot));

    public static async Task<LogHead> ReadLogHeadAsync(this SqlDatabase db, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var head = queries.AddLogHead(db.Side);
        await db.ReadAsync(queries, ct);
        return db.HeadOf(head);
    }

    private sealed record Row(long Size, byte[] Root);
}
