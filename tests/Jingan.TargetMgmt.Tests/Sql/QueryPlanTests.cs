using System.Data.Common;
using Jingan.TargetMgmt.Tests.Log;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>What is asked time and again must not cost more with every entry that is logged: no query goes through a
/// table of the log but those that are for that.</summary>
public sealed class QueryPlanTests
{
    // Of a start, a round over all that is stored, or a collision of hashes; none of these is asked again and again.
    private static readonly string[] ForTheWholeLog =
    [
        "CosignaturePass.RowsSql: log_cosignature", "LeafIndex.FirstSql: log_entry", "LogRows.AllNodesSql: log_node",
        "LogRows.CheckpointsSql: log_checkpoint", "LogRows.EndsSql: log_checkpoint", "LogRows.EndsSql: log_entry",
        "LogRows.EndsSql: log_node", "SeenRows.CheckpointSql: log_checkpoint",
        "SeenRows.CosignatureSql: log_cosignature",
    ];

    [Fact]
    public async Task No_query_goes_through_the_log_but_those_that_are_for_it()
    {
        var ct = TestContext.Current.CancellationToken;
        var through = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var side in SqlConstants.Sides)
        {
            var (db, file) = TemporaryDatabase.Of(side);
            using var kept = file;
            await using var connection = await db.OpenAsync(ct);
            var tables = await TablesAsync(connection, ct);
            foreach (var (_, name, sql) in SqlConstants.All().Where(q => q.Side == side))
            {
                through.UnionWith((await ThroughAsync(connection, sql, tables, ct)).Select(t => $"{name}: {t}"));
            }
        }

        Assert.Equal(ForTheWholeLog.Order(StringComparer.Ordinal), through);
    }

    // Tables of the log by where they, or an index of theirs, begin in the file.
    private static async Task<Dictionary<long, string>> TablesAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select rootpage, tbl_name from sqlite_schema where tbl_name like 'log\\_%' escape '\\'";
        await using var rows = await command.ExecuteReaderAsync(ct);
        var tables = new Dictionary<long, string>();
        while (await rows.ReadAsync(ct))
        {
            tables[rows.GetInt64(0)] = rows.GetString(1);
        }

        return tables;
    }

    // SQLite's own programme: a cursor is opened on a page, and a scan begins by going to the first row.
    private static async Task<IEnumerable<string>> ThroughAsync(
        DbConnection connection, string sql, Dictionary<long, string> tables, CancellationToken ct)
    {
        await using var command = SqlTextTests.Explaining(connection, sql);
        var cursors = new Dictionary<long, string>();
        var scanned = new HashSet<long>();
        await using var steps = await command.ExecuteReaderAsync(ct);
        while (await steps.ReadAsync(ct))
        {
            var (step, cursor) = (steps.GetString(1), steps.GetInt64(2));
            if (step == "OpenRead" && tables.TryGetValue(steps.GetInt64(3), out var table))
            {
                cursors[cursor] = table;
            }
            else if (step == "Rewind")
            {
                scanned.Add(cursor);
            }
        }

        return cursors.Where(c => scanned.Contains(c.Key)).Select(c => c.Value).Distinct();
    }
}
