using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm waiting</c>: who waits for whom 等候, and the answers of who is waited for.</summary>
internal static class WaitingCommands
{
    private static readonly string[] States = ["open", "answered"];

    private sealed record Matter(
        long Progress, int Item, string TargetId, string Period, string Unit, string OnUnit, string Since, string What,
        Answered? Answer = null);

    private sealed record Answered(bool Done, string Text, string? ExpectedOn = null);

    public static Command CreateAnswer(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var progress = Number("--progress", new("填报在政府日志中的序号", "log index of the report that waits"));
        var item = Number("--item", new("在该填报中的序号", "its number within the report"));
        var text = CliOption.Of("--text", new("答复内容", "what to say"), "text", required: true);
        var done = CliOption.Flag("--done", new("已办结", "what was waited for is there"));
        var expected = CliOption.Of("--expected-on", new("预计何日", "the day it will be there"), "yyyy-MM-dd");
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(
            "answer", new("答复等候本单位的单位", "answer a unit that waits for yours"), progress, item, text, done, expected,
            dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var body = new JsonObject { ["text"] = parsed.GetRequiredValue(text) };
            if (parsed.GetValue(done))
            {
                body["done"] = true;
            }

            if (parsed.GetValue(expected) is { } day)
            {
                body["expectedOn"] = day;
            }

            using var client = server.Connect(parsed, terminal);
            var at = $"{parsed.GetRequiredValue(progress)}/{parsed.GetRequiredValue(item)}";
            var answer = await client.PostAsync($"waiting/{at}/answers", body, parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(terminal, new Text($"答复：{at}", $"answer: {at}"));
        });
        return command;
    }

    public static Command CreateList(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var period = CliOption.Period(required: false);
        var unit = CliOption.Of("--unit", new("等候的单位", "the unit that waits"), "code");
        var onUnit = CliOption.Of("--on-unit", new("被等候的单位", "the unit waited for"), "code");
        var target = CliOption.Target(required: false);
        var state = CliOption.Of("--state", new("open 或 answered", "open or answered"), "state");
        state.AcceptOnlyFromAmong(States);
        var command = CliOption.Command(
            "list", new("列出谁在等候谁及答复", "list who waits for whom, with the answers"), period, unit, onUnit, target,
            state, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var asked = string.Join('&', ((IEnumerable<(string, Option<string>)>)
                [("period", period), ("unit", unit), ("onUnit", onUnit), ("target", target), ("state", state)])
                .Where(o => parsed.GetValue(o.Item2) is not null)
                .Select(o => $"{o.Item1}={Uri.EscapeDataString(parsed.GetRequiredValue(o.Item2))}"));
            var nodes = await client.ListAsync($"waiting?{asked}", ct).ToListAsync(ct);
            if (terminal.IsJson)
            {
                terminal.WriteList(nodes);
                return ExitCode.Done;
            }

            string[] header =
            [
                new Text("填报", "report").Current, new Text("项", "item").Current, new Text("填报期", "period").Current,
                new Text("目标", "target").Current, new Text("等候", "waits").Current, new Text("被等候", "for").Current,
                new Text("自", "since").Current, new Text("事项", "what").Current, new Text("答复", "answer").Current,
            ];
            Table.Write(terminal, header, nodes.Select(ServerJson.Read<Matter>).Select(i => (string[])
            [
                $"{i.Progress}", $"{i.Item}", i.Period, i.TargetId, i.Unit, i.OnUnit, i.Since, i.What, Words(i.Answer),
            ]));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Words(Answered? answer) => answer switch
    {
        null => new Text("待答复", "open").Current,
        { Done: true } => new Text($"已办结：{answer.Text}", $"done: {answer.Text}").Current,
        { ExpectedOn: { } day } => new Text($"预计 {day}：{answer.Text}", $"by {day}: {answer.Text}").Current,
        _ => answer.Text,
    };

    private static Option<string> Number(string name, Text description) =>
        CliOption.Of(name, description, "number", required: true)
            .Checked(CliOption.IsIndex, new("须为序号", "must be a number"));
}
