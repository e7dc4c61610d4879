using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Evaluation.EvaluationReports;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Evaluation.Quality;

/// <summary>The issued reports of a year, for statistics. What was issued never changes,
/// so each document is read once.</summary>
internal sealed class FrozenReports(EvaluationDb db, EvaluationReportStore reports)
{
    private static readonly JsonSerializerOptions Lenient = new(WireJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    private readonly ConcurrentDictionary<string, FrozenPeriod> _read = [];

    private const string IssuedSql = "select period from evaluation_report where year = @year order by period";

    private const string CorrectedSql = """
        select c.period as Period, c.target_id as TargetId, c.colour as Colour
        from rating c
        join evaluation_report p on p.period = c.period
        where p.year = @year and c.log_index > p.log_index
          and c.log_index = (select max(n.log_index) from rating n where n.target_id = c.target_id
              and n.period = c.period)
        order by c.period, c.target_id
        """;

    /// <summary>The released periods, and the targets whose rating in force is no longer the issued one;
    /// both at one moment.</summary>
    public async Task<(LogHead Log, IReadOnlyList<FrozenPeriod> Periods,
        IReadOnlyList<CorrectedTarget> Corrected)> ReadYearAsync(int year, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var head = queries.AddLogHead(db.Side);
        var issued = queries.Add(IssuedSql, new { year = (long)year }, (string period) => period);
        var corrected = queries.Add(CorrectedSql, new { year = (long)year }, (Row r) => r);
        await db.ReadReplicaAsync(queries, ct);
        // Each on a thread of its own: a document of thousands of ratings takes its time to read.
        var periods = await Task.WhenAll(issued.Rows.Select(period => Task.Run(() => FindAsync(period, ct), ct)));
        var byPeriod = periods.ToDictionary(p => p.Period.Value);
        return (db.HeadOf(head), periods, [.. corrected.Rows.Select(r => new CorrectedTarget(
            new(r.Period), new(r.TargetId), byPeriod[r.Period].ColourOf(new(r.TargetId)), r.Colour))]);
    }

    private async Task<FrozenPeriod> FindAsync(string period, CancellationToken ct)
    {
        if (_read.TryGetValue(period, out var known))
        {
            return known;
        }

        var issued = await reports.FindAsync(new(period), ct);
        return _read[period] = JsonSerializer.Deserialize<FrozenPeriod>(issued!.Document, Lenient)!;
    }

    private sealed record Row(string Period, string TargetId, string Colour);
}

/// <summary>A target whose rating was corrected after the release.</summary>
/// <param name="Issued">Its colour in the report; <c>unrated</c> where it had none.</param>
/// <param name="Now">Its colour in force.</param>
internal sealed record CorrectedTarget(Period Period, TargetId TargetId, string Issued, string Now);
