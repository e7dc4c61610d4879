using Dapper;
using Jingan.TargetMgmt.Sql.Dialects;
using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>What the service's login can do on a server after the scripts of deploy/sqlserver,
/// tried statement by statement.</summary>
public sealed class ServicePermissionTests(DeployedDatabases databases)
    : IClassFixture<DeployedDatabases>, IAsyncLifetime
{
    // "Permission was denied on the object", "… on the column": the user sees the table and may not do this to it.
    private static readonly int[] Denied = [229, 230];

    // An append-only ledger table refuses whoever it is; which of the two refusals comes first is the engine's
    // business.
    private static readonly int[] DeniedOrLedger = [.. Denied, 37359];

    // DDL does not tell "may not" from "is not there": 1088 is the usual answer, 4902 ALTER TABLE's, 4701 TRUNCATE's,
    // 3701 DROP's.
    private static readonly int[] Truncate = [1088, 4701], Alter = [1088, 4902], Drop = [3701];

    // No user there: the same number for a login without one and for a user without a login.
    private static readonly int[] NoSuchUser = [916];

    public static TheoryData<string> Sides => [.. SqlConstants.Sides];

    public ValueTask InitializeAsync()
    {
        databases.DeployOrSkip();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory, MemberData(nameof(InsertOnlyTests.FactTables), MemberType = typeof(InsertOnlyTests))]
    public void No_column_of_a_fact_can_be_updated(string side, string table) =>
        Assert.All(ColumnsOf(side, table), column =>
            AssertRefused(side, $"update {table} set {column} = {column}", DeniedOrLedger));

    [Theory, MemberData(nameof(InsertOnlyTests.Tables), MemberType = typeof(InsertOnlyTests))]
    public void No_table_can_be_emptied_altered_or_dropped(string side, string table)
    {
        AssertRefused(side, $"delete from {table}", DeniedOrLedger);
        AssertRefused(side, $"truncate table {table}", Truncate);
        AssertRefused(side, $"alter table {table} disable trigger all", Alter);
        AssertRefused(side, $"alter table {table} add extra bigint", Alter);
        AssertRefused(side, $"drop table {table}", Drop);
        foreach (var trigger in TriggersOf(side, table))
        {
            AssertRefused(side, $"drop trigger {trigger}", Drop);
        }
    }

    [Theory, MemberData(nameof(InsertOnlyTests.Tables), MemberType = typeof(InsertOnlyTests))]
    public void Every_table_can_be_read_and_added_to(string side, string table)
    {
        using var service = databases.OpenAsService(side);
        service.Execute($"select * from {table}");
        // the permission is asked for before there is a row
        service.Execute($"insert into {table} select * from {table} where 1 = 0");
    }

    [Theory, MemberData(nameof(InsertOnlyTests.CurrentTables), MemberType = typeof(InsertOnlyTests))]
    public void Current_rows_can_be_updated(string side, string table)
    {
        using var service = databases.OpenAsService(side);
        Assert.All(ColumnsOf(side, table), column =>
            service.Execute($"update {table} set {column} = {column} where 1 = 0"));
    }

    [Theory, MemberData(nameof(Sides))]
    public void The_turn_to_write_can_be_taken(string side)
    {
        using var service = databases.OpenAsService(side);
        using var transaction = SqlDialect.SqlServer.BeginWrite(service);
        transaction.Commit();
    }

    [Theory, MemberData(nameof(Sides))]
    public void The_list_of_applied_scripts_can_be_read_and_not_touched(string side)
    {
        using var service = databases.OpenAsService(side);
        Assert.Equal(Schema.Scripts(side, "sqlserver").Select(s => s.Name),
            service.Query<string>("select ScriptName from SchemaVersions order by ScriptName"));
        AssertRefused(side, "insert into SchemaVersions (ScriptName, Applied) values (N'later', '2030-01-01')", Denied);
        AssertRefused(side, "update SchemaVersions set ScriptName = N'later'", Denied);
        AssertRefused(side, "delete from SchemaVersions", Denied);
        AssertRefused(side, "drop table SchemaVersions", Drop);
    }

    [Theory, MemberData(nameof(Sides))]
    public void The_other_sides_database_is_closed(string side)
    {
        var other = databases.NameOf(SqlConstants.Sides.Single(s => s != side));
        AssertRefused(side, $"use [{other}]", NoSuchUser);
        AssertRefused(side, $"select count(*) from [{other}].dbo.log_entry", NoSuchUser);
        AssertRefused(side, $"select count(*) from [{other}].dbo.SchemaVersions", NoSuchUser);
        AssertRefused(side, $"insert into [{other}].dbo.idempotency select * from dbo.idempotency", NoSuchUser);
    }

    // Its own connection each: some refusals end the transaction, some the batch.
    private void AssertRefused(string side, string statement, int[] numbers)
    {
        using var service = databases.OpenAsService(side);
        using var transaction = service.BeginTransaction(); // what is not refused after all is undone
        var refusal = Assert.Throws<SqlException>(() => service.Execute(statement, transaction: transaction));
        Assert.True(numbers.Contains(refusal.Number), $"{statement}: {refusal.Number} {refusal.Message}");
    }

    private static IEnumerable<string> ColumnsOf(string side, string table) =>
        Schema.OfSqlServer(side).Columns.Select(c => c.Split('.', ' ')).Where(c => c[0] == table).Select(c => c[1]);

    private List<string> TriggersOf(string side, string table)
    {
        using var owner = databases.OpenAsOwner(side);
        var triggers = owner.Query<string>("select name from sys.triggers where parent_id = object_id(@table)", new
        {
            table,
        }).ToList();
        Assert.NotEmpty(triggers);
        return triggers;
    }
}
