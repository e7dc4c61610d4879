using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>A revision of a progress report, and where it stands in the log.</summary>
internal sealed record FiledReport(long Index, ProgressEntry Report);

/// <summary>The SQL of what a log of a given size held: history, bounded by the log, so that the answer never changes.</summary>
internal static class FactsAsOf
{
    private const string IdsSql = """
        select page.target_id
        from (select t.target_id, row_number() over (order by t.target_id) as row_no
              from target_current t
              where t.year = @year and t.target_id > @after) page
        where page.row_no <= @take
        order by page.target_id
        """;

    /// <summary>The ids of a page, and one more where there is a next page.</summary>
    public static Answer<string> AddIds(QueryBatch queries, int year, string after, int limit) =>
        queries.Add(IdsSql, new { year = (long)year, after, take = limit + 1L }, (string id) => id);

    // Who has filed for the period is found by its index; then every revision of theirs.
    private const string FiledSql = """
        select e.idx as LogIndex, e.data as Data
        from progress_current c
        join progress_report r on r.target_id = c.target_id and r.unit = c.unit and r.period = c.period
        join log_entry e on e.idx = r.log_index
        where c.period = @period and r.log_index < @size

        """ + FactsStore.ToEndOfPage;

    /// <summary>Every revision filed for a period on the targets of a page.</summary>
    public static Answer<FiledReport> AddFiled(QueryBatch queries, Period period, long size, string after, int limit) => queries.Add(
        FiledSql, new { period = period.Value, year = (long)period.Year, size, after, take = (long)limit }, (FiledRow r) => r.ToReport());

    /// <summary>The claims in the same revisions, without the rest of what they say.</summary>
    public static Answer<SelfClaim> AddClaims(QueryBatch queries, Period period, long size, string after, int limit) => queries.Add(
        FiledSql, new { period = period.Value, year = (long)period.Year, size, after, take = (long)limit }, (FiledRow r) => new SelfClaim(r.LogIndex, SelfColourIn(r.Data)));

    // A year's statistics need one short member of tens of thousands of entries.
    private static string? SelfColourIn(byte[] entry)
    {
        var json = new Utf8JsonReader(entry);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isFound = json.ValueTextEquals("selfColour"u8);
            json.Read();
            if (isFound)
            {
                return json.GetString();
            }

            json.Skip();
        }

        return null;
    }

    private const string TargetsSql = """
        select e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from (select c.target_id, max(v.log_index) as log_index
              from target_current c
              join target_version v on v.target_id = c.target_id
              where c.year = @year and v.log_index < @size

        """ + FactsStore.ToEndOfPage + """

              group by c.target_id) version
        join log_entry e on e.idx = version.log_index
        order by version.target_id
        """;

    /// <summary>The targets of a page in the version in force.</summary>
    public static Answer<StoredTarget> AddTargets(QueryBatch queries, int year, long size, string after, int limit) => queries.Add(
        TargetsSql, new { year = (long)year, size, after, take = (long)limit }, (TargetRow r) => StoredTarget.Of(r.LogIndex, r.LeafHash, r.Data));

    private sealed record FiledRow(long LogIndex, byte[] Data)
    {
        public FiledReport ToReport() => new(LogIndex, JsonSerializer.Deserialize(Data, GovernmentEntries.Format.ProgressEntry)!);
    }

    private sealed record TargetRow(long LogIndex, byte[] LeafHash, byte[] Data);
}
