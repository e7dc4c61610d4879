using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>A target with the version that counts for a period, and the newest where that is another.</summary>
/// <param name="First">Log index of its first version.</param>
/// <param name="Original">The first version, where that is another than the one that counts.</param>
internal sealed record CountedTarget(StoredTarget Counted, StoredTarget? Newer, long First, StoredTarget? Original)
{
    public TargetId Id => Counted.Target.Id;

    /// <summary>Whether it was published before the period's close: in force at the opening, or since.</summary>
    public bool IsOf(PeriodMarks marks) => marks.Closed is not { } closed || First < closed.Size;

    public bool IsAddedWhileRunning(PeriodMarks marks) => marks.OpenedSize <= First;
}

/// <summary>The SQL of a period's targets as they count for it.</summary>
internal static class CountedTargets
{
    private const string Documents = """
        select page.target_id as TargetId, page.counted as Counted, e.leaf_hash as LeafHash, e.data as Data,
               page.newest as Newest, n.leaf_hash as NewestHash, n.data as NewestData, page.first as First,
               f.leaf_hash as FirstHash, f.data as FirstData
        from (select g.*, row_number() over (order by g.target_id) as row_no
              from (

        """;

    private const string OfPage = """
              where c.year = @year and c.target_id > @after
              group by c.target_id) g) page
        join log_entry e on e.idx = page.counted
        left join log_entry n on n.idx = page.newest and page.newest <> page.counted
        left join log_entry f on f.idx = page.first and page.first <> page.counted
        where page.row_no <= @take
        order by page.target_id
        """;

    private const string OfTarget = """
              where c.year = @year and c.target_id = @target
              group by c.target_id) g) page
        join log_entry e on e.idx = page.counted
        left join log_entry n on n.idx = page.newest and page.newest <> page.counted
        left join log_entry f on f.idx = page.first and page.first <> page.counted
        """;

    private const string PageSql = Documents + CountedVersions.OfPeriod + OfPage;

    /// <summary>The targets of the period's year after one id, by id; those published after the close too,
    /// which are to be passed over.</summary>
    public static QueryResult<CountedTarget> AddPage(
        QueryBatch queries, Period period, string after, long take, TargetDocuments documents) => queries.Add(
        PageSql, new { period = period.Value, year = (long)period.Year, after, take },
        (Row r) => r.ToTarget(documents));

    private const string OneSql = Documents + CountedVersions.OfPeriod + OfTarget;

    /// <summary>No row when there is no such target in the period's year.</summary>
    public static QueryResult<CountedTarget> AddOne(
        QueryBatch queries, Period period, TargetId target, TargetDocuments documents) => queries.Add(
        OneSql, new { period = period.Value, year = (long)period.Year, target = target.Value },
        (Row r) => r.ToTarget(documents));

    private const string VersionSql = """
        select e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from target_version v
        join log_entry e on e.idx = v.log_index
        where v.target_id = @target and v.version = @version
        """;

    /// <summary>One version of a target; no row when there is none.</summary>
    public static QueryResult<StoredTarget> AddVersion(
        QueryBatch queries, TargetId target, long version, TargetDocuments documents) => queries.Add(
        VersionSql, new { target = target.Value, version },
        (VersionRow r) => documents.Of(r.LogIndex, r.LeafHash, r.Data));

    private sealed record VersionRow(long LogIndex, byte[] LeafHash, byte[] Data);

    // Set by name, not built by its types: of an answer without rows SQLite does not say what type a computed column
    // has.
    private sealed record Row
    {
        public required string TargetId { get; init; }

        public required long Counted { get; init; }

        public required byte[] LeafHash { get; init; }

        public required byte[] Data { get; init; }

        public required long Newest { get; init; }

        public byte[]? NewestHash { get; init; }

        public byte[]? NewestData { get; init; }

        public required long First { get; init; }

        public byte[]? FirstHash { get; init; }

        public byte[]? FirstData { get; init; }

        public CountedTarget ToTarget(TargetDocuments documents) => new(
            documents.Of(Counted, LeafHash, Data),
            NewestData is null ? null : documents.Of(Newest, NewestHash!, NewestData), First,
            FirstData is null ? null : documents.Of(First, FirstHash!, FirstData));
    }
}
