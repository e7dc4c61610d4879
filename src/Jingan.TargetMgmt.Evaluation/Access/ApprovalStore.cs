using System.Text.Json;
using Dapper;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Evaluation.Access;

/// <summary>The SQL of approvals. What counts is read from the log's entries; the rows only find them.</summary>
internal sealed class ApprovalStore(EvaluationDb db)
{
    private const string FindSql = "select log_index as LogIndex, kid as Kid from access_approval where term = @term";

    /// <summary>The approval of a term; null when there is none.</summary>
    public async Task<(long Index, string Kid)?> FindAsync(long term, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<FoundRow>(new CommandDefinition(
            FindSql, new { term }, cancellationToken: ct));
        return row is null ? null : (row.LogIndex, row.Kid);
    }

    private const string ApprovedSql = """
        select a.term as Term, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from access_approval a
        join log_entry e on e.idx = a.log_index
        """;

    private const string FoundingSql = """
        select a.log_index as Term, e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from assessor a
        join log_entry e on e.idx = a.log_index
        where a.log_index = (select min(log_index) from assessor)
        """;

    /// <summary>The evaluators' tokens that count, by the index of their entry: what keys have approved, and the token
    /// that the founding key was registered with. Null before the first key;
    /// see <see cref="EvaluationDisclosure.ApprovedAccessAsync"/>.</summary>
    public static async Task<IReadOnlySet<long>?> ApprovedAsync(SideLog db, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var founding = queries.Add(FoundingSql, new { }, (Row r) =>
            r.Read(EvaluationEntries.Format.AssessorEntry).Founding);
        var approved = queries.Add(ApprovedSql, new { }, (Row r) =>
            r.Read(EvaluationEntries.Format.AccessApprovalEntry).Access == r.Term ? r.Term : throw r.Altered());
        await db.ReadAsync(queries, ct);
        return founding.Rows.Count == 0 ? null : new HashSet<long>([.. founding.Rows.OfType<long>(), .. approved.Rows]);
    }

    // Holds only if the token still counts and the key does.
    private const string AddSql = """
        insert into access_approval (term, kid, log_index)
        select @term, @kid, @logIndex
        where not exists (select 1 from access_end where term = @term)
          and not exists (select 1 from assessor_revocation where kid = @kid)
          and not exists (select 1 from assessor_replacement where kid = @kid)
        """;

    /// <summary>The commit unit that stores an approval. It conflicts when the token was approved or taken away in
    /// between, or the key stopped counting.</summary>
    public static CommitUnit ToCommit(AccessApprovalEntry entry) => new(
        LogEntry.ToBytes(entry, EvaluationEntries.Format.AccessApprovalEntry),
        [new(AddSql, new { term = entry.Access, kid = entry.Kid })]);

    private sealed record FoundRow(long LogIndex, string Kid);

    private sealed record Row(long Term, long LogIndex, byte[] LeafHash, byte[] Data)
    {
        /// <exception cref="DoubtException">The entry is not what was logged.</exception>
        public T Read<T>(System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> format) =>
            MerkleTree.HashLeaf(Data).AsSpan().SequenceEqual(LeafHash)
            && JsonSerializer.Deserialize(Data, format) is { } entry ? entry : throw Altered();

        public DoubtException Altered() => new(new(
            $"第 {LogIndex} 条记录被改动，或不是所列的批准",
            $"entry {LogIndex} was altered, or is not the approval that a row says it is"));
    }
}
