using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm remark</c>: the office's remarks 区府办意见 on reports, and how the units answered.</summary>
internal static class RemarkCommands
{
    private static readonly string[] Codes = ["unclear", "evidenceMissing", "wrongPeriod", "other"];

    private static readonly string[] States = ["open", "answered"];

    private sealed record Item(
        long Index, string TargetId, string Period, string Unit, long Revision, string Code, string Text,
        Answered? Answer = null);

    private sealed record Answered(long Revision);

    public static Command CreateAdd(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var target = CliOption.Target(required: true);
        var period = CliOption.Period();
        var unit = Unit(required: true);
        var revision = CliOption.Of(
            "--revision", new("修订号，须为最新的一次", "the revision, which must be the newest"), "number", required: true)
            .Checked(CliOption.IsIndex, new("须为修订号", "must be a revision"));
        var code = CliOption.Of("--code", new("意见类别", "what kind of remark"), "code", required: true);
        code.AcceptOnlyFromAmong(Codes);
        var text = CliOption.Of("--text", new("意见内容", "what to say"), "text", required: true);
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(
            "add", new("对一项填报提出意见（区府办）", "remark on a unit's report (for the district office)"), target, period, unit,
            revision, code, text, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var body = new JsonObject
            {
                ["period"] = parsed.GetRequiredValue(period), ["unit"] = parsed.GetRequiredValue(unit),
                ["revision"] = JsonNode.Parse(parsed.GetRequiredValue(revision)),
                ["code"] = parsed.GetRequiredValue(code), ["text"] = parsed.GetRequiredValue(text),
            };
            using var client = server.Connect(parsed, terminal);
            var id = parsed.GetRequiredValue(target);
            var answer = await client.PostAsync($"targets/{id}/remarks", body, parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(
                terminal, new Text($"意见：{id} {body["period"]}", $"remark: {id} {body["period"]}"));
        });
        return command;
    }

    public static Command CreateList(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var period = CliOption.Period(required: false);
        var unit = Unit(required: false);
        var target = CliOption.Target(required: false);
        var state = CliOption.Of("--state", new("open 或 answered", "open or answered"), "state");
        state.AcceptOnlyFromAmong(States);
        var command = CliOption.Command(
            "list", new("列出意见及答复", "list the remarks, with their answers"), period, unit, target, state, server.Server,
            server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var asked = string.Join('&', ((Option<string>[])[period, unit, target, state])
                .Where(o => parsed.GetValue(o) is not null)
                .Select(o => $"{o.Name[2..]}={Uri.EscapeDataString(parsed.GetRequiredValue(o))}"));
            var nodes = await client.ListAsync($"remarks?{asked}", ct).ToListAsync(ct);
            if (terminal.IsJson)
            {
                terminal.WriteList(nodes);
                return ExitCode.Done;
            }

            string[] header =
            [
                new Text("序号", "index").Current, new Text("填报期", "period").Current, new Text("目标", "target").Current,
                new Text("单位", "unit").Current, new Text("修订", "revision").Current, new Text("类别", "code").Current,
                new Text("意见", "remark").Current, new Text("答复", "answer").Current,
            ];
            Table.Write(terminal, header, nodes.Select(ServerJson.Read<Item>).Select(i => (string[])
            [
                $"{i.Index}", i.Period, i.TargetId, i.Unit, $"{i.Revision}", i.Code, i.Text,
                i.Answer is { } answer
                    ? new Text($"第 {answer.Revision} 次修订", $"revision {answer.Revision}").Current
                    : new Text("待答复", "open").Current,
            ]));
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string> Unit(bool required) =>
        CliOption.Of("--unit", new("单位代码", "the unit's code"), "code", required);
}
