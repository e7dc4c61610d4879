using System.Data.Common;
using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Tables;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>The units of measure of a unit's targets: what 55% in a cell means depends on them.</summary>
internal sealed class UnitsOfMeasure(TargetDocuments documents)
{
    private const string TargetsSql = """
        select t.target_id as TargetId, t.log_index as LogIndex
        from target_unit u
        join target_current t on t.target_id = u.target_id and t.version = u.version
        where u.unit = @unit
        """;

    /// <summary>By target id; of the targets alone that a table names.</summary>
    public async Task<Dictionary<string, string?>> ReadAsync(
        DbConnection connection, UnitCode unit, Table table, CancellationToken ct)
    {
        var named = table.Rows.SelectMany(r => r.Cells).Select(c => c.Text.Trim()).ToHashSet(StringComparer.Ordinal);
        var targets = await connection.QueryAsync<Row>(new CommandDefinition(
            TargetsSql, new { unit = unit.Value }, cancellationToken: ct));
        Dictionary<string, string?> known = [];
        foreach (var target in targets.Where(t => named.Contains(t.TargetId)))
        {
            known[target.TargetId] =
                (await documents.ReadAsync(connection, target.LogIndex, ct)).Target.UnitOfMeasure;
        }

        return known;
    }

    private sealed record Row(string TargetId, long LogIndex);
}
