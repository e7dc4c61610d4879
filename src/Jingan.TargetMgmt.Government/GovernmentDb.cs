using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Data.Log;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Government;

/// <summary>The government side's database. The type is internal: no other side can ask for it.</summary>
internal sealed class GovernmentDb(DatabaseOptions options, LogOptions log, TimeProvider clock, ILoggerFactory loggers) : Database(options, log, Name, clock, loggers)
{
    public const string Name = "government";

    private const string TargetsOfSql = """
        select t.target_id
        from target_current t
        join target_unit u on u.target_id = t.target_id and u.version = t.version
        where u.unit = @unit
        """;

    // The version in force decides, as it does at GET /targets.
    public override async Task<IReadOnlySet<string>> TargetsOfAsync(UnitCode unit, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return (await connection.QueryAsync<string>(new CommandDefinition(TargetsOfSql, new { unit = unit.Value }, cancellationToken: ct))).ToHashSet();
    }
}
