using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>The entries of the government log that a reporting unit may see:
/// those about targets that it has a part in.</summary>
internal sealed class GovernmentDisclosure(GovernmentDb db) : Disclosure
{
    private const string TargetsOfSql = """
        select distinct u.target_id
        from target_unit u
        where u.unit = @unit
        """;

    // A part in any version counts, as it does at GET /targets/{id}:
    // what is to be reported for a running period may follow from an earlier one.
    public override async Task<IReadOnlySet<string>> TargetsOfAsync(UnitCode unit, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            TargetsOfSql, new { unit = unit.Value }, cancellationToken: ct))).ToHashSet();
    }
}
