using Dapper;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Data.Log;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Evaluation;

/// <summary>The evaluator's database. The type is internal: no other side can ask for it.</summary>
internal sealed class EvaluationDb(DatabaseOptions options, LogOptions log, TimeProvider clock, ILoggerFactory loggers)
    : Database(options, log, Name, clock, loggers)
{
    public const string Name = "evaluation";

    private const string EmbargoedSql = """
        select min(r.period)
        from rating r
        left join evaluation_report p on p.period = r.period
        where r.log_index >= @first and r.log_index < @end and p.period is null
        """;

    public override async Task<string?> EmbargoedPeriodAsync(long first, int count, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(EmbargoedSql, new { first, end = first + count }, cancellationToken: ct));
    }
}
