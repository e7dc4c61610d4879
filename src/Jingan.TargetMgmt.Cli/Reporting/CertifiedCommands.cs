using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm certified</c>: what the certifying unit 认定单位 says of quantities.</summary>
internal static class CertifiedCommands
{
    private sealed record Item(string Period, Certified Certified);

    private sealed record Certified(
        string Unit, long Revision, JsonElement Value, bool Late, LogEntryRef Entry, string? AsOf = null,
        string? Source = null, string? Reason = null);

    public static Command CreateSubmit(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var target = CliOption.Target(required: true);
        var period = CliOption.Period();
        var value = CliOption.Of(
            "--value", new("认定的累计或当前数值", "the value to date, as certified"), "number", required: true)
            .Checked(ReportOptions.IsPlainDecimal, ReportOptions.NotPlain);
        var asOf = CliOption.Of("--as-of", new("数值截至哪一日", "the day that it stood at that"), "date")
            .Checked(CliOption.IsDate, new("须为 2018-06-30 的形式", "must look like 2018-06-30"));
        var note = CliOption.Of("--note", new("说明", "what to add"), "text");
        var source = CliOption.Of("--source", new("数据出处", "where the value is from"), "text");
        var reason = CliOption.Of("--reason", new("更正此前认定的理由", "why what was certified before is corrected"), "text");
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(
            "submit", new("认定一项目标的数值（认定单位）", "certify a target's value (for certifying units)"), target, period, value,
            asOf, note, source, reason, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var body = new JsonObject
            {
                ["period"] = parsed.GetRequiredValue(period),
                ["value"] = JsonNode.Parse(parsed.GetRequiredValue(value)), // its digits as they were typed
            };
            foreach (var (name, option) in (IEnumerable<(string, Option<string>)>)[
                ("asOf", asOf), ("note", note), ("source", source), ("reason", reason)])
            {
                if (parsed.GetValue(option) is { } given)
                {
                    body[name] = given;
                }
            }

            using var client = server.Connect(parsed, terminal);
            var id = parsed.GetRequiredValue(target);
            var answer = await client.PostAsync($"targets/{id}/certified-values", body, parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(
                terminal, new Text($"认定值：{id} {body["period"]}", $"certified value: {id} {body["period"]}"));
        });
        return command;
    }

    public static Command CreateList(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var target = CliOption.Target(required: true);
        var command = CliOption.Command(
            "list", new("列出一项目标的认定值", "list what was certified on a target"), target, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var nodes = await client.ListAsync($"targets/{parsed.GetRequiredValue(target)}/certified-values?", ct)
                .ToListAsync(ct);
            if (terminal.IsJson)
            {
                terminal.WriteList(nodes);
                return ExitCode.Done;
            }

            string[] header =
            [
                new Text("序号", "index").Current, new Text("填报期", "period").Current, new Text("单位", "unit").Current,
                new Text("修订", "revision").Current, new Text("认定值", "value").Current,
                new Text("截至", "as of").Current, new Text("关闭后", "late").Current, new Text("出处", "source").Current,
                new Text("更正理由", "reason").Current,
            ];
            Table.Write(terminal, header, nodes.Select(ServerJson.Read<Item>).Select(i => (string[])
            [
                $"{i.Certified.Entry.Index}", i.Period, i.Certified.Unit, $"{i.Certified.Revision}",
                $"{i.Certified.Value}", i.Certified.AsOf ?? "-",
                i.Certified.Late ? new Text("是", "yes").Current : "-", i.Certified.Source ?? "-",
                i.Certified.Reason ?? "-",
            ]));
            return ExitCode.Done;
        });
        return command;
    }
}
