using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm period list</c>: the periods with their dates, by code.</summary>
internal static class PeriodCommands
{
    public static Command List(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var year = CliOption.Year(new("年度；缺省为全部", "year; all without it"));
        var command = CliOption.Command(
            "list", new("列出填报期", "list the reporting periods"), year, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var query = parsed.GetValue(year) is { } one ? $"year={one}" : "";
            var periods = await client.ListAsync($"periods?{query}", ct).ToListAsync(ct);

            if (terminal.IsJson)
            {
                terminal.WriteList(periods);
                return ExitCode.Done;
            }

            Table.Write(
                terminal, [.. PeriodLines.Header, new Text("状态", "state").Current],
                periods.Select(p => (string[])[.. PeriodLines.Of(p), StateOf(p)]));
            return ExitCode.Done;
        });
        return command;
    }

    private static string StateOf(JsonNode period) =>
        (period["marks"]?["closed"] is not null ? new Text("已关闭", "closed")
            : (bool?)period["isOpen"] == true ? new("填报中", "open")
            : new("未开始", "not open yet")).Current;
}
