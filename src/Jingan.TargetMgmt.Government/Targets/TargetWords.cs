namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>The office's words for what the interface has codes for.</summary>
internal static class TargetWords
{
    public static readonly IReadOnlyDictionary<string, string> Level = Of(
        ("overall", "总体 总体目标 区政府总体目标"), ("departmental", "部门 部门目标 部门工作目标"));

    public static readonly IReadOnlyDictionary<string, string> Nature = Of(
        ("binding", "约束性 约束性指标 约束性目标"), ("anticipated", "预期性 预期性指标 预期性目标"));

    public static readonly IReadOnlyDictionary<string, string> Kind = Of(
        ("quantitative", "定量 定量目标 定量指标"), ("milestone", "节点 节点目标 节点类"),
        ("qualitative", "定性 定性目标 定性指标"));

    public static readonly IReadOnlyDictionary<string, string> Direction = Of(
        ("increase", "上升 增加 增长 提高"), ("decrease", "下降 减少 降低"), ("notExceed", "不超过 控制在以内 不高于"),
        ("maintain", "不低于 保持"));

    public static readonly IReadOnlyDictionary<string, string> Aggregation = Of(
        ("cumulative", "累计 累计值"), ("latest", "时点 时点值 当期值 期末值"));

    public static readonly IReadOnlyDictionary<string, string> PlanShape = Of(
        ("linear", "线性 匀速"), ("step", "阶梯 分段"));

    public static readonly IReadOnlyDictionary<string, string> Frequency = Of(
        ("monthly", "每月 按月 月报"), ("quarterly", "每季度 每季 按季 季报"));

    /// <summary>The office's first word for a code; nothing for nothing.</summary>
    public static string? For(IReadOnlyDictionary<string, string> words, string? code) =>
        code is null ? null : words.First(w => w.Value == code).Key;

    private static Dictionary<string, string> Of(params ReadOnlySpan<(string Code, string Words)> codes)
    {
        Dictionary<string, string> words = [];
        foreach (var (code, its) in codes)
        {
            foreach (var word in its.Split(' '))
            {
                words.Add(word, code);
            }
        }

        return words;
    }
}
