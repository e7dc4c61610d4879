using System.Data.Common;
using Dapper;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.SqlServer;
using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>Real databases of both sides with a row in every table:
/// whoever can reach one through the service's own connection changes nothing.</summary>
public abstract class InsertOnlyTests(SqlDialect engine, FilledDatabases databases) : IAsyncLifetime
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected FilledDatabases Databases => databases;

    public ValueTask InitializeAsync() => databases.FillAsync(engine);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string, string> Tables() => TablesThat(_ => true);

    public static TheoryData<string, string> FactTables() => TablesThat(table => !IsCurrent(table));

    public static TheoryData<string, string> CurrentTables() => TablesThat(IsCurrent);

    // Without a row a refused statement proves nothing.
    [Theory, MemberData(nameof(Tables))]
    public async Task There_is_a_row_to_attack(string side, string table) =>
        Assert.NotEmpty(await RowsAsync(databases[side], table));

    [Theory, MemberData(nameof(FactTables))]
    public Task Rows_of_a_fact_are_not_updated(string side, string table) => AssertRefusedAsync(
        side, table, "is insert-only",
        [.. Schema.OfSqlServer(side).Columns
            .Select(c => c.Split('.', ' '))
            .Where(c => c[0] == table)
            .Select(c => $"update {table} set {c[1]} = {Changed(c[1], c[2])}")]);

    [Theory, MemberData(nameof(Tables))]
    public Task Rows_are_not_deleted(string side, string table) => AssertRefusedAsync(
        side, table, IsCurrent(table) ? "rows are never deleted" : "is insert-only",
        $"delete from {table}");

    [Theory, MemberData(nameof(CurrentTables))]
    public async Task Current_rows_can_be_brought_up_to_date(string side, string table)
    {
        await using var connection = await databases[side].OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct); // never committed
        Assert.NotEqual(
            0, await connection.ExecuteAsync(
                RowMap.Mutable.Contains(table)
                    ? $"update {table} set version = version"
                    : $"update {table} set log_index = log_index", transaction: transaction));
    }

    /// <summary>An expression of the same type with another value.</summary>
    protected abstract string Changed(string column, string kind);

    /// <summary>Whether it was refused for that reason.</summary>
    protected abstract bool Says(DbException refusal, string table, string reason);

    protected async Task AssertRefusedAsync(string side, string table, string reason, params string[] statements)
    {
        Assert.NotEmpty(statements);
        var before = await RowsAsync(databases[side], table);
        foreach (var statement in statements)
        {
            await using var connection = await databases[side].OpenAsync(Ct);
            var refusal = await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync(statement));
            Assert.True(Says(refusal, table, reason), $"{statement}: {refusal.Message}");
            Assert.Equal(before, await RowsAsync(databases[side], table));
        }
    }

    private static TheoryData<string, string> TablesThat(Predicate<string> holds)
    {
        var data = new TheoryData<string, string>();
        foreach (var (side, table) in SqlConstants.Sides.SelectMany(side =>
            Schema.OfSqlServer(side).Tables.Where(t => holds(t)).Select(table => (side, table))))
        {
            data.Add(side, table);
        }

        return data;
    }

    private static async Task<List<string>> RowsAsync(SideLog db, string table)
    {
        await using var connection = await db.OpenAsync(Ct);
        return [.. (await connection.QueryAsync($"select * from {table}"))
            .Select(r => string.Join('|', ((IDictionary<string, object?>)r).Values
            .Select(v => v is byte[] bytes
                ? Convert.ToHexString(bytes)
                : v?.ToString() ?? "null"))).Order(StringComparer.Ordinal)];
    }

    protected static bool IsCurrent(string table) => table.EndsWith("_current", StringComparison.Ordinal);
}

public sealed class SqliteInsertOnlyTests(FilledDatabases databases)
    : InsertOnlyTests(SqlDialect.Sqlite, databases), IClassFixture<FilledDatabases>
{
    [Fact]
    public async Task No_table_is_left_out()
    {
        foreach (var side in SqlConstants.Sides)
        {
            await using var connection = await Databases[side].OpenAsync(Ct);
            var tables = await connection.QueryAsync<string>(
                "select name from sqlite_schema where type = 'table' and name <> 'SchemaVersions' and name not like "
                    + "'sqlite%' order by name");
            Assert.Equal(tables, Tables()
                .Select(t => t.Data)
                .Where(t => t.Item1 == side)
                .Select(t => t.Item2)
                .Order(StringComparer.Ordinal));
        }
    }

    [Theory, MemberData(nameof(FactTables))]
    public Task Rows_of_a_fact_are_not_replaced_by_an_update(string side, string table) =>
        AssertRefusedAsync(side, table, "is insert-only", $"update or replace {table} set rowid = rowid");

    // SQLite's REPLACE deletes the row in the way, and without recursive_triggers no trigger would see it.
    [Theory, MemberData(nameof(Tables))]
    public async Task Rows_are_not_replaced_by_an_insert(string side, string table)
    {
        var columns = await ColumnsAsync(side, table);
        var changed = columns.Select((c, i) => i == columns.Count - 1 && !c.IsKey ? Changed(c.Name, c.Kind) : c.Name);
        await AssertRefusedAsync(
            side, table, IsCurrent(table) ? "rows are never deleted" : "is insert-only",
            $"insert or replace into {table} select * from {table}",
            $"replace into {table} select {string.Join(", ", changed)} from {table}");
    }

    protected override string Changed(string column, string kind) => kind switch
    {
        "integer" => $"{column} + 1",
        "text" => $"{column} || 'x'",
        _ => "randomblob(32)",
    };

    protected override bool Says(DbException refusal, string table, string reason) =>
        refusal.Message.Contains($"{table} {reason}", StringComparison.Ordinal);

    private async Task<List<Column>> ColumnsAsync(string side, string table)
    {
        await using var connection = await Databases[side].OpenAsync(Ct);
        return [.. await connection.QueryAsync<Column>(
            "select name as Name, lower(type) as Kind, pk as Key from pragma_table_info(@table) order by cid",
            new { table })];
    }

    private sealed record Column(string Name, string Kind, long Key)
    {
        public bool IsKey => Key > 0;
    }
}

public sealed class SqlServerInsertOnlyTests(FilledDatabases databases)
    : InsertOnlyTests(TestServer.DialectOrSkip(), databases), IClassFixture<FilledDatabases>
{
    private const int OurTrigger = 50001, AppendOnlyLedger = 37359; // error numbers

    // As long as before: a value that is too long is refused for that.
    protected override string Changed(string column, string kind) => kind switch
    {
        "integer" => $"{column} + 1",
        "text" => $"reverse({column})",
        _ => "0x00",
    };

    // The trigger speaks, or before it the engine itself, where the table is an append-only ledger.
    protected override bool Says(DbException refusal, string table, string reason) =>
        refusal is SqlException { Number: var number }
        && ((number == OurTrigger && refusal.Message.Contains($"{table} {reason}", StringComparison.Ordinal))
            || number == AppendOnlyLedger);
}
