using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>A version of a target beside the one before it and the first.</summary>
/// <param name="Index">The version's index in the log.</param>
internal sealed record StoredChange(long Index, StoredTarget Now, StoredTarget Before, StoredTarget First);

/// <summary>The SQL of changes of targets.</summary>
internal static class TargetChangeStore
{
    private const string ListSql = """
        select page.log_index as LogIndex, e.leaf_hash as LeafHash, e.data as Data,
            b.idx as BeforeIndex, b.leaf_hash as BeforeHash, b.data as BeforeData,
            f.idx as FirstIndex, f.leaf_hash as FirstHash, f.data as FirstData
        from (select v.target_id, v.version, v.log_index, row_number() over (order by v.log_index) as row_no
              from target_version v
              join target_current t on t.target_id = v.target_id
              where t.year = @year and v.version > 1 and v.log_index > @after
             ) page
        join log_entry e on e.idx = page.log_index
        join target_version p on p.target_id = page.target_id and p.version = page.version - 1
        join log_entry b on b.idx = p.log_index
        join target_version o on o.target_id = page.target_id and o.version = 1
        join log_entry f on f.idx = o.log_index
        where page.row_no <= @take
        order by page.log_index
        """;

    /// <summary>The second and later versions of a year's targets, in log order.</summary>
    public static QueryResult<StoredChange> AddList(
        QueryBatch queries, int year, long after, long take, TargetDocuments documents) => queries.Add(
        ListSql, new { year = (long)year, after, take }, (Row r) => new StoredChange(
            r.LogIndex, documents.Of(r.LogIndex, r.LeafHash, r.Data),
            documents.Of(r.BeforeIndex, r.BeforeHash, r.BeforeData),
            documents.Of(r.FirstIndex, r.FirstHash, r.FirstData)));

    private sealed record Row(
        long LogIndex, byte[] LeafHash, byte[] Data, long BeforeIndex, byte[] BeforeHash, byte[] BeforeData,
        long FirstIndex, byte[] FirstHash, byte[] FirstData);
}
