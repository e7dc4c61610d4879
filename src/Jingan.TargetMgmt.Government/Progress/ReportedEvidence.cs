using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>What is known of a piece of evidence when a report names it.</summary>
/// <param name="IsHere">Whether any unit has uploaded it.</param>
/// <param name="IsRemoved">Whether its content was removed by law.</param>
/// <param name="UsedFor">Another target that it was named for first; null where there is none.</param>
/// <param name="UsedIn">In the report for this period.</param>
internal sealed record ReportedEvidence(
    string Sha256, bool IsHere, bool IsRemoved, TargetId? UsedFor, Period? UsedIn)
{
    // A target belongs to one year: another year's report is on another target.
    private const string KnownSql = """
        select known.uploads as Uploads, known.removals as Removals, p.target_id as UsedFor, p.period as UsedIn
        from (select (select cast(count(*) as bigint) from evidence e where e.sha256 = @sha256) as uploads,
                     (select cast(count(*) as bigint) from evidence_removal r where r.sha256 = @sha256) as removals,
                     (select min(u.log_index) from progress_evidence u
                      where u.sha256 = @sha256 and u.target_id <> @targetId) as first) known
        left join progress_evidence p on p.sha256 = @sha256 and p.log_index = known.first
        """;

    /// <summary>What is known of each piece of a report's evidence. A report without any asks nothing.</summary>
    public static async Task<IReadOnlyList<ReportedEvidence>> ReadAsync(
        GovernmentDb db, ProgressEntry report, CancellationToken ct)
    {
        if (report.Evidence.Count == 0)
        {
            return [];
        }

        var queries = new QueryBatch();
        var known = report.Evidence.Distinct().Select(sha256 => queries.Add(
            KnownSql, new { sha256, targetId = report.TargetId.Value }, (Row r) => r.ToEvidence(sha256))).ToList();
        await db.ReadAsync(queries, ct);
        return [.. known.Select(k => k.Rows[0])];
    }

    // Set by name, not built by its types: SQLite does not say what type a computed column has.
    private sealed record Row
    {
        public required long Uploads { get; init; }

        public required long Removals { get; init; }

        public string? UsedFor { get; init; }

        public string? UsedIn { get; init; }

        public ReportedEvidence ToEvidence(string sha256) => new(
            sha256, Uploads > 0, Removals > 0, UsedFor is null ? null : new TargetId(UsedFor),
            UsedIn is null ? null : new Period(UsedIn));
    }
}
