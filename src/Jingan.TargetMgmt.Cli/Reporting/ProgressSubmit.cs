using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm progress submit</c>: one progress report 进展填报.</summary>
internal static partial class ProgressSubmit
{
    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var target = CliOption.Target(required: true);
        var period = CliOption.Period();
        var value = CliOption.Of("--value", new("至今累计或当前数值，如 3.10", "value to date, such as 3.10"), "number")
            .Checked(IsPlainDecimal, NotPlain);
        var node = new Option<string[]>("--node")
        {
            HelpName = "code=date",
            Description = new Text(
                "节点及完成日，如 N1=2018-05-30；可多次给出",
                "a node and the day it was done, such as N1=2018-05-30; may be repeated").Current,
        };
        node.Validators.Add(result =>
        {
            foreach (var text in (result.GetValueOrDefault<string[]>() ?? []).Where(text => !IsNode(text)))
            {
                result.AddError(new Text($"--node 须为 代码=日期：{text}", $"--node must be code=date: {text}").Current);
            }
        });
        var noChange = CliOption.Flag("--no-change", new("本期无变化", "nothing changed in this period"));
        var narrative = CliOption.Of("--narrative", new("进展说明", "what was done"), "text", required: true);
        var signatory = CliOption.Of("--signatory", new("负责人", "the responsible person"), "name", required: true);
        var difficulties = CliOption.Of("--difficulties", new("困难与问题", "what stands in the way"), "text");
        var nextSteps = CliOption.Of("--next-steps", new("下一步工作", "what comes next"), "text");
        var selfColour = CliOption.Of("--self-colour", new("自评颜色代码", "the unit's own colour claim, a code"), "code");
        var answers = new Option<string[]>("--answers-remark")
        {
            HelpName = "index",
            Description = new Text(
                "所答复意见的日志序号，见 jtm remark list；可多次给出",
                "log index of a remark that it answers, see jtm remark list; may be repeated").Current,
        };
        answers.Validators.Add(result =>
        {
            foreach (var text in (result.GetValueOrDefault<string[]>() ?? []).Where(text => !CliOption.IsIndex(text)))
            {
                result.AddError(new Text(
                    $"--answers-remark 须为日志序号：{text}", $"--answers-remark must be a log index: {text}").Current);
            }
        });
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command("submit", new("提交一项目标的进展填报", "file a progress report on a target"),
            target, period, value, node, noChange, narrative, signatory, difficulties, nextSteps, selfColour, answers,
            dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var body = new JsonObject { ["period"] = parsed.GetRequiredValue(period) };

            // Parsed, not converted: the digits arrive as they were typed.
            AddIfGiven(body, "value", parsed.GetValue(value) is { } number ? JsonNode.Parse(number) : null);
            AddIfGiven(body, "nodes", parsed.GetValue(node) is { Length: > 0 } nodes
                ? new JsonArray([.. nodes.Select(ToNode)])
                : null);
            AddIfGiven(body, "noChange", parsed.GetValue(noChange) ? true : null);
            body["narrative"] = parsed.GetRequiredValue(narrative);
            AddIfGiven(body, "difficulties", parsed.GetValue(difficulties));
            AddIfGiven(body, "nextSteps", parsed.GetValue(nextSteps));
            AddIfGiven(body, "selfColour", parsed.GetValue(selfColour));
            AddIfGiven(body, "answersRemarks", parsed.GetValue(answers) is { Length: > 0 } remarks
                ? new JsonArray([.. remarks.Select(r => JsonNode.Parse(r))])
                : null);
            body["signatory"] = parsed.GetRequiredValue(signatory);

            using var client = server.Connect(parsed, terminal);
            var id = parsed.GetRequiredValue(target);
            var answer = await client.PostAsync(
                $"targets/{id}/progress", body, parsed.GetValue(dryRun), ct);
            return answer.ReportWrite(
                terminal, new Text($"进展填报：{id} {body["period"]}", $"progress report: {id} {body["period"]}"));
        });
        return command;
    }

    /// <summary>What is said of a number in another spelling.</summary>
    public static Text NotPlain => new("须为普通小数（不用逗号或指数）", "must be a plain decimal (no comma, no exponent)");

    /// <summary>Whether it is digits and perhaps a point, as every figure is typed.</summary>
    public static bool IsPlainDecimal(string text) => PlainDecimal().IsMatch(text);

    private static void AddIfGiven(JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }

    private static bool IsNode(string text) =>
        text.LastIndexOf('=') is > 0 and var at && CliOption.IsDate(text[(at + 1)..]);

    private static JsonObject ToNode(string text)
    {
        var at = text.LastIndexOf('=');
        return new() { ["code"] = text[..at], ["doneOn"] = text[(at + 1)..] };
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?\z")]
    private static partial Regex PlainDecimal();
}
