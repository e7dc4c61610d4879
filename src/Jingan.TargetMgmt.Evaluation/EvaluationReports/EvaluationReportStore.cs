using System.Security.Cryptography;
using System.Text.Json;
using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Evaluation.EvaluationReports;

/// <summary>An issued report: the frozen bytes and their hash.</summary>
internal sealed record IssuedReport(byte[] Document, byte[] Sha256, string At, string Scheme, long LogIndex)
{
    /// <summary>What the bytes say.</summary>
    public ReportDocument Read() => JsonSerializer.Deserialize<ReportDocument>(Document, WireJson.Options)!;
}

/// <summary>The SQL of evaluation reports.</summary>
internal sealed class EvaluationReportStore(EvaluationDb db)
{
    private const string FindSql = """
        select p.document as Document, p.sha256 as Sha256, p.at as At, p.scheme as Scheme, p.log_index as LogIndex,
            e.leaf_hash as LeafHash, e.data as Data
        from evaluation_report p
        join log_entry e on e.idx = p.log_index
        where p.period = @period
        """;

    /// <summary>The period's report; null before it is issued.</summary>
    public async Task<IssuedReport?> FindAsync(Period period, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var found = queries.Add(FindSql, new { period = period.Value }, (Row r) => r.ToReport(period));
        await db.ReadAsync(queries, ct);
        return found.Rows is [var report] ? report : null;
    }

    private const string ReleasedAtSql = "select at from evaluation_report where period = @period";

    /// <summary>When the period was released; no row before.</summary>
    public static QueryResult<string> AddReleasedAt(QueryBatch queries, Period period) =>
        queries.Add(ReleasedAtSql, new { period = period.Value }, (string at) => at);

    private const string ReleaseSql = """
        select p.sha256 as Sha256, p.at as At, p.log_index as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from evaluation_report p
        join log_entry e on e.idx = p.log_index
        where p.period = @period
        """;

    /// <summary>When the period was released, and what its report is found by; no row before.</summary>
    public static QueryResult<(string At, ReportReceipt Report)> AddRelease(QueryBatch queries, Period period) =>
        queries.Add(ReleaseSql, new { period = period.Value }, (IssueRow r) => r.ToRelease(period));

    private const string ReleasesSql = """
        select period as Period, at as At
        from evaluation_report
        where year >= @since
        order by log_index
        """;

    /// <summary>The released periods of a year and of later ones, in the order of their release.</summary>
    public static QueryResult<PeriodRelease> AddReleases(QueryBatch queries, int since) => queries.Add(
        ReleasesSql, new { since = (long)since }, (ReleaseRow r) => new PeriodRelease(new(r.Period), r.At));

    // Holds only if the ratings in force and the newest scheme are still those the report was checked against,
    // and the key still counts.
    // Refused attempts are no condition: a stranger could hold every report up with them.
    private const string AddSql = """
        insert into evaluation_report (period, year, scheme, document, sha256, at, log_index)
        select @period, @year, @scheme, @document, @sha256, @at, @logIndex
        where (select count(*) from rating where period = @period and supersedes is null) = @ratings
          and (select count(*) from second_mark where period = @period) = @marks
          and (select coalesce(max(log_index), -1) from rating where period = @period) = @newest
          and (select version from colour_scheme where log_index = (select max(log_index) from colour_scheme)) = @scheme
          and not exists (select 1 from assessor_revocation where kid = @kid)
          and not exists (select 1 from assessor_replacement where kid = @kid)
        """;

    private const string NewestSql = """
        select e.idx as LogIndex, e.data as Data
        from log_entry e
        where e.idx = (select max(log_index) from evaluation_report)
        """;

    /// <summary>The size of the log that the report issued last was made from; no row before the first.
    /// See <see cref="RefusalSummary"/>.</summary>
    public static QueryResult<long> AddNewestSize(QueryBatch queries) => queries.Add(
        NewestSql, new { },
        (NewestRow r) => JsonSerializer.Deserialize(r.Data, EvaluationEntries.Format.ReportEntry)?.LogSize
            ?? r.LogIndex);

    /// <summary>The commit unit that stores an issued report. It conflicts when a rating came in between,
    /// the report was issued already, the key no longer counts, or a second mark came in between.</summary>
    public static CommitUnit ToCommit(
        ReportEntry entry, byte[] document, byte[] sha256, IReadOnlyList<RatingFact> inForce, int marks) => new(
        LogEntry.ToBytes(entry, EvaluationEntries.Format.ReportEntry),
        [new(AddSql, new
        {
            period = entry.Period.Value, year = (long)entry.Period.Year, scheme = entry.Scheme, document, sha256,
            at = entry.At,
            kid = entry.Kid, ratings = (long)inForce.Count, marks = (long)marks,
            newest = inForce.Count == 0 ? -1L : inForce.Max(r => r.Index),
        })]);

    private sealed record ReleaseRow(string Period, string At);

    private sealed record NewestRow(long LogIndex, byte[] Data);

    private sealed record Row(
        byte[] Document, byte[] Sha256, string At, string Scheme, long LogIndex, byte[] LeafHash, byte[] Data)
    {
        // The log has the hash of the bytes as they were issued: others are shown to nobody.
        public IssuedReport ToReport(Period period) =>
            SHA256.HashData(Document).AsSpan().SequenceEqual(Sha256)
            && Entry(period, Data, LeafHash, Sha256, At) is { } entry && entry.Scheme == Scheme
                ? new(Document, Sha256, At, Scheme, LogIndex)
                : throw Altered(period, LogIndex);
    }

    private sealed record IssueRow(byte[] Sha256, string At, long LogIndex, byte[] LeafHash, byte[] Data)
    {
        public (string At, ReportReceipt Report) ToRelease(Period period) =>
            Entry(period, Data, LeafHash, Sha256, At) is { } entry
                ? (At, new(entry.Sha256, LogIndex))
                : throw Altered(period, LogIndex);
    }

    // Null where it does not say what the row says.
    private static ReportEntry? Entry(Period period, byte[] data, byte[] leafHash, byte[] sha256, string at) =>
        MerkleTree.HashLeaf(data).AsSpan().SequenceEqual(leafHash)
        && JsonSerializer.Deserialize(data, EvaluationEntries.Format.ReportEntry) is { Type: "report" } entry
        && (entry.Period, entry.Sha256, entry.At) == (period, Convert.ToHexStringLower(sha256), at)
            ? entry
            : null;

    private static DoubtException Altered(Period period, long index) => new(new(
        $"{period} 的评估报告与日志第 {index} 条不符：数据行或记录被改动",
        $"the report of {period} is not what entry {index} says: the row or the entry was altered"));
}
