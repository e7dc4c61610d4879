using System.CommandLine;
using System.Data.Common;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Dialects;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>The connection string of a command that goes to a side's database itself,
/// and what to say when that fails.</summary>
internal static class DatabaseConnection
{
    private const string Variable = "JTM_CONNECTION";

    public static Option<string> Option() => CliOption.File("--connection-file", new(
        $"存有连接字符串的文件；不给则读环境变量 {Variable}",
        $"a file that holds the connection string; without it, the environment variable {Variable}"));

    /// <summary>Never on the command line, where every account of the machine can read it.</summary>
    public static string Read(string? file, CommandConsole terminal) =>
        (file is null ? terminal.Variable(Variable) : InputFile.ReadText(file).Trim()) is { Length: > 0 } text
            ? text
            : throw ClientException.Impossible(new(
                $"请用 --connection-file 或环境变量 {Variable} 给出连接字符串。",
                $"give the connection string in a file (--connection-file) or in {Variable}."));

    /// <summary>The command's end when the database refuses, or the connection string is none;
    /// null for what is something else.</summary>
    public static ClientException? Failure(Exception failure) => failure switch
    {
        // SQL Server says a missing database in two lines: the second that the login failed.
        DbException outage when (SqlDialect.AdviceOn(outage),
            outage.Message.ReplaceLineEndings(" ")) is var (advice, said) => ClientException.Impossible(new(
            $"无法使用数据库：{said} {advice.Zh}", $"the database cannot be used: {said} {advice.En}")),
        ArgumentException bad => ClientException.Impossible(new(
            $"连接字符串有误：{bad.Message}", $"the connection string cannot be read: {bad.Message}")),
        _ => null,
    };
}
