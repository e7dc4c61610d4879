using System.Data.Common;
using System.Text.Json;
using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Remarks;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>One expected report of a period.</summary>
/// <param name="State">What was filed within the window says; nothing later changes it.</param>
/// <param name="Report">The last revision within the window.</param>
/// <param name="Later">The last revision since the close, under an extension.</param>
internal sealed record ExpectedReport(
    TargetId TargetId, string Title, UnitCode Unit, bool IsLead, Timeliness State, ProgressRevision? Report,
    ProgressRevision? Later = null);

/// <summary>The SQL of reading progress reports. What was said is in the log entry.</summary>
internal sealed class ProgressStore(GovernmentDb db, TargetDocuments documents)
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
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(
            RevisionsSql, new { targetId = target.Value }, cancellationToken: ct));
        var queries = new QueryBatch();
        var remarks = RemarkStore.AddOnTarget(queries, target);
        await db.ReadAsync(queries, ct);
        var byReport = remarks.Rows.ToLookup(r => r.Progress);
        return [.. rows.Select(r => ToRevision(r.LogIndex, r.LeafHash, r.Data, byReport))];
    }

    // Read no further than is needed: the rest of a year is not counted for a page.
    private const string ReachSql = """
        select t.target_id
        from target_current t
        where t.year = @year and t.target_id >= @from
        order by t.target_id
        """;

    private const int Widening = 4;

    // Behind every id of a target and every code of a unit.
    private const string BehindAll = "~";

    private const string ExpectedSql = """
        select page.target_id as TargetId, page.counted as TargetIndex, page.unit as Unit,
            page.role as Role, coalesce(page.timeliness, 'notReported') as State,
               e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data, l.idx as LaterIndex,
                   l.leaf_hash as LaterHash, l.data as LaterData
        from (select g.target_id, g.counted, u.unit, u.role, c.timeliness, c.log_index, x.log_index as later_index,
                     row_number() over (order by g.target_id, u.unit) as row_no
              from (
        """ + CountedVersions.OfPeriod + """
                    where c.year = @year and c.target_id >= @afterTarget and c.target_id <= @last
                      and (@unit = '' or exists (select 1 from target_unit m
                          where m.target_id = c.target_id and m.unit = @unit))
                    group by c.target_id) g
              cross join (select coalesce(max(log_size), 9223372036854775807) as size from period_closing
                  where period = @period) closed
              join target_version v on v.target_id = g.target_id and v.log_index = g.counted
              join target_unit u on u.target_id = v.target_id and u.version = v.version
              left join progress_current c on c.target_id = g.target_id and c.unit = u.unit and c.period = @period
              left join progress_extended_current x on x.target_id = g.target_id and x.unit = u.unit
                  and x.period = @period
              left join target_period o on o.target_id = v.target_id and o.version = v.version and o.period = @period
              where g.first < closed.size
                and (o.period is not null
                     or (@isMonth = 1 and not exists (select 1 from target_period n where n.target_id = v.target_id
                         and n.version = v.version)))
                and (@unit = '' or u.unit = @unit)
                and (@state = '' or coalesce(c.timeliness, 'notReported') = @state)
                and (g.target_id > @afterTarget or u.unit > @afterUnit)
             ) page
        left join log_entry e on e.idx = page.log_index
        left join log_entry l on l.idx = page.later_index
        where page.row_no <= @take
        order by page.target_id, page.unit
        """;

    /// <summary>Who has to report for a period and who did, by target and unit: by the versions that count, and what
    /// was filed within the window. What came later stands beside.</summary>
    public async Task<IReadOnlyList<ExpectedReport>> ExpectedAsync(
        Period period, string unit, string state, (string Target, string Unit) after, long take, CancellationToken ct)
    {
        await using var connection = await db.OpenReplicaAsync(ct);
        List<ExpectedReport> reports = [];
        var rows = await ReadExpectedAsync(connection, period, unit, state, after, take, ct);
        var remarks = await RemarksAsync(period, rows, ct);
        foreach (var r in rows)
        {
            var target = await documents.ReadAsync(connection, r.TargetIndex, ct);
            reports.Add(new(
                new(r.TargetId), target.Target.Title, new(r.Unit), r.Role == "lead", DbText.To<Timeliness>(r.State),
                r.Data is null ? null : ToRevision(r.LogIndex!.Value, r.LeafHash!, r.Data, remarks),
                r.LaterData is null ? null : ToRevision(r.LaterIndex!.Value, r.LaterHash!, r.LaterData, remarks)));
        }

        return reports;
    }

    // A page needs few of a year's targets: which versions of them count is asked of so many at a time, ever more while
    // what is asked for is rare. Of one unit's targets all are few.
    private static async Task<List<ExpectedRow>> ReadExpectedAsync(
        DbConnection connection, Period period, string unit, string state, (string Target, string Unit) after,
        long take, CancellationToken ct)
    {
        List<ExpectedRow> rows = [];
        for (var reach = take; ; reach *= Widening)
        {
            var last = unit.Length > 0 ? null : await ReachAsync(connection, period.Year, after.Target, reach, ct);
            rows.AddRange(await connection.QueryAsync<ExpectedRow>(new CommandDefinition(ExpectedSql, new
            {
                period = period.Value, isMonth = period.IsQuarter ? 0L : 1L, year = (long)period.Year, unit, state,
                afterTarget = after.Target, afterUnit = after.Unit, last = last ?? BehindAll,
                take = take - rows.Count,
            }, cancellationToken: ct)));
            if (rows.Count >= take || last is null)
            {
                return rows;
            }

            after = (last, BehindAll);
        }
    }

    // The target that is so many further on; null where there are not so many.
    private static async Task<string?> ReachAsync(
        DbConnection connection, int year, string from, long reach, CancellationToken ct) =>
        await connection.QueryUnbufferedAsync<string>(ReachSql, new { year = (long)year, from })
            .ElementAtOrDefaultAsync((int)reach - 1, ct);

    private async Task<ILookup<long, Remark>> RemarksAsync(Period period, List<ExpectedRow> page, CancellationToken ct)
    {
        if (page.Count == 0)
        {
            return Enumerable.Empty<Remark>().ToLookup(r => r.Progress);
        }

        var queries = new QueryBatch();
        var remarks = RemarkStore.AddOfPeriod(queries, period, new(page[0].TargetId), new(page[^1].TargetId));
        await db.ReadReplicaAsync(queries, ct);
        return remarks.Rows.ToLookup(r => r.Progress);
    }

    private static ProgressRevision ToRevision(
        long index, byte[] leafHash, byte[] data, ILookup<long, Remark> remarks) => ProgressRevision.Of(
        JsonSerializer.Deserialize(data, GovernmentEntries.Format.ProgressEntry)!,
        new(GovernmentDb.Name, index, Convert.ToHexStringLower(leafHash)),
        [.. remarks[index].Select(r => r.ToReport())]);

    private sealed record EntryRow(long LogIndex, byte[] LeafHash, byte[] Data);

    // Set by name, not built by its types: of an answer without rows SQLite does not say what type a computed column
    // has.
    private sealed record ExpectedRow
    {
        public required string TargetId { get; init; }

        public required long TargetIndex { get; init; }

        public required string Unit { get; init; }

        public required string Role { get; init; }

        public required string State { get; init; }

        public long? LogIndex { get; init; }

        public byte[]? LeafHash { get; init; }

        public byte[]? Data { get; init; }

        public long? LaterIndex { get; init; }

        public byte[]? LaterHash { get; init; }

        public byte[]? LaterData { get; init; }
    }
}
