using Dapper;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Schema;
using Jingan.TargetMgmt.Tests.Log;

namespace Jingan.TargetMgmt.Tests.Sql;

public sealed class MigrationTests
{
    private const string SchemaSql =
        "select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_schema order by type, name";

    private const string AppliedSql =
        "select ScriptName || ' ' || Applied from SchemaVersions order by SchemaVersionID";

    [Theory, InlineData("government"), InlineData("evaluation")]
    public async Task Migrating_again_changes_nothing(string side)
    {
        var (db, file) = TemporaryDatabase.Of(side);
        using (file)
        {
            await using var connection = await db.OpenAsync(TestContext.Current.CancellationToken);
            var before = (await connection.QueryAsync<string>(SchemaSql))
                .Concat(await connection.QueryAsync<string>(AppliedSql)).ToList();
            Assert.Equal(Schema.Scripts(side, "sqlite").Count,
                await connection.ExecuteScalarAsync<int>("select count(*) from SchemaVersions"));

            db.Migrate();
            Assert.Equal(before, (await connection.QueryAsync<string>(SchemaSql))
                .Concat(await connection.QueryAsync<string>(AppliedSql)));
        }
    }

    [Theory, InlineData("government"), InlineData("evaluation")]
    public void Scripts_have_numbers_of_their_own_and_have_the_same_names_in_both_engines(string side)
    {
        var (sqlite, sqlServer) = (Names(side, "sqlite"), Names(side, "sqlserver"));
        Assert.NotEmpty(sqlite);
        Assert.Equal(sqlite, sqlServer);
        Assert.Equal(sqlite.Select(n => n[..4]).Distinct().Order(StringComparer.Ordinal), sqlite.Select(n => n[..4]));
        Assert.All(sqlite, n => Assert.Matches("^[0-9]{4}_[a-z_]+[.]sql$", n));
    }

    // A script that is in the folder and not in the assembly would never run.
    [Fact]
    public void Every_script_in_the_tree_is_embedded_as_it_is()
    {
        var root = Path.Combine(Repository.Root, "db");
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .ToDictionary(f => "db/" + Path.GetRelativePath(root, f).Replace('\\', '/'), f =>
                MigrationScripts.Fill(File.ReadAllText(f), hasLedger: false));
        var embedded = SqlConstants.Sides.SelectMany(side =>
            Schema.Scripts(side, "sqlite").Concat(Schema.Scripts(side, "sqlserver"))).ToDictionary();
        Assert.Equal(
            files.OrderBy(f => f.Key, StringComparer.Ordinal), embedded.OrderBy(f => f.Key, StringComparer.Ordinal));
    }

    // A variable that is misspelt would reach the server as it is.
    [Theory, InlineData(false), InlineData(true)]
    public void No_variable_is_left_in_a_script(bool hasLedger)
    {
        var scripts = SqlConstants.Sides.SelectMany(side =>
            Schema.Scripts(side, "sqlite", hasLedger).Concat(Schema.Scripts(side, "sqlserver", hasLedger))).ToList();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, s => Assert.DoesNotContain("$", s.Sql, StringComparison.Ordinal));
        Assert.Equal(hasLedger ? 8 : 0, scripts.Sum(s => s.Sql.Split("append_only").Length - 1));
    }

    [Fact]
    public void A_script_that_fails_is_named_and_leaves_nothing_half_done()
    {
        var folder = Directory.CreateTempSubdirectory("jingan-").FullName;
        var connectionString = $"Data Source={Path.Combine(folder, "side.db")};Pooling=False";
        using (var connection = SqlDialect.Sqlite.CreateConnection(connectionString))
        {
            connection.Open();
            connection.Execute("create table unit_current (in_the_way text)");
            var failure = Assert.Throws<SchemaException>(() => Migration("government", connectionString).Apply());
            Assert.Contains("db/government/sqlite/0002_unit.sql", failure.Message, StringComparison.Ordinal);
            Assert.Equal(
                0, connection.ExecuteScalar<long>("select count(*) from sqlite_schema where name = 'unit_version'"));
            Assert.Equal(["db/government/sqlite/0001_log.sql"],
                connection.Query<string>("select ScriptName from SchemaVersions"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_schema_that_lacks_a_script_or_has_one_more_is_refused_by_name()
    {
        using var file = TemporaryDatabase.Government();
        var migration = Migration("government", file.ConnectionString);
        migration.Require();

        await using var connection = await file.Db.OpenAsync(TestContext.Current.CancellationToken);
        connection.Execute(
            "insert into SchemaVersions (ScriptName, Applied) values ('db/government/sqlite/0999_later.sql', "
                + "'2030-01-01')");
        Assert.Contains("newer than this program, it has 0999_later",
            Assert.Throws<SchemaException>(migration.Require).Message, StringComparison.Ordinal);
        Assert.Contains("0999_later", Assert.Throws<SchemaException>(() => migration.Apply()).Message,
            StringComparison.Ordinal);

        connection.Execute(
            "delete from SchemaVersions where ScriptName like '%0999_later%' or ScriptName like '%0005_progress%'");
        Assert.Contains("lacks 0005_progress; run jtm migrate --side government",
            Assert.Throws<SchemaException>(migration.Require).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_other_sides_database_is_recognised_and_left_alone()
    {
        using var file = TemporaryDatabase.Evaluation();
        var before = Applied(file.Db);
        var refusal = Assert.Throws<SchemaException>(() => Migration("government", file.ConnectionString).Apply());
        Assert.Contains("not the database of the government side", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Applied(file.Db));
    }

    private static SchemaMigration Migration(
        string side, string connectionString) => new(side, SqlDialect.Sqlite, connectionString);

    private static List<string> Names(
        string side, string engine) => [.. Schema.Scripts(side, engine).Select(s => s.Name.Split('/')[^1])];

    private static List<string> Applied(SideLog db)
    {
        using var connection = db.OpenAsync(CancellationToken.None).GetAwaiter().GetResult();
        return [.. connection.Query<string>(AppliedSql)];
    }
}
