using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm extension list</c>: what units asked for and what the office answered.</summary>
internal static class ExtensionList
{
    private static readonly string[] States = ["open", "granted", "refused"];

    private sealed record Item(
        long Request, string Period, string Unit, string Reason, string State, string? TargetId = null,
        string? Until = null, Answered? Answer = null);

    private sealed record Answered(string Reason, string? Until = null);

    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var period = CliOption.Period(required: false);
        var unit = CliOption.Of("--unit", new("单位代码", "the unit's code"), "code");
        var state = CliOption.Of("--state", new("open、granted 或 refused", "open, granted or refused"), "state");
        state.AcceptOnlyFromAmong(States);
        var command = CliOption.Command(
            "list", new("列出延期申请及答复", "list the requests for an extension, with their answers"), period, unit, state,
            server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var asked = string.Join('&', ((Option<string>[])[period, unit, state])
                .Where(o => parsed.GetValue(o) is not null)
                .Select(o => $"{o.Name[2..]}={Uri.EscapeDataString(parsed.GetRequiredValue(o))}"));
            var nodes = await client.ListAsync($"extension-requests?{asked}", ct).ToListAsync(ct);

            if (terminal.IsJson)
            {
                terminal.WriteList(nodes);
                return ExitCode.Done;
            }

            string[] header =
            [
                new Text("序号", "index").Current, new Text("填报期", "period").Current, new Text("单位", "unit").Current,
                new Text("目标", "target").Current, new Text("希望延至", "asked until").Current,
                new Text("理由", "reason").Current, new Text("答复", "answer").Current,
            ];
            Table.Write(terminal, header, nodes.Select(ServerJson.Read<Item>).Select(i => (string[])
                [$"{i.Request}", i.Period, i.Unit, i.TargetId ?? "-", i.Until ?? "-", i.Reason, Said(i).Current]));
            return ExitCode.Done;
        });
        return command;
    }

    private static Text Said(Item item) => item.Answer switch
    {
        null => new("待答复", "open"),
        { Until: { } until } granted => new($"准予至 {until}：{granted.Reason}", $"until {until}: {granted.Reason}"),
        var refused => new($"不予延期：{refused.Reason}", $"refused: {refused.Reason}"),
    };
}
