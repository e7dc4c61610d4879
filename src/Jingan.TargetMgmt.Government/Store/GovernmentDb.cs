using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Government.Store;

/// <summary>The government side's database. The type is internal: no other side can ask for it.</summary>
internal sealed class GovernmentDb(DatabaseOptions options, LogOptions log, TimeProvider clock, ILoggerFactory loggers) : Database(options, log, Name, clock, loggers)
{
    public const string Name = "government";

    public override RowMap Rows => GovernmentRows.Map;

    private const string TargetsOfSql = """
        select distinct u.target_id
        from target_unit u
        where u.unit = @unit
        """;

    // A part in any version counts, as it does at GET /targets/{id}: what is to be reported for a running period may follow from an earlier one.
    public override async Task<IReadOnlySet<string>> TargetsOfAsync(UnitCode unit, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return (await connection.QueryAsync<string>(new CommandDefinition(TargetsOfSql, new { unit = unit.Value }, cancellationToken: ct))).ToHashSet();
    }
}
