using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary><c>jtm access list</c>: who may come in on a side, and who might before, as its log tells.</summary>
internal static class AccessList
{
    private static readonly string[] Sides = ["evaluation", "government"];

    /// <summary>A token on record.</summary>
    internal sealed record Item(
        long Index, string Name, string Role, string Fingerprint, string Until, string State, string? Unit = null,
        long? Ended = null);

    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var side = CliOption.Of("--side", new("evaluation（默认）或 government", "evaluation (by default) or government"),
            "side");
        side.AcceptOnlyFromAmong(Sides);
        var command = CliOption.Command(
            "list",
            new("列出日志所记的访问令牌（评估方、审计、管理员可看）",
                "list the access tokens on a side's record (for the evaluator, auditors and administrators)"),
            side, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var nodes = await NodesAsync(client, parsed.GetValue(side) ?? Sides[0], ct);
            if (terminal.IsJson)
            {
                terminal.WriteList(nodes);
                return ExitCode.Done;
            }

            string[] header =
            [
                new Text("序号", "index").Current, new Text("指纹", "fingerprint").Current, new Text("持有人", "name").Current,
                new Text("角色", "role").Current,
                new Text("单位", "unit").Current, new Text("有效至（UTC）", "until (UTC)").Current,
                new Text("状态", "state").Current,
            ];
            Table.Write(terminal, header, nodes.Select(ServerJson.Read<Item>).Select(i => (string[])
                [$"{i.Index}", i.Fingerprint[..12], i.Name, i.Role, i.Unit ?? "-", i.Until, StateOf(i).Current]));
            return ExitCode.Done;
        });
        return command;
    }

    public static async Task<IReadOnlyList<Item>> ReadAsync(ApiClient client, string side, CancellationToken ct) =>
        [.. (await NodesAsync(client, side, ct)).Select(ServerJson.Read<Item>)];

    private static ValueTask<List<JsonNode>> NodesAsync(ApiClient client, string side, CancellationToken ct) =>
        client.ListAsync($"../../logs/{side}/access?", ct).ToListAsync(ct);

    private static Text StateOf(Item item) => item.State switch
    {
        "inForce" => new("有效", "in force"),
        "notApproved" => new("待评估员批准", "waits for an assessor's approval"),
        "expired" => new("已过期", "expired"),
        _ => new($"第 {item.Ended} 条终止", $"ended by entry {item.Ended}"),
    };
}
