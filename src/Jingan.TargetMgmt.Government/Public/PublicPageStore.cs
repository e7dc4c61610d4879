using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Public;

/// <summary>The SQL of the public page: every switch is a fact, and the last one holds.</summary>
internal static class PublicPageStore
{
    private const string LastSql = """
        select p.version as Version, p.is_open as IsOpen, p.at as At, p.log_index as LogIndex
        from public_page p
        where p.version = (select max(n.version) from public_page n)
        """;

    /// <summary>The last switch; null where the page was never switched.</summary>
    public static async Task<PublicPageSwitch?> ReadLastAsync(GovernmentDb db, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var last = queries.Add(
            LastSql, new { }, (Row r) => new PublicPageSwitch(r.Version, r.IsOpen == 1, r.At, r.LogIndex));
        await db.ReadAsync(queries, ct);
        return last.Rows is [var found] ? found : null;
    }

    private const string AddSql = """
        insert into public_page (version, is_open, reason, switched_by, at, log_index)
        values (@version, @isOpen, @reason, @switchedBy, @at, @logIndex)
        """;

    /// <summary>The next switch; it conflicts when somebody switched in between.</summary>
    public static CommitUnit ToCommit(PublicPageEntry e) => new(
        LogEntry.ToBytes(e, GovernmentEntries.Format.PublicPageEntry),
        [new(AddSql, new
        {
            version = e.Version, isOpen = e.Open ? 1L : 0L, reason = e.Reason, switchedBy = e.Actor, at = e.At,
        })]);

    private sealed record Row(long Version, long IsOpen, string At, long LogIndex);
}
