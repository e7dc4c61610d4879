using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Webhooks;

/// <summary><c>jtm webhook</c>: the messages that receivers were sent, could not be sent, and are sent again.</summary>
internal static class WebhookCommands
{
    private static readonly string[] Sides = ["government", "evaluation"];

    private static readonly string[] States = ["waiting", "sent", "dead"];

    private sealed record Item(
        string Endpoint, string Id, string Type, string State, string MadeAt, long Attempts, string? NextAt = null,
        string? LastAnswer = null);

    public static Command CreateList(CommandConsole terminal)
    {
        var state = CliOption.Of("--state", new("waiting、sent 或 dead", "waiting, sent or dead"), "state");
        state.AcceptOnlyFromAmong(States);
        return Of("list", new("列出一侧的消息及其状态（管理员）", "list a side's messages and how they stand (for administrators)"),
            terminal, state);
    }

    public static Command CreateDead(CommandConsole terminal) => Of(
        "dead", new("列出已放弃的消息（管理员）", "list the messages that were given up (for administrators)"), terminal, null);

    public static Command CreateResend(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var side = Side();
        var endpoint = Endpoint(required: true);
        var id = CliOption.Of(
            "--id", new("消息编号，见 jtm webhook dead", "the message's id, see jtm webhook dead"), "id", required: true);
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(
            "resend", new("立即重新发送一条消息，编号不变（管理员）", "send a message again now, under the same id (for administrators)"),
            side, endpoint, id, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var path = $"webhooks/{parsed.GetValue(side) ?? Sides[0]}/messages/"
                + $"{Uri.EscapeDataString(parsed.GetRequiredValue(endpoint))}/"
                + $"{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/resend";
            var isDryRun = parsed.GetValue(dryRun);
            var answer = (await client.PostAsync(path, new JsonObject(), isDryRun, ct)).ToObject();
            if (terminal.IsJson)
            {
                terminal.Write(answer);
                return ExitCode.Done;
            }

            var message = ServerJson.Read<Item>(answer);
            terminal.Write(isDryRun
                ? new Text($"可以重新发送：{message.Endpoint} {message.Id}。仅作检查，未保存任何内容。",
                    $"may be sent again: {message.Endpoint} {message.Id}; checked only, nothing was stored.")
                : new Text($"即将重新发送：{message.Endpoint} {message.Id}。结果见 jtm webhook list。",
                    $"is sent again: {message.Endpoint} {message.Id}. jtm webhook list shows what came of it."));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Of(string name, Text description, CommandConsole terminal, Option<string>? state)
    {
        var server = new ServerOptions();
        var side = Side();
        var endpoint = Endpoint(required: false);
        var command = CliOption.Command(
            name, description,
            [side, endpoint, .. state is null ? [] : (Symbol[])[state], server.Server, server.Token]);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var ofState = (state is null ? "dead" : parsed.GetValue(state)) is { } only ? $"&state={only}" : "";
            var ofEndpoint = parsed.GetValue(endpoint) is { } of ? $"&endpoint={Uri.EscapeDataString(of)}" : "";
            var nodes = await client.ListAsync(
                $"webhooks/{parsed.GetValue(side) ?? Sides[0]}/messages?{ofEndpoint}{ofState}", ct).ToListAsync(ct);
            if (terminal.IsJson)
            {
                terminal.WriteList(nodes);
                return ExitCode.Done;
            }

            string[] header =
            [
                new Text("接收方", "endpoint").Current, new Text("编号", "id").Current, new Text("类型", "type").Current,
                new Text("状态", "state").Current, new Text("产生于（UTC）", "made at (UTC)").Current,
                new Text("次数", "attempts").Current, new Text("下次（UTC）", "next (UTC)").Current,
                new Text("最近答复", "last answer").Current,
            ];
            Table.Write(terminal, header, nodes.Select(ServerJson.Read<Item>).Select(m => (string[])
            [
                m.Endpoint, m.Id, m.Type, Said(m.State).Current, m.MadeAt, $"{m.Attempts}", m.NextAt ?? "-",
                m.LastAnswer ?? "-",
            ]));
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string> Side()
    {
        var side = CliOption.Of(
            "--side", new("government（默认）或 evaluation", "government (by default) or evaluation"), "side");
        side.AcceptOnlyFromAmong(Sides);
        return side;
    }

    private static Option<string> Endpoint(bool required) =>
        CliOption.Of("--endpoint", new("接收方的名称", "the endpoint's name"), "name", required);

    private static Text Said(string state) => state switch
    {
        "waiting" => new("待发", "waiting"),
        "sent" => new("已收", "taken"),
        "dead" => new("已放弃", "given up"),
        _ => new(state, state),
    };
}
