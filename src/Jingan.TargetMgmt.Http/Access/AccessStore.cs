using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The SQL of who may come in, on either side. What counts is read from the log's entries;
/// the rows only find them.</summary>
public static class AccessStore
{
    private const string OpenSql = """
        select e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from access_term t
        join log_entry e on e.idx = t.log_index
        where not exists (select 1 from access_end x where x.term = t.log_index)
        order by t.log_index
        """;

    /// <summary>The terms that nothing has ended, by index; some may be expired.</summary>
    internal static QueryResult<AccessTerm> AddOpen(QueryBatch queries) =>
        queries.Add(OpenSql, new { }, (Row r) => r.ToTerm());

    /// <summary>The term of that token which nothing has ended; null when there is none.</summary>
    public static async Task<AccessTerm?> FindOpenAccessAsync(this SideLog db, string fingerprint, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var open = AddOpen(queries);
        await db.ReadAsync(queries, ct);
        return open.Rows.LastOrDefault(t => t.Entry.Fingerprint == fingerprint);
    }

    private const string ListSql = """
        select p.log_index as LogIndex, e.leaf_hash as LeafHash, e.data as Data, x.log_index as EndedIndex
        from (select t.log_index, row_number() over (order by t.log_index) as row_no from access_term t
            where t.log_index > @after) p
        join log_entry e on e.idx = p.log_index
        left join access_end x on x.term = p.log_index
        where p.row_no <= @take
        order by p.log_index
        """;

    /// <summary>Every term there ever was, in log order, and the entry that ended it.</summary>
    internal static async Task<IReadOnlyList<(AccessTerm Term, long? Ended)>> ListAccessAsync(
        this SideLog db, long after, long take, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var terms = queries.Add(ListSql, new { after, take }, (EndedRow r) =>
            (new Row(r.LogIndex, r.LeafHash, r.Data).ToTerm(), r.EndedIndex));
        await db.ReadAsync(queries, ct);
        return terms.Rows;
    }

    // Of two hosts that see a new line at once, one writes it.
    private const string AddSql = """
        insert into access_term (log_index, fingerprint)
        select @logIndex, @fingerprint
        where not exists (
          select 1 from access_term t
          where t.fingerprint = @fingerprint and not exists (select 1 from access_end x where x.term = t.log_index))
        """;

    /// <summary>The commit unit that puts a token on record.
    /// It conflicts when the token is on record already.</summary>
    internal static CommitUnit ToCommit(AccessEntry entry) => new(
        LogEntry.ToBytes(entry, AccessEntries.Format.AccessEntry),
        [new(AddSql, new { fingerprint = entry.Fingerprint })]);

    private const string EndSql = "insert into access_end (term, log_index) values (@term, @logIndex)";

    /// <summary>The commit unit that ends a token's term. It conflicts when the term has ended already.</summary>
    internal static CommitUnit ToEnd(AccessTerm term, string at) => new(
        LogEntry.ToBytes(AccessEndedEntry.Of(at, term), AccessEntries.Format.AccessEndedEntry),
        [new(EndSql, new { term = term.Index })]);

    private sealed record EndedRow(long LogIndex, byte[] LeafHash, byte[] Data, long? EndedIndex);

    private sealed record Row(long LogIndex, byte[] LeafHash, byte[] Data)
    {
        /// <exception cref="DoubtException">The entry is not what was logged, or tells of no access.</exception>
        public AccessTerm ToTerm()
        {
            if (!MerkleTree.HashLeaf(Data).AsSpan().SequenceEqual(LeafHash))
            {
                throw new DoubtException(new(
                    $"第 {LogIndex} 条记录与其哈希不符：记录被改动", $"entry {LogIndex} does not match its hash: it was altered"));
            }

            return JsonSerializer.Deserialize(
                Data, AccessEntries.Format.AccessEntry) is { Type: AccessEntry.TypeName } entry
                ? new(LogIndex, entry)
                : throw new DoubtException(new(
                    $"第 {LogIndex} 条记录不是访问登记，却被列为访问登记",
                    $"entry {LogIndex} tells of no access, and a row says that it does"));
        }
    }
}
