using System.Text.Json;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Rating;

/// <summary>The worklist's codes and figures in words.</summary>
internal static class WorklistWords
{
    private const string None = "-";

    /// <summary>The state of a target in a period; a code of a newer service as it is.</summary>
    public static string State(string code) =>
        Enum.TryParse<TargetState>(code, ignoreCase: true, out var state) ? state.ToText().Current : code;

    public static string SecondMark(string? code) => code switch
    {
        null => None,
        "due" => new Text("待复评", "due").Current,
        "done" => new Text("已复评", "done").Current,
        _ => code,
    };

    /// <summary>The value to date against the plan and the year's value,
    /// or the nodes done and the worst that is overdue.</summary>
    public static string Figures(WorklistItem item)
    {
        var (inputs, target) = (item.Inputs, item.Facts?.Target);
        if (target?.Nodes is { Count: > 0 } nodes)
        {
            var done = item.Facts?.Report?.Nodes?.Count(n => n.DoneOn is not null) ?? 0;
            var overdue = inputs is { WorstNode: { } worst, OverdueDays: > 0 and var days }
                ? new Text($"，{worst} 逾期 {days} 天", $", {worst} overdue by {days} days").Current
                : "";
            return new Text($"节点 {done}/{nodes.Count}", $"nodes {done}/{nodes.Count}").Current + overdue;
        }

        if (inputs is null || (inputs.Actual ?? inputs.Planned ?? inputs.Target) is null)
        {
            return None;
        }

        var year = inputs.Target is { } value ? new Text($"（全年 {value}）", $" (year {value})").Current : "";
        return $"{Of(inputs.Actual)}/{Of(inputs.Planned)} {target?.UnitOfMeasure}".TrimEnd() + year;
    }

    /// <summary>What an assessor should know before judging.</summary>
    public static string Notes(WorklistItem item)
    {
        var report = item.Facts?.Report;
        List<Text> notes = [];
        if (report?.Timeliness == "late")
        {
            notes.Add(new("逾期填报", "filed late"));
        }

        if (report is { NoChange: true })
        {
            notes.Add(new("报无变化", "filed as no change"));
        }

        notes.AddRange((report?.Warnings ?? []).Select(w => new Text(w.Message, w.Code)));
        notes.AddRange((item.Inputs?.Flags ?? []).Select(flag => new Text(flag, flag)));
        if (item.AddedWhileRunning)
        {
            notes.Add(new("期中新增", "added while the period ran"));
        }

        if (item.Changed is { } changed)
        {
            notes.Add(new($"{(changed.SinceClose ? "关闭后" : "期中")}调整为第 {changed.TargetVersion} 版",
                $"version {changed.TargetVersion} since the {(changed.SinceClose ? "close" : "opening")}"));
        }

        notes.AddRange((item.SinceClose ?? [])
            .Select(later => new Text($"关闭后补报（政府日志第 {later.Report.Entry.Index} 条）",
                $"filed since the close (government entry {later.Report.Entry.Index})")));
        notes.AddRange((item.Certified ?? []).Select(Certified));
        if (item.Rating is { IsStale: true })
        {
            notes.Add(new("评定后又有填报", "reported again since it was rated"));
        }

        return string.Join(new Text("；", "; ").Current, notes.Select(n => n.Current));
    }

    private static Text Certified(WorklistCertified beside)
    {
        var (value, difference) = (beside.Certified, Of(beside.Difference));
        return new(
            $"{(value.Late ? "关闭后" : "")}认定 {value.Value}，与填报差 {difference}（政府日志第 {value.Entry.Index} 条）",
            $"certified {value.Value}{(value.Late ? " since the close" : "")}, {difference} from the claim (government "
                + $"entry {value.Entry.Index})");
    }

    private static string Of(JsonElement? figure) =>
        figure is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : None;
}
