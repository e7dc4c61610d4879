using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary><c>jtm migrate</c>: brings one side's schema up to date, with the login that may make tables.
/// The service's own login may not.</summary>
internal static class Migrate
{
    public static Command Create(CommandConsole terminal)
    {
        var side = CliOption.Of("--side", new("哪一侧的数据库", "whose database"), "government|evaluation", required: true)
            .AcceptOnlyFromAmong("government", "evaluation");
        var engine = CliOption.Of("--engine", new("数据库引擎，默认 sqlserver", "the engine, sqlserver unless told"),
            "sqlserver|sqlite").AcceptOnlyFromAmong("sqlserver", "sqlite");
        var file = DatabaseConnection.Option();
        var command = CliOption.Command("migrate",
            new("把一侧数据库的结构升到本程序的版本", "bring the schema of a side's database up to this program's"), side, engine, file);
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(side), SqlDialect.FromName(parsed.GetValue(engine) ?? SqlDialect.SqlServer.Name),
            DatabaseConnection.Read(parsed.GetValue(file), terminal), terminal));
        return command;
    }

    private static int Run(string side, SqlDialect dialect, string connectionString, CommandConsole terminal)
    {
        OwnerOnlyData.SetUmask();
        try
        {
            Show(side, Apply(side, dialect, connectionString), terminal);
            return ExitCode.Done;
        }
        catch (SchemaException refused)
        {
            throw ClientException.Refused(refused.Reason);
        }
        catch (Exception outage) when (DatabaseConnection.Failure(outage) is { } failure)
        {
            throw failure;
        }
    }

    // A file that root makes is left to whose the folder is: the service goes on with it. What SQLite keeps beside a
    // file it leaves to the file's owner itself.
    private static IReadOnlyList<string> Apply(string side, SqlDialect dialect, string connectionString)
    {
        var migration = new SchemaMigration(side, dialect, connectionString);
        if (dialect.FileOf(connectionString) is not { } file)
        {
            return migration.Apply();
        }

        var owner = DataOwner.Of([file, DataOwner.NearestTo(Path.GetDirectoryName(file)!)]);
        try
        {
            return migration.Apply();
        }
        finally
        {
            owner.Take(file);
        }
    }

    private static void Show(string side, IReadOnlyList<string> applied, CommandConsole terminal)
    {
        if (terminal.IsJson)
        {
            terminal.Write(new JsonObject
            {
                ["side"] = side,
                ["applied"] = new JsonArray([.. applied.Select(name => (JsonNode)name)]),
            });
            return;
        }

        terminal.Write(applied.Count == 0
            ? new Text($"{side}：已是最新，没有改动。", $"{side}: up to date, nothing was changed.")
            : new Text($"{side}：已执行 {string.Join("、", applied)}。", $"{side}: applied {string.Join(", ", applied)}."));
    }
}
