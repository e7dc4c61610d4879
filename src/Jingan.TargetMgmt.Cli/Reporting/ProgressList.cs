using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm progress list</c> and <c>jtm progress missing</c>: what is owed for a period, and what was
/// filed.</summary>
internal static class ProgressList
{
    private static readonly string[] States = ["onTime", "late", "notReported"];

    private sealed record Item(string TargetId, string Title, string Unit, bool IsLead, string State);

    public static Command Create(CommandConsole terminal)
    {
        var state = CliOption.Of("--state", new("onTime、late 或 notReported", "onTime, late or notReported"), "state");
        state.AcceptOnlyFromAmong(States);
        return Of("list", new("列出一期应报的填报及其状态", "list the reports that a period owes, and how they stand"),
            terminal, state);
    }

    public static Command CreateMissing(CommandConsole terminal) =>
        Of("missing", new("列出一期尚未填报的", "list what a period still owes"), terminal, null);

    private static Command Of(string name, Text description, CommandConsole terminal, Option<string>? state)
    {
        var server = new ServerOptions();
        var period = CliOption.Period();
        var unit = CliOption.Of("--unit", new("单位代码", "the unit's code"), "code");
        var command = CliOption.Command(
            name, description, [period, unit, .. state is null ? [] : (Symbol[])[state], server.Server, server.Token]);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var asked = (state is null ? "notReported" : parsed.GetValue(state)) is { } only ? $"&state={only}" : "";
            var ofUnit = parsed.GetValue(unit) is { } code ? $"&unit={Uri.EscapeDataString(code)}" : "";
            var nodes = await client.ListAsync($"progress?period={parsed.GetRequiredValue(period)}{ofUnit}{asked}", ct)
                .ToListAsync(ct);
            if (terminal.IsJson)
            {
                terminal.WriteList(nodes);
                return ExitCode.Done;
            }

            string[] header =
            [
                new Text("目标", "target").Current, new Text("单位", "unit").Current, new Text("状态", "state").Current,
                new Text("标题", "title").Current,
            ];
            Table.Write(terminal, header, nodes.Select(ServerJson.Read<Item>).Select(i => (string[])
                [i.TargetId, Part(i).Current, Said(i.State).Current, i.Title]));
            return ExitCode.Done;
        });
        return command;
    }

    private static Text Part(Item item) =>
        item.IsLead ? new($"{item.Unit}（牵头）", $"{item.Unit} (lead)") : new(item.Unit, item.Unit);

    private static Text Said(string state) => state switch
    {
        "onTime" => new("按时", "on time"),
        "late" => new("迟报", "late"),
        _ => new("未报", "not reported"),
    };
}
