using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>The SQL of uploads and removals.</summary>
internal static class EvidenceStore
{
    private const string FindSql = """
        select e.log_index as LogIndex, e.sha256 as Sha256, e.unit as Unit, e.size as Size, e.media_type as MediaType,
            e.title as Title, e.as_of as AsOf, e.uploaded_by as UploadedBy, e.at as At
        from evidence e
        where e.sha256 = @sha256
        order by e.log_index
        """;

    /// <summary>Every unit's upload of a content, the first before the others.</summary>
    public static QueryResult<UploadedEvidence> AddFind(QueryBatch queries, string sha256) =>
        queries.Add(FindSql, new { sha256 }, (EvidenceRow r) => r.ToEvidence());

    private const string RemovalSql = """
        select r.log_index as LogIndex, r.sha256 as Sha256, r.ordered_by as OrderedBy, r.reason as Reason,
            r.removed_by as RemovedBy, r.at as At
        from evidence_removal r
        where r.sha256 = @sha256
        """;

    /// <summary>No row while the content is kept.</summary>
    public static QueryResult<EvidenceRemoval> AddRemoval(QueryBatch queries, string sha256) =>
        queries.Add(RemovalSql, new { sha256 }, (RemovalRow r) => r.ToRemoval());

    private const string RemovedSql = "select r.sha256 as Sha256 from evidence_removal r where r.sha256 > @after";

    /// <summary>The hash of all content that was removed.</summary>
    public static QueryResult<string> AddRemoved(QueryBatch queries) =>
        queries.Add(RemovedSql, new { after = "" }, (RemovedRow r) => r.Sha256);

    // A reporter may see what its own unit uploaded, and what a unit uploaded and named in a report on a target that
    // both have, or had, a part in. Everybody else may see what any report names.
    private const string VisibleSql = """
        select cast(count(*) as bigint) as Found
        from evidence e
        where e.sha256 = @sha256
          and (e.unit = @reader
               or exists (
                 select 1
                 from progress_evidence p
                 where p.sha256 = e.sha256
                   and (@reader = ''
                        or (p.unit = e.unit and exists (
                          select 1 from target_unit t where t.target_id = p.target_id and t.unit = @reader)))))
        """;

    /// <summary>How many uploads of a content a caller may see because of a report that names it.</summary>
    /// <param name="reader">A reporter's unit; empty for whoever may read every report.</param>
    public static QueryResult<long> AddVisible(QueryBatch queries, string sha256, string reader) =>
        queries.Add(VisibleSql, new { sha256, reader }, (CountRow r) => r.Found);

    private const string KeptSql = """
        select coalesce(sum(k.size), 0) as Bytes, cast(count(*) as bigint) as Files
        from (select distinct e.sha256, e.size
              from evidence e
              where not exists (select 1 from evidence_removal r where r.sha256 = e.sha256)) k
        """;

    /// <summary>How much is kept: one row.</summary>
    public static QueryResult<Kept> AddKept(QueryBatch queries) => queries.Add(KeptSql, new { }, (Kept k) => k);

    /// <param name="Bytes">Of all contents together.</param>
    /// <param name="Files">How many contents there are.</param>
    internal sealed record Kept(long Bytes, long Files);

    // It conflicts when the unit uploaded the same in between, or the content was removed.
    private const string AddEvidenceSql = """
        insert into evidence (log_index, sha256, unit, size, media_type, title, as_of, uploaded_by, at)
        select @logIndex, @sha256, @unit, @size, @mediaType, @title, @asOf, @uploadedBy, @at
        where not exists (select 1 from evidence_removal r where r.sha256 = @sha256)
        """;

    /// <summary>An upload. It conflicts when its unit uploaded the same in between, or it was removed.</summary>
    public static CommitUnit ToCommit(UploadedEvidence e) => new(
        LogEntry.ToBytes(
            EvidenceEntry.Of(e.UploadedAt, e.UploadedBy, e.Unit, e.Sha256, e.Size, e.MediaType, e.Title, e.AsOf),
            GovernmentEntries.Format.EvidenceEntry),
        [new(AddEvidenceSql, new
        {
            sha256 = e.Sha256, unit = e.Unit.Value, size = e.Size, mediaType = e.MediaType, title = e.Title,
            asOf = e.AsOf is { } day ? DbText.Of(day) : null, uploadedBy = e.UploadedBy, at = e.UploadedAt,
        })]);

    private const string AddRemovalSql = """
        insert into evidence_removal (sha256, log_index, ordered_by, reason, removed_by, at)
        values (@sha256, @logIndex, @orderedBy, @reason, @removedBy, @at)
        """;

    /// <summary>A removal. It conflicts when somebody removed it in between.</summary>
    public static CommitUnit ToRemoval(EvidenceRemoval r) => new(
        LogEntry.ToBytes(
            EvidenceRemovalEntry.Of(r.RemovedAt, r.RemovedBy, r.Sha256, r.OrderedBy, r.Reason),
            GovernmentEntries.Format.EvidenceRemovalEntry),
        [new(AddRemovalSql, new
        {
            sha256 = r.Sha256, orderedBy = r.OrderedBy, reason = r.Reason, removedBy = r.RemovedBy, at = r.RemovedAt,
        })]);

    private sealed record CountRow(long Found);

    private sealed record RemovedRow(string Sha256);

    private sealed record RemovalRow(
        long LogIndex, string Sha256, string OrderedBy, string Reason, string RemovedBy, string At)
    {
        public EvidenceRemoval ToRemoval() => new(LogIndex, Sha256, OrderedBy, Reason, RemovedBy, At);
    }
}
