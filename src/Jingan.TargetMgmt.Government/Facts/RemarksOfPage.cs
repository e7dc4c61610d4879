using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Remarks;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>The SQL of what the office remarked on the reports on a page of targets.</summary>
internal static class RemarksOfPage
{
    private const string OfPageSql = "select " + RemarkStore.Columns + """
        from progress_remark c
        left join remark_answer a on a.remark_index = c.log_index
        where c.period in (@period, @endMonth)
        """ + FactsStore.ToEndOfPage + "\norder by c.log_index";

    /// <summary>The remarks on reports for the period and for its last month, on the targets of a page.</summary>
    public static QueryResult<Remark> Add(QueryBatch queries, Period period, string after, long take) => queries.Add(
        OfPageSql,
        new { period = period.Value, endMonth = period.EndMonth().Value, year = (long)period.Year, after, take },
        (RemarkRow r) => r.ToRemark());
}
