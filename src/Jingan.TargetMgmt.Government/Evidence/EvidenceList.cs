using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>The SQL of the list of evidence: the uploads that a caller may see, and the reports that name
/// them.</summary>
internal static class EvidenceList
{
    private const string ListSql = """
        select page.log_index as LogIndex, page.sha256 as Sha256, page.unit as Unit, page.size as Size,
            page.media_type as MediaType, page.title as Title, page.as_of as AsOf, page.uploaded_by as UploadedBy,
            page.at as At, r.log_index as RemovalIndex, r.ordered_by as OrderedBy, r.reason as Reason,
            r.removed_by as RemovedBy, r.at as RemovedAt
        from (select e.*, row_number() over (order by e.log_index) as row_no
              from evidence e
              where e.log_index > @after
                and (@unit = '' or e.unit = @unit)
                and ((@targetId = '' and @period = '')
                     or exists (select 1 from progress_evidence n
                                where n.sha256 = e.sha256 and (@targetId = '' or n.target_id = @targetId)
                                  and (@period = '' or n.period = @period)
                                  and (@reader = '' or exists (select 1 from target_unit w
                                      where w.target_id = n.target_id and w.unit = @reader))))
                and (@reader = '' or e.unit = @reader
                     or exists (select 1 from progress_evidence p
                                join target_unit t on t.target_id = p.target_id
                                where p.sha256 = e.sha256 and p.unit = e.unit and t.unit = @reader))
             ) page
        left join evidence_removal r on r.sha256 = page.sha256
        where page.row_no <= @take
        order by page.log_index
        """;

    /// <summary>In log order; empty text means any.</summary>
    /// <param name="reader">A reporter's unit; empty for whoever may read every report.</param>
    public static QueryResult<UploadedEvidence> Add(
        QueryBatch queries, string targetId, string period, string unit, string reader, long after, long take) =>
        queries.Add(ListSql, new { targetId, period, unit, reader, after, take }, (EvidenceRow r) => r.ToEvidence());

    private const string UsesSql = """
        select p.target_id as TargetId, p.period as Period, p.unit as Unit, max(p.revision) as Revision
        from progress_evidence p
        where p.sha256 = @sha256
          and (@reader = ''
               or exists (select 1 from target_unit t where t.target_id = p.target_id and t.unit = @reader))
        group by p.target_id, p.period, p.unit
        order by p.target_id, p.period, p.unit
        """;

    /// <summary>The reports that name a content, of those that the reader may see.</summary>
    public static QueryResult<EvidenceUse> AddUses(QueryBatch queries, string sha256, string reader) =>
        queries.Add(UsesSql, new { sha256, reader }, (UseRow r) => r.ToUse());

    private sealed record UseRow
    {
        public required string TargetId { get; init; }

        public required string Period { get; init; }

        public required string Unit { get; init; }

        public required long Revision { get; init; }

        public EvidenceUse ToUse() => new(new(TargetId), new(Period), new(Unit), Revision);
    }
}

/// <summary>An upload as a query answers it, with its removal where that is asked for.</summary>
/// <remarks>Set by name, not built by its types: of an answer without rows SQLite does not say what type a column of an
/// outer join has.</remarks>
internal sealed record EvidenceRow
{
    public required long LogIndex { get; init; }

    public required string Sha256 { get; init; }

    public required string Unit { get; init; }

    public required long Size { get; init; }

    public required string MediaType { get; init; }

    public string? Title { get; init; }

    public string? AsOf { get; init; }

    public required string UploadedBy { get; init; }

    public required string At { get; init; }

    public long? RemovalIndex { get; init; }

    public string? OrderedBy { get; init; }

    public string? Reason { get; init; }

    public string? RemovedBy { get; init; }

    public string? RemovedAt { get; init; }

    public UploadedEvidence ToEvidence() => new(
        LogIndex, Sha256, new(Unit), Size, MediaType, Title, AsOf is null ? null : DbText.ToDate(AsOf), UploadedBy,
        At, RemovalIndex is null ? null : new(RemovalIndex, Sha256, OrderedBy!, Reason!, RemovedBy!, RemovedAt!),
        []);
}
