using Dapper;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Evaluation.Access;

/// <summary>What of the evaluation log is not to be seen yet: ratings before their release, first marks before the
/// second; and whose access an assessor has approved.</summary>
internal sealed class EvaluationDisclosure(EvaluationDb db) : Disclosure
{
    private const string EmbargoedSql = """
        select min(u.period)
        from (select r.period from rating r where r.log_index >= @first and r.log_index < @end
              union all
              select m.period from second_mark m where m.log_index >= @first and m.log_index < @end) u
        left join evaluation_report p on p.period = u.period
        where p.period is null
        """;

    private const string SealedSql = """
        select count(*)
        from rating r
        left join second_mark_sample s on s.period = r.period
        left join second_mark_target t on t.period = r.period and t.target_id = r.target_id
        left join second_mark m on m.period = t.period and m.target_id = t.target_id
        left join evaluation_report p on p.period = r.period
        where r.log_index >= @first and r.log_index < @end and p.period is null
          and (s.period is null or (t.target_id is not null and m.log_index is null))
        """;

    public override Task<IReadOnlySet<long>?> ApprovedAccessAsync(CancellationToken ct) =>
        ApprovalStore.ApprovedAsync(db, ct);

    // A first mark whose second is still to come, or may be: while no sample is drawn, any mark may be one.
    // The second assessor is one of the evaluator's people.
    public override async Task<bool> IsSealedAsync(long first, int count, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            SealedSql, new { first, end = first + count }, cancellationToken: ct)) > 0;
    }

    public override async Task<string?> EmbargoedPeriodAsync(long first, int count, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            EmbargoedSql, new { first, end = first + count }, cancellationToken: ct));
    }
}
