using Dapper;
using Jingan.TargetMgmt.Government;
using Jingan.TargetMgmt.Platform.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jingan.TargetMgmt.Tests.Data;

public sealed class MigrationTests
{
    private const string SchemaSql = "select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_schema order by type, name";

    private const string AppliedSql = "select ScriptName || ' ' || Applied from SchemaVersions order by SchemaVersionID";

    [Theory, InlineData("government"), InlineData("evaluation")]
    public async Task Migrating_again_changes_nothing(string side)
    {
        var (db, file) = TemporaryDatabase.Of(side);
        using (file)
        {
            await using var connection = await db.OpenAsync(TestContext.Current.CancellationToken);
            var before = (await connection.QueryAsync<string>(SchemaSql)).Concat(await connection.QueryAsync<string>(AppliedSql)).ToList();
            Assert.Equal(Schema.Scripts(side, "sqlite").Count, await connection.ExecuteScalarAsync<int>("select count(*) from SchemaVersions"));

            db.Migrate();
            Assert.Equal(before, (await connection.QueryAsync<string>(SchemaSql)).Concat(await connection.QueryAsync<string>(AppliedSql)));
        }
    }

    [Theory, InlineData("government"), InlineData("evaluation")]
    public void Scripts_are_numbered_without_gaps_and_have_the_same_names_in_both_engines(string side)
    {
        var (sqlite, sqlServer) = (Names(side, "sqlite"), Names(side, "sqlserver"));
        Assert.NotEmpty(sqlite);
        Assert.Equal(sqlite, sqlServer);
        Assert.Equal(Enumerable.Range(1, sqlite.Count).Select(n => $"{n:0000}"), sqlite.Select(n => n[..4]));
        Assert.All(sqlite, n => Assert.Matches("^[0-9]{4}_[a-z_]+[.]sql$", n));
    }

    // A script that is in the folder and not in the assembly would never run.
    [Fact]
    public void Every_script_in_the_tree_is_embedded_as_it_is()
    {
        var root = Path.Combine(Repository.Root, "db");
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .ToDictionary(f => "db/" + Path.GetRelativePath(root, f).Replace('\\', '/'), f => MigrationScripts.Fill(File.ReadAllText(f), hasLedger: false));
        var embedded = SqlConstants.Sides.SelectMany(side => Schema.Scripts(side, "sqlite").Concat(Schema.Scripts(side, "sqlserver"))).ToDictionary();
        Assert.Equal(files.OrderBy(f => f.Key, StringComparer.Ordinal), embedded.OrderBy(f => f.Key, StringComparer.Ordinal));
    }

    // A variable that is misspelt would reach the server as it is.
    [Theory, InlineData(false), InlineData(true)]
    public void No_variable_is_left_in_a_script(bool hasLedger)
    {
        var scripts = SqlConstants.Sides.SelectMany(side => Schema.Scripts(side, "sqlite", hasLedger).Concat(Schema.Scripts(side, "sqlserver", hasLedger))).ToList();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, s => Assert.DoesNotContain("$", s.Sql, StringComparison.Ordinal));
        Assert.Equal(hasLedger ? 8 : 0, scripts.Sum(s => s.Sql.Split("append_only").Length - 1));
    }

    [Fact]
    public void A_script_that_fails_is_named_and_leaves_nothing_half_done()
    {
        using var file = TemporaryDatabase.Evaluation();
        using var government = new GovernmentDb(new() { ConnectionString = file.ConnectionString }, new(), file.Clock, NullLoggerFactory.Instance);

        // Its first script wants to make a table that is there already.
        var failure = Assert.Throws<InvalidOperationException>(government.Migrate);
        Assert.Contains("db/government/sqlite/0001_log.sql", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Schema.Scripts("evaluation", "sqlite").Select(s => s.Name), Applied(file.Db).Select(a => a.Split(' ')[0]));
    }

    private static List<string> Names(string side, string engine) => [.. Schema.Scripts(side, engine).Select(s => s.Name.Split('/')[^1])];

    private static List<string> Applied(Database db)
    {
        using var connection = db.OpenAsync(CancellationToken.None).GetAwaiter().GetResult();
        return [.. connection.Query<string>(AppliedSql)];
    }
}
