using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>The further members of a refusal in words: what is in the way, and what to go by.</summary>
internal static class RefusalMembers
{
    private static readonly Dictionary<string, Text> Words = new()
    {
        ["targets"] = new("目标", "targets"), ["targetId"] = new("目标", "target"),
        ["ratings"] = new("评定（评估日志序号）", "ratings (evaluation log)"),
        ["index"] = new("评估日志序号", "evaluation log entry"),
        ["rating"] = new("第一次评定（评估日志序号）", "first mark (evaluation log)"),
        ["supersedes"] = new("您要替代的评定（评估日志序号）", "rating that yours replaces (evaluation log)"),
        ["withoutSecondMark"] = new("未复评的目标", "targets without a second mark"),
        ["unit"] = new("单位", "unit"), ["period"] = new("填报期", "period"),
        ["owed"] = new("应填报的填报期", "period that is owed"),
        ["frequency"] = new("填报频次", "reporting frequency"), ["whoCanExtend"] = new("可准予延期者", "who can extend it"),
        ["whereToAsk"] = new("延期申请处", "where to ask for it"),
        ["request"] = new("申请（政府日志序号）", "request (government log)"),
        ["answer"] = new("答复", "answer"), ["remark"] = new("意见（政府日志序号）", "remark (government log)"),
        ["revision"] = new("修订", "revision"), ["entry"] = new("记录（政府日志序号）", "entry (government log)"),
        ["issuableFrom"] = new("最迟可出具日", "report may be issued from"),
        ["suggested"] = new("系统的建议颜色", "the service's suggestion"), ["class"] = new("系统的分类", "the service's class"),
        ["targetVersion"] = new("应评的目标版本", "version to be judged"), ["basis"] = new("应依据的填报", "report to be judged"),
        ["differing"] = new("不符的统计项", "figures that differ"),
        ["statistics"] = new("系统的统计", "the service's figures"), ["unchecked"] = new("未检查的行数", "rows not looked at"),
        ["moreErrors"] = new("未列出的问题数", "problems not listed"),
        ["fingerprint"] = new("令牌指纹", "token's fingerprint"), ["log"] = new("日志", "log"),
        ["taken"] = new("可上传的类型", "types that are taken"), ["offset"] = new("已收到的字节数", "bytes that are there"),
        ["uploads"] = new("未完成的上传", "open uploads"), ["orderedBy"] = new("决定移除者", "ordered by"),
        ["reason"] = new("理由", "reason"), ["removedAt"] = new("移除时间", "removed at"),
        ["findings"] = new("发现", "findings"),
    };

    public static void Write(JsonObject problem, IReadOnlySet<string> saidAlready, CommandConsole terminal)
    {
        foreach (var (name, value) in problem.Where(member => !saidAlready.Contains(member.Key)))
        {
            var word = WordOf(name);
            var shown = Show(value);
            terminal.WriteDetail(new Text($"{word.Zh}：{shown}", $"{word.En}: {shown}").Current);
        }
    }

    // Of a long list the service tells the beginning, and how many more there are ("moreTargets").
    private static Text WordOf(string name) => Words.TryGetValue(name, out var word) ? word
        : name.StartsWith("more", StringComparison.Ordinal)
            && Words.TryGetValue(JsonNamingPolicy.CamelCase.ConvertName(name[4..]), out var listed)
            ? new($"{listed.Zh}，未列出的还有", $"{listed.En}, more of them")
        : new(name, name);

    private static string Show(JsonNode? value) => value switch
    {
        null => "-",
        JsonValue => value.ToString(),
        JsonObject period when period["code"] is { } code => code.ToString(),
        JsonObject entry when entry["leafHash"] is not null => $"{entry["log"]} {entry["index"]}",
        JsonArray list when list.All(item => item is JsonValue) =>
            string.Join(new Text("、", ", ").Current, list.Select(item => item!.ToString())),
        _ => value.ToJsonString(WireJson.Options),
    };
}
