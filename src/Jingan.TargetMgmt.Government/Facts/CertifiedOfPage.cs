using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Certification;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>The SQL of what was certified on a page of targets.</summary>
internal static class CertifiedOfPage
{
    private const string OfPageSql = "select " + CertifiedStore.Columns + """
        from certified_value c
        join log_entry e on e.idx = c.log_index
        where c.period in (@period, @endMonth)
        """ + FactsStore.ToEndOfPage + "\norder by c.log_index";

    /// <summary>The values certified for the period and for its last month, on the targets of a page.</summary>
    public static QueryResult<CertifiedRow> Add(QueryBatch queries, Period period, string after, long take) =>
        queries.Add(
            OfPageSql,
            new { period = period.Value, endMonth = period.EndMonth().Value, year = (long)period.Year, after, take },
            (CertifiedEntryRow r) => r.ToRow());
}
