using System.CommandLine;
using System.Data.Common;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Cli.Commands;

/// <summary><c>jtm migrate</c>: brings one side's schema up to date, with the login that may make tables. The service's own login may not.</summary>
internal static class Migrate
{
    private const string Variable = "JTM_CONNECTION";

    public static Command Create(Terminal terminal)
    {
        var side = Opt.Of("--side", new("哪一侧的数据库", "whose database"), "government|evaluation", required: true).AcceptOnlyFromAmong("government", "evaluation");
        var engine = Opt.Of("--engine", new("数据库引擎，默认 sqlserver", "the engine, sqlserver unless told"), "sqlserver|sqlite").AcceptOnlyFromAmong("sqlserver", "sqlite");
        var file = Opt.File("--connection-file", new(
            $"存有连接字符串的文件；不给则读环境变量 {Variable}", $"a file that holds the connection string; without it, the environment variable {Variable}"));
        var command = Opt.Command("migrate", new("把一侧数据库的结构升到本程序的版本", "bring the schema of a side's database up to this program's"), side, engine, file);
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(side), SqlDialect.FromName(parsed.GetValue(engine) ?? SqlDialect.SqlServer.Name), ConnectionString(parsed.GetValue(file), terminal), terminal));
        return command;
    }

    // Never on the command line, where every account of the machine can read it.
    private static string ConnectionString(string? file, Terminal terminal) =>
        (file is null ? terminal.Variable(Variable) : File.ReadAllText(file).Trim()) is { Length: > 0 } text
            ? text
            : throw CommandFailure.Impossible(new(
                $"请用 --connection-file 或环境变量 {Variable} 给出连接字符串。", $"give the connection string in a file (--connection-file) or in {Variable}."));

    private static int Run(string side, SqlDialect dialect, string connectionString, Terminal terminal)
    {
        try
        {
            Show(side, new SchemaMigration(side, dialect, connectionString).Apply(), terminal);
            return ExitCode.Done;
        }
        catch (SchemaException refused)
        {
            throw CommandFailure.Refused(refused.Reason);
        }
        catch (DbException outage)
        {
            // SQL Server says a missing database in two lines: the second that the login failed.
            var (advice, said) = (SqlDialect.AdviceOn(outage), outage.Message.ReplaceLineEndings(" "));
            throw CommandFailure.Impossible(new($"无法打开数据库：{said} {advice.Zh}", $"the database cannot be opened: {said} {advice.En}"));
        }
        catch (ArgumentException bad)
        {
            throw CommandFailure.Impossible(new($"连接字符串有误：{bad.Message}", $"the connection string cannot be read: {bad.Message}"));
        }
    }

    private static void Show(string side, IReadOnlyList<string> applied, Terminal terminal)
    {
        if (terminal.IsJson)
        {
            terminal.Say(new JsonObject { ["side"] = side, ["applied"] = new JsonArray([.. applied.Select(name => (JsonNode)name)]) });
            return;
        }

        terminal.Say(applied.Count == 0
            ? new Text($"{side}：已是最新，没有改动。", $"{side}: up to date, nothing was changed.")
            : new Text($"{side}：已执行 {string.Join("、", applied)}。", $"{side}: applied {string.Join(", ", applied)}."));
    }
}
