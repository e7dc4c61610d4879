using System.Text.Json;
using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>One expected report of a period.</summary>
internal sealed record ExpectedReport(TargetId TargetId, string Title, UnitCode Unit, bool IsLead, Timeliness State, ProgressRevision? Report);

/// <summary>The SQL of reading progress reports. What was said is in the log entry.</summary>
internal sealed class ProgressStore(GovernmentDb db)
{
    private const string RevisionsSql = """
        select e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from progress_report p
        join log_entry e on e.idx = p.log_index
        where p.target_id = @targetId
        order by p.log_index
        """;

    /// <summary>Every revision of every unit and period, in log order.</summary>
    public async Task<IReadOnlyList<ProgressRevision>> RevisionsAsync(TargetId target, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(RevisionsSql, new { targetId = target.Value }, cancellationToken: ct));
        return [.. rows.Select(r => ToRevision(r.LogIndex, r.LeafHash, r.Data))];
    }

    private const string ExpectedSql = """
        select page.target_id as TargetId, page.title as Title, page.unit as Unit, page.role as Role, coalesce(page.timeliness, 'missing') as State,
               e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data
        from (select t.target_id, t.title, u.unit, u.role, c.timeliness, c.log_index, row_number() over (order by t.target_id, u.unit) as row_no
              from target_current t
              join target_unit u on u.target_id = t.target_id and u.version = t.version
              left join progress_current c on c.target_id = t.target_id and c.unit = u.unit and c.period = @period
              where t.year = @year
                and (@unit = '' or u.unit = @unit)
                and (@state = '' or coalesce(c.timeliness, 'missing') = @state)
                and (t.target_id > @afterTarget or (t.target_id = @afterTarget and u.unit > @afterUnit))
             ) page
        left join log_entry e on e.idx = page.log_index
        where page.row_no <= @take
        order by page.target_id, page.unit
        """;

    /// <summary>Who had to report for a period and who did, by target and unit.</summary>
    public async Task<IReadOnlyList<ExpectedReport>> ExpectedAsync(
        Period period, string unit, string state, (string Target, string Unit) after, long take, CancellationToken ct)
    {
        await using var connection = await db.OpenReplicaAsync(ct);
        var parameters = new { period = period.Value, year = (long)period.Year, unit, state, afterTarget = after.Target, afterUnit = after.Unit, take };
        var rows = await connection.QueryAsync<ExpectedRow>(new CommandDefinition(ExpectedSql, parameters, cancellationToken: ct));
        return [.. rows.Select(r => new ExpectedReport(
            new(r.TargetId), r.Title, new(r.Unit), r.Role == "lead", RowText.To<Timeliness>(r.State),
            r.Data is null ? null : ToRevision(r.LogIndex!.Value, r.LeafHash!, r.Data)))];
    }

    private static ProgressRevision ToRevision(long index, byte[] leafHash, byte[] data) => ProgressRevision.Of(
        JsonSerializer.Deserialize(data, GovernmentEntries.Format.ProgressEntry)!, new(GovernmentDb.Name, index, Convert.ToHexStringLower(leafHash)));

    private sealed record EntryRow(long LogIndex, byte[] LeafHash, byte[] Data);

    private sealed record ExpectedRow(string TargetId, string Title, string Unit, string Role, string State, long? LogIndex, byte[]? LeafHash, byte[]? Data);
}
