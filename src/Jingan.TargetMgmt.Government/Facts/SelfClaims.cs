using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>The SQL of the self-claims that a log of a given size held: history, bounded by the log,
/// so that the answer never changes.</summary>
internal static class SelfClaims
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
    public static QueryResult<string> AddIds(QueryBatch queries, int year, string after, int limit) =>
        queries.Add(IdsSql, new { year = (long)year, after, take = limit + 1L }, (string id) => id);

    // Who has filed for the period is found by its index; then every revision of theirs.
    private const string FiledSql = """
        select e.idx as LogIndex, e.data as Data
        from (select target_id, unit, period from progress_current where period in (@period, @endMonth)
              union
              select target_id, unit, period from progress_extended_current where period in (@period, @endMonth)) c
        join progress_report r on r.target_id = c.target_id and r.unit = c.unit and r.period = c.period
        join log_entry e on e.idx = r.log_index
        where r.log_index < @size
        """ + FactsStore.ToEndOfPage;

    /// <summary>The claims in every revision filed for a period, and for a quarter's last month, on the targets of a
    /// page, without the rest of what they say.</summary>
    public static QueryResult<SelfClaim> Add(QueryBatch queries, Period period, long size, string after, int limit) =>
        queries.Add(
        FiledSql,
        new
        {
            period = period.Value, endMonth = period.EndMonth().Value, year = (long)period.Year, size, after,
            take = (long)limit,
        }, (FiledRow r) => new SelfClaim(r.LogIndex, SelfColourIn(r.Data)));

    private const string BesideCertifiedSql = """
        select c.log_index as LogIndex, e.data as Data
        from certified_value c
        cross join (select coalesce(max(log_size), 9223372036854775807) as size from period_closing
            where period = @period) closed
        left join period_closing x on x.period = c.period
        join target_unit u on u.target_id = c.target_id and u.version = c.target_version and u.role = 'lead'
        join log_entry e on e.idx = (select max(r.log_index) from progress_report r
                                     where r.target_id = c.target_id and r.unit = u.unit and r.period = c.period
                                         and r.log_index < @size and r.log_index < closed.size
                                         and r.log_index < coalesce(x.log_size, 9223372036854775807))
        where c.period in (@period, @endMonth) and c.log_index < @size
        """ + FactsStore.ToEndOfPage;

    /// <summary>The claim beside each certified value: that of the lead unit's report that counts for the
    /// period.</summary>
    public static QueryResult<SelfClaim> AddBesideCertified(
        QueryBatch queries, Period period, long size, string after, int limit) => queries.Add(
        BesideCertifiedSql,
        new
        {
            period = period.Value, endMonth = period.EndMonth().Value, year = (long)period.Year, size, after,
            take = (long)limit,
        }, (FiledRow r) => new SelfClaim(r.LogIndex, SelfColourIn(r.Data)));

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

    private sealed record FiledRow(long LogIndex, byte[] Data);
}
