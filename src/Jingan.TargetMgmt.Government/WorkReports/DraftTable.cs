using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>A draft as a table: the columns of the targets' import, empty where the report does not say, and behind
/// them what helps to correct it. The import passes over those.</summary>
internal static class DraftTable
{
    private static readonly string[] Header =
    [
        "编号", "年度", "层级", "上级目标", "领域", "目标", "要求", "性质", "类型", "计量单位", "基期值", "目标值", "以市下达为准", "方向",
        "累计方式", "节点", "牵头单位", "配合单位", "来源", .. TargetForm.DraftNotes,
    ];

    public static IResult ToResult(TargetDraft draft) =>
        Csv.ToResult("targets-draft.csv", Header, draft.Targets.Select(t => CellsOf(t, draft.Year))
            .Concat(draft.Note is { } note ? [NoteRow(note)] : []));

    // Where a person who corrects the draft looks anyway.
    private static object?[] NoteRow(string note) =>
        [.. Header.Select(h => h == TargetForm.DraftNotes[1] ? note : null)];

    private static object?[] CellsOf(ProposedTarget target, int? year) =>
    [
        null, year, target.Level == TargetLevel.Overall ? "总体" : null, null, target.Field, target.Title, null, null,
        target.Kind switch { TargetKind.Quantitative => "定量", TargetKind.Milestone => "节点", _ => "定性" },
        target.UnitOfMeasure, target.Baseline, target.TargetValue, target.Provisional ? "是" : null,
        target.Direction switch
        {
            Direction.Increase => "上升", Direction.Decrease => "下降", Direction.NotExceed => "不超过",
            Direction.Maintain => "不低于", _ => null,
        },
        target.Aggregation switch { Aggregation.Cumulative => "累计", Aggregation.Latest => "时点", _ => null },
        target.Nodes is { } nodes ? string.Join('\n', nodes.Select((n, i) => NodeOf(n, i + 1))) : null,
        null, null, SourceOf(target.Place, year),
        target.Certainty switch { Certainty.High => "高", Certainty.Medium => "中", _ => "低" },
        string.Join('；', target.Reasons ?? []), target.ComparedWith, target.Sentence, target.Place.Paragraph,
        target.Place.Offset,
    ];

    // As the import takes it, and without a day where nobody said one.
    private static string NodeOf(ProposedNode node, int number)
    {
        var title = FormulaMark.PutOn(node.Title.Replace('|', '｜'));
        return string.Create(CultureInfo.InvariantCulture,
            $"N{number}|{title}{(node.Due is { } due ? $"|{due:yyyy-MM-dd}" : "")}");
    }

    private static string SourceOf(ReportPlace place, int? year)
    {
        var report = year is { } its ? $"{its.ToString(CultureInfo.InvariantCulture)}年政府工作报告" : "政府工作报告";
        return place.Section.Length > 0 && place.Section.Length < 400
            ? $"{report} {place.Section} 第{place.Paragraph.ToString(CultureInfo.InvariantCulture)}段"
            : $"{report} 第{place.Paragraph.ToString(CultureInfo.InvariantCulture)}段";
    }
}
