using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Http;
using static Jingan.TargetMgmt.Reports.Views.PullUnits;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>The units as a table: a row per unit, and below them every target with its figures, by the unit that leads
/// it.</summary>
internal static class UnitsTable
{
    public static IResult ToResult(Response report, Palette palette, CsvFor reader) => reader.ToResult(
        $"units-{report.Period}.csv",
        report,
        [
            "单位代码", "单位", "类别", "牵头目标", "配合目标", .. report.Colours.Select(c => c.ToChinese()),
            .. TargetStatus.States.Select(s => s.ToChinese()),
            "应报", "已报", "按时", "逾期", "未填报份数", "完整率", "及时率", "最需关注的目标编号", "最需关注的目标", "其颜色或状态", "本单位填报", "更正",
        ],
        [
            .. report.Units.Select(row => CellsOf(row, report.Colours, reader)),
            [],
            [
                "单位代码", "单位", "所牵头目标的编号", "目标", "颜色或状态", "本单位填报", "数值", "目标值", "计量单位", "认定值", .. FigureColumns.Header,
            ],
            .. report.Units.SelectMany(row => row.Targets.Select(t => CellsOf(row, t, palette, reader))),
        ]);

    private static object?[] CellsOf(Row row, Member target, Palette palette, CsvFor reader) =>
    [
        row.Unit.Value, row.Name, target.TargetId.Value, target.Title,
        target.State?.ToChinese() ?? palette.NameOf(target.Colour!), target.Filed?.ToChinese(), target.Figures?.Value,
        target.Figures?.TargetValue, target.Figures?.UnitOfMeasure, target.Figures?.Certified,
        .. FigureColumns.Of(target, palette, reader),
    ];

    private static object?[] CellsOf(Row row, IReadOnlyList<SchemeColour> colours, CsvFor reader) =>
    [
        row.Unit.Value, row.Name, row.Kind.ToChinese(), row.Led, row.CoOperated,
        .. row.Colours.Select(c => (object?)c.Count),
        .. row.States.Select(s => (object?)s.Count), row.Expected, row.Filed, row.OnTime, row.Late, row.NotReported,
        reader.Share(row.Completeness), reader.Share(row.Timeliness),
        row.Worst?.TargetId.Value, row.Worst?.Title,
        row.Worst?.State?.ToChinese() ?? colours.FirstOrDefault(c => c.Code == row.Worst?.Colour)?.ToChinese(),
        row.Worst?.Filed?.ToChinese(),
        row.Corrections.Count == 0
        ? null
        : string.Join("；", row.Corrections.Select(c => $"{c.TargetId}{c.ToChinese()}")),
    ];
}
