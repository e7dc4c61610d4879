using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm todo</c>: what the caller has to do 待办, most urgent first.</summary>
internal static class TodoCommand
{
    private sealed record Item(
        string What, string Link, DateOnly? Until = null, int? WorkingDaysLeft = null, string? Draft = null);

    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var command = CliOption.Command(
            "todo", new("列出我的待办，最急的在前", "list what you have to do, most urgent first"), server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var nodes = await client.ListAsync("todo?", ct).ToListAsync(ct);
            if (terminal.IsJson)
            {
                terminal.WriteList(nodes);
                return ExitCode.Done;
            }

            string[] header =
            [
                new Text("最后一日", "until").Current, new Text("剩余工作日", "working days left").Current,
                new Text("草稿", "draft").Current, new Text("要办的事", "what").Current,
                new Text("办理之处", "where").Current,
            ];
            Table.Write(terminal, header, nodes.Select(ServerJson.Read<Item>).Select(i => (string[])
                [i.Until is { } day ? PeriodLines.DayOf(day) : "-", Left(i).Current, i.Draft ?? "-", i.What, i.Link]));
            return ExitCode.Done;
        });
        return command;
    }

    private static Text Left(Item item) => item.WorkingDaysLeft switch
    {
        null => new("-", "-"),
        < 0 and var left => new($"已过 {-left}", $"{-left} over"),
        var left => new($"{left}", $"{left}"),
    };
}
