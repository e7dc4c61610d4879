using Dapper;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.SqlServer;
using Microsoft.Data.SqlClient;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary><c>jtm migrate</c> on a server, and what a service that starts there says to the schema it finds.</summary>
public sealed class MigrateServerTests : IDisposable
{
    private readonly SqlServerDatabase _database = new("government"); // first: it may skip the test
    private readonly Jtm _jtm = new();

    [Fact]
    public async Task It_says_what_it_applied_and_does_nothing_twice()
    {
        Assert.Contains("0001_log, 0002_unit", (await MigrateAsync("government")).MustBe(0).Output,
            StringComparison.Ordinal);
        Migration("government").Require();
        Assert.Contains("nothing was changed", (await MigrateAsync("government")).MustBe(0).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_is_newer_or_older_is_refused_by_name()
    {
        var migration = Migration("government");
        Assert.Contains("it lacks 0001_log", Assert.Throws<SchemaException>(migration.Require).Message,
            StringComparison.Ordinal);
        migration.Apply();
        using var connection = _database.Open();
        connection.Execute(
            "insert into SchemaVersions (ScriptName, Applied) values (N'db/government/sqlserver/0999_later.sql', "
                + "'2030-01-01')");
        Assert.Contains("newer than this program, it has 0999_later",
            Assert.Throws<SchemaException>(migration.Require).Message, StringComparison.Ordinal);
        Assert.Contains("0999_later", (await MigrateAsync("government")).MustBe(1).Error, StringComparison.Ordinal);

        connection.Execute(
            "delete from SchemaVersions where ScriptName like N'%0999[_]later%' or ScriptName like "
                + "N'%0005[_]progress%'");
        Assert.Contains("lacks 0005_progress; run jtm migrate --side government",
            Assert.Throws<SchemaException>(migration.Require).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_is_named_and_leaves_nothing_half_done()
    {
        using var connection = _database.Open();
        connection.Execute("create table unit_current (in_the_way int)");
        Assert.Contains("db/government/sqlserver/0002_unit.sql", (await MigrateAsync("government")).MustBe(1).Error,
            StringComparison.Ordinal);
        Assert.Null(connection.ExecuteScalar<int?>("select object_id(N'unit_version')"));
        Assert.Equal(["db/government/sqlserver/0001_log.sql"],
            connection.Query<string>("select ScriptName from SchemaVersions"));
    }

    [Fact]
    public async Task Another_sides_database_is_refused()
    {
        Migration("evaluation").Apply();
        Assert.Contains("not the database of the government side", (await MigrateAsync("government")).MustBe(1).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_one_line_that_does_not_show_it()
    {
        var wrong = new SqlConnectionStringBuilder(_database.ConnectionString)
        {
            Password = $"Wrong-{Guid.NewGuid():N}",
        };
        Assert.SkipWhen(wrong.UserID.Length == 0, "The test server takes no passwords.");
        var line = await RefusedAsync(wrong);
        Assert.Contains("the login or its password is wrong", line, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong.Password, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_database_is_one_line() => Assert.Contains(
        "there is no such database",
        await RefusedAsync(new(_database.ConnectionString) { InitialCatalog = $"missing_{Guid.NewGuid():N}" }),
        StringComparison.Ordinal);

    public void Dispose()
    {
        _jtm.Dispose();
        _database.Dispose();
    }

    private SchemaMigration Migration(string side) => new(side, SqlDialect.SqlServer, _database.ConnectionString);

    private async Task<string> RefusedAsync(SqlConnectionStringBuilder connection) =>
        Assert.Single((await MigrateAsync("government", connection.ConnectionString))
            .MustBe(2).Error
            .TrimEnd()
            .Split('\n'));

    private Task<Run> MigrateAsync(string side, string? connection = null)
    {
        _jtm.Environment["JTM_CONNECTION"] = connection ?? _database.ConnectionString;
        return _jtm.RunAsync("migrate", "--side", side, "--lang", "en");
    }
}
