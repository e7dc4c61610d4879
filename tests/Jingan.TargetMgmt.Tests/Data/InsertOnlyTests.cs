using System.Data.Common;
using System.Text;
using Dapper;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Evaluation.Assessors;
using Jingan.TargetMgmt.Evaluation.EvaluationReports;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Government;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Seeds;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Tests.Data;

/// <summary>Real files of both sides with a row in every table: whoever can reach the file through the service's own connection changes nothing.</summary>
public sealed class InsertOnlyTests(InsertOnlyTests.Files files) : IClassFixture<InsertOnlyTests.Files>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Tables() => TablesThat(_ => true);

    public static TheoryData<string, string> FactTables() => TablesThat(table => !IsCurrent(table));

    public static TheoryData<string, string> CurrentTables() => TablesThat(IsCurrent);

    // Without a row a refused statement proves nothing.
    [Theory, MemberData(nameof(Tables))]
    public async Task There_is_a_row_to_attack(string side, string table) => Assert.NotEmpty(await RowsAsync(files[side], table));

    [Fact]
    public async Task No_table_is_left_out()
    {
        foreach (var side in SqlConstants.Sides)
        {
            await using var connection = await files[side].OpenAsync(Ct);
            var tables = await connection.QueryAsync<string>("select name from sqlite_schema where type = 'table' and name <> 'SchemaVersions' and name not like 'sqlite%' order by name");
            Assert.Equal(tables, Tables().Select(t => t.Data).Where(t => t.Item1 == side).Select(t => t.Item2).Order(StringComparer.Ordinal));
        }
    }

    [Theory, MemberData(nameof(FactTables))]
    public async Task Rows_of_a_fact_are_not_updated(string side, string table)
    {
        var columns = await ColumnsAsync(files[side], table);
        await AssertRefusedAsync(
            side, table, "is insert-only",
            [.. columns.Select(c => $"update {table} set {c.Name} = {c.Changed}"), $"update or replace {table} set {columns[0].Name} = {columns[0].Name}"]);
    }

    [Theory, MemberData(nameof(Tables))]
    public Task Rows_are_not_deleted(string side, string table) => AssertRefusedAsync(
        side, table, IsCurrent(table) ? "rows are never deleted" : "is insert-only",
        $"delete from {table}", $"delete from {table} where rowid = (select max(rowid) from {table})");

    // SQLite's REPLACE deletes the row in the way, and without recursive_triggers no trigger would see it.
    [Theory, MemberData(nameof(Tables))]
    public async Task Rows_are_not_replaced_by_an_insert(string side, string table)
    {
        var columns = await ColumnsAsync(files[side], table);
        var changed = columns.Select((c, i) => i == columns.Count - 1 && !c.IsKey ? c.Changed : c.Name);
        await AssertRefusedAsync(
            side, table, IsCurrent(table) ? "rows are never deleted" : "is insert-only",
            $"insert or replace into {table} select * from {table}", $"replace into {table} select {string.Join(", ", changed)} from {table}");
    }

    [Theory, MemberData(nameof(CurrentTables))]
    public async Task Current_rows_can_be_brought_up_to_date(string side, string table)
    {
        await using var connection = await files[side].OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct); // never committed
        Assert.NotEqual(0, await connection.ExecuteAsync($"update {table} set log_index = log_index", transaction: transaction));
    }

    private async Task AssertRefusedAsync(string side, string table, string reason, params string[] statements)
    {
        var before = await RowsAsync(files[side], table);
        foreach (var statement in statements)
        {
            await using var connection = await files[side].OpenAsync(Ct);
            var refusal = await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync(statement));
            Assert.True(refusal.Message.Contains($"{table} {reason}", StringComparison.Ordinal), $"{statement}: {refusal.Message}");
            Assert.Equal(before, await RowsAsync(files[side], table));
        }
    }

    private static TheoryData<string, string> TablesThat(Predicate<string> holds)
    {
        var data = new TheoryData<string, string>();
        foreach (var (side, table) in SqlConstants.Sides.SelectMany(side => Schema.OfSqlServer(side).Tables.Where(t => holds(t)).Select(table => (side, table))))
        {
            data.Add(side, table);
        }

        return data;
    }

    private static async Task<List<string>> RowsAsync(Database db, string table)
    {
        await using var connection = await db.OpenAsync(Ct);
        return [.. (await connection.QueryAsync($"select * from {table}")).Select(r => string.Join('|', ((IDictionary<string, object?>)r).Values
            .Select(v => v is byte[] bytes ? Convert.ToHexString(bytes) : v?.ToString() ?? "null"))).Order(StringComparer.Ordinal)];
    }

    private static async Task<List<Column>> ColumnsAsync(Database db, string table)
    {
        await using var connection = await db.OpenAsync(Ct);
        return [.. await connection.QueryAsync<Column>("select name as Name, lower(type) as Kind, pk as Key from pragma_table_info(@table) order by cid", new { table })];
    }

    private static bool IsCurrent(string table) => table.EndsWith("_current", StringComparison.Ordinal);

    private sealed record Column(string Name, string Kind, long Key)
    {
        public bool IsKey => Key > 0;

        public string Changed => Kind switch { "integer" => $"{Name} + 1", "text" => $"{Name} || 'x'", _ => "randomblob(32)" };
    }

    /// <summary>Both sides, filled by the statements that the service itself uses.</summary>
    public sealed class Files : IAsyncLifetime
    {
        private readonly TemporaryDatabase<GovernmentDb> _government = TemporaryDatabase.Government();
        private readonly TemporaryDatabase<EvaluationDb> _evaluation = TemporaryDatabase.Evaluation();

        internal Database this[string side] => side == GovernmentDb.Name ? _government.Db : _evaluation.Db;

        public async ValueTask InitializeAsync()
        {
            const string At = "2018-07-01T01:02:03.000Z";
            await new GovernmentSeeds(_government.Db, new TargetValidator()).LoadAsync(Repository.SeedFolder, Ct);
            await CommitAsync(
                _government.Db,
                ExtensionStore.ToCommit(new(new("2018-06"), new("LSJ"), null, new(2018, 7, 31), "系统升级", "office", At)),
                WithMemory(ProgressCommit.Of(new(
                    1, "progress", At, "lsj-1", new("JA2018-028"), 1, new("2018-06"), new("LSJ"), 1, 3.1m, false, null, "已完成", null, null, null, [], "王五",
                    Timeliness.OnTime, UnderExtension: false), periodVersion: 1)));

            using var example = System.Text.Json.JsonDocument.Parse(ColourScheme.Example2018Utf8);
            using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
            await CommitAsync(
                _evaluation.Db,
                AssessorStore.ToCommit("assessor-1", Platform.Http.Jwk.Of(key), "赵六", At, "evaluator"),
                SchemeStore.ToCommit(ColourScheme.Example2018, example.RootElement, At, "evaluator"),
                RatingStore.ToCommit(
                    new(1, "rating", At, "evaluator", "assessor-1", new("2018-06"), new("JA2018-028"), 1, "toward-target", "yellow", "yellow", "2018.1", null,
                        new(6, new(2018, 6, 30), false, false, Direction.Increase, 3.1m, 0, 7, 3.5m, 0.885714m, 5.714286m, null, null, null, false, "yellow", null), "h.p.s"),
                    new("LSJ")));
            var rating = new RatingFact(
                2, new('0', 64), new("2018-06"), new("JA2018-028"), 1, new("LSJ"), "toward-target", "yellow", "yellow", "2018.1", "", null, null, null, null, "assessor-1", At, false);
            await CommitAsync(_evaluation.Db, WithMemory(EvaluationReportStore.ToCommit(
                ReportEntry.Of(At, "evaluator", "assessor-1", new("2018-06"), "2018.1", new('0', 64), "h.p.s"), Encoding.UTF8.GetBytes("{}"), new byte[32], [rating])));
            await FillLogAsync(_government.Db);
            await FillLogAsync(_evaluation.Db);
        }

        // Enough for a completed tile, and a witness's line.
        private static async Task FillLogAsync(Database db)
        {
            await CommitAsync(db, [.. Enumerable.Range(0, 256).Select(i => new CommitUnit([(byte)i], []))]);
            await CommitAsync(db, new CommitUnit(null, [new("insert into log_cosignature (size, witness, at, line) values (@size, 'w', 1, 'l')", new { size = db.Log.Newest!.Size })]));
        }

        public ValueTask DisposeAsync()
        {
            _government.Dispose();
            _evaluation.Dispose();
            return ValueTask.CompletedTask;
        }

        private static CommitUnit WithMemory(CommitUnit unit) =>
            unit with { Statements = [.. unit.Statements, IdempotencyStore.Remember("caller", "key", new byte[32], 201, null, [])] };

        private static async Task CommitAsync(Database db, params CommitUnit[] units) => Assert.False((await db.Queue.CommitAsync(units, Ct)).IsConflict);
    }
}
