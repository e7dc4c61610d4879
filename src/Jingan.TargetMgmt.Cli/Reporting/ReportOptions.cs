using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary>The options of what a unit says of a target, in a report or in a draft of one.</summary>
internal sealed partial class ReportOptions
{
    private readonly Option<string> _value =
        CliOption.Of("--value", new("至今累计或当前数值，如 3.10", "value to date, such as 3.10"), "number")
            .Checked(IsPlainDecimal, NotPlain);

    private readonly Option<string[]> _node = new("--node")
    {
        HelpName = "code=date",
        Description = new Text(
            "节点及完成日，如 N1=2018-05-30；可多次给出",
            "a node and the day it was done, such as N1=2018-05-30; may be repeated").Current,
    };

    private readonly Option<bool> _noChange =
        CliOption.Flag("--no-change", new("本期无变化", "nothing changed in this period"));

    private readonly Option<string> _narrative;

    private readonly Option<string> _difficulties =
        CliOption.Of("--difficulties", new("困难与问题", "what stands in the way"), "text");

    private readonly Option<string> _nextSteps =
        CliOption.Of("--next-steps", new("下一步工作", "what comes next"), "text");

    private readonly Option<string> _selfColour =
        CliOption.Of("--self-colour", new("自评颜色代码", "the unit's own colour claim, a code"), "code");

    private readonly Option<string[]> _answers = new("--answers-remark")
    {
        HelpName = "index",
        Description = new Text(
            "所答复意见的日志序号，见 jtm remark list；可多次给出",
            "log index of a remark that it answers, see jtm remark list; may be repeated").Current,
    };

    public ReportOptions(bool isComplete)
    {
        _answers.Validators.Add(result =>
        {
            foreach (var text in (result.GetValueOrDefault<string[]>() ?? []).Where(text => !CliOption.IsIndex(text)))
            {
                result.AddError(new Text(
                    $"--answers-remark 须为日志序号：{text}", $"--answers-remark must be a log index: {text}").Current);
            }
        });
        _narrative = CliOption.Of("--narrative", new("进展说明", "what was done"), "text", required: isComplete);
        _node.Validators.Add(result =>
        {
            foreach (var text in (result.GetValueOrDefault<string[]>() ?? []).Where(text => !IsNode(text)))
            {
                result.AddError(new Text($"--node 须为 代码=日期：{text}", $"--node must be code=date: {text}").Current);
            }
        });
    }

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All =>
        [_value, _node, _noChange, _narrative, _difficulties, _nextSteps, _selfColour, _answers];

    /// <summary>What is said of a number in another spelling.</summary>
    public static Text NotPlain => new("须为普通小数（不用逗号或指数）", "must be a plain decimal (no comma, no exponent)");

    /// <summary>Whether it is digits and perhaps a point, as every figure is typed.</summary>
    public static bool IsPlainDecimal(string text) => PlainDecimal().IsMatch(text);

    /// <summary>Puts what was given into a body.</summary>
    public void AddTo(JsonObject body, ParseResult parsed)
    {
        // Parsed, not converted: the digits arrive as they were typed.
        AddIfGiven(body, "value", parsed.GetValue(_value) is { } number ? JsonNode.Parse(number) : null);
        AddIfGiven(body, "nodes", parsed.GetValue(_node) is { Length: > 0 } nodes
            ? new JsonArray([.. nodes.Select(ToNode)])
            : null);
        AddIfGiven(body, "noChange", parsed.GetValue(_noChange) ? true : null);
        AddIfGiven(body, "narrative", parsed.GetValue(_narrative));
        AddIfGiven(body, "difficulties", parsed.GetValue(_difficulties));
        AddIfGiven(body, "nextSteps", parsed.GetValue(_nextSteps));
        AddIfGiven(body, "selfColour", parsed.GetValue(_selfColour));
        AddIfGiven(body, "answersRemarks", parsed.GetValue(_answers) is { Length: > 0 } remarks
            ? new JsonArray([.. remarks.Select(r => JsonNode.Parse(r))])
            : null);
    }

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
