using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm progress draft</c>: a unit's drafts 草稿. The operator saves them, who signs for the unit submits
/// them.</summary>
internal static class DraftCommands
{
    private sealed record Item(
        string TargetId, string Title, string Period, string Operator, string SavedAt, string Etag);

    private sealed record Fault(string Message, string? Pointer = null);

    public static Command Create(CommandConsole terminal) => CliOption.Command(
        "draft", new("草稿：经办人保存，签发人提交", "drafts: the operator saves them, the signatory submits them"),
        CreateSave(terminal), CreateList(terminal), CreateSign(terminal));

    private static Command CreateSave(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var target = CliOption.Target(required: true);
        var period = CliOption.Period();
        var report = new ReportOptions(isComplete: false);
        var command = CliOption.Command(
            "save", new("保存一份草稿，覆盖先前的", "save a draft over the one before"),
            [target, period, .. report.All, server.Server, server.Token]);
        command.SetAction(async (parsed, ct) =>
        {
            var body = new JsonObject();
            report.AddTo(body, parsed);
            using var client = server.Connect(parsed, terminal);
            var answer = (await client.PutAsync(
                $"targets/{parsed.GetRequiredValue(target)}/drafts/{parsed.GetRequiredValue(period)}",
                Encoding.UTF8.GetBytes(body.ToJsonString(WireJson.Options)), ct)).ToObject();
            if (terminal.IsJson)
            {
                terminal.Write(answer);
                return ExitCode.Done;
            }

            var draft = ServerJson.Read<Item>(answer["draft"] ?? throw ServerJson.NotUnderstood("draft"));
            terminal.Write(new Text(
                $"草稿已保存：{draft.TargetId} {draft.Period}。提交之前只有本单位看得到。",
                $"draft saved: {draft.TargetId} {draft.Period}. Until it is submitted only your unit sees it."));
            foreach (var fault in (answer["faults"]?.AsArray() ?? []).Select(f => ServerJson.Read<Fault>(f!)))
            {
                terminal.Write(new Text($"  尚不能提交：{fault.Pointer} {fault.Message}",
                    $"  not to be submitted yet: {fault.Pointer} {fault.Message}"));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateList(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var period = CliOption.Period(required: false);
        var command = CliOption.Command(
            "list", new("列出本单位的草稿", "list your unit's drafts"), period, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var nodes = await DraftsAsync(client, parsed.GetValue(period), ct);
            if (terminal.IsJson)
            {
                terminal.WriteList(nodes);
                return ExitCode.Done;
            }

            string[] header =
            [
                new Text("目标", "target").Current, new Text("填报期", "period").Current,
                new Text("经办人", "operator").Current, new Text("保存于（UTC）", "saved at (UTC)").Current,
                new Text("标题", "title").Current,
            ];
            Table.Write(terminal, header, nodes.Select(ServerJson.Read<Item>).Select(i => (string[])
                [i.TargetId, i.Period, i.Operator, i.SavedAt, i.Title]));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateSign(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var period = CliOption.Period();
        var target = CliOption.Target(required: false);
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(
            "sign", new("签发并提交一期的草稿：全部，或一个目标的", "sign and submit a period's drafts: all, or one target's"),
            period, target, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var code = parsed.GetRequiredValue(period);
            var drafts = (await DraftsAsync(client, code, ct)).Select(ServerJson.Read<Item>)
                .Where(d => parsed.GetValue(target) is not { } one || d.TargetId == one).ToList();
            if (drafts.Count == 0)
            {
                throw ClientException.Refused(new(
                    $"{code} 没有可签发的草稿；先用 jtm progress draft save 保存。",
                    $"there is no draft to sign for {code}; save one with jtm progress draft save."));
            }

            var body = new JsonObject
            {
                ["drafts"] = new JsonArray([.. drafts.Select(d => new JsonObject
                {
                    ["targetId"] = d.TargetId, ["period"] = d.Period, ["etag"] = d.Etag,
                })]),
            };
            var answer = await client.PostAsync("drafts/submit", body, parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(
                terminal, new Text($"签发 {drafts.Count} 项：{code}", $"signed, {drafts.Count} of them: {code}"));
        });
        return command;
    }

    private static async Task<List<JsonNode>> DraftsAsync(ApiClient client, string? period, CancellationToken ct) =>
        await client.ListAsync($"drafts?{(period is null ? "" : "period=" + period)}", ct).ToListAsync(ct);
}
