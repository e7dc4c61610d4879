using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Http;
using static Jingan.TargetMgmt.Reports.Views.PullMatrix;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>The matrix as a table: a column per period with the colour or state, and below it a row per target and
/// period that has a colour or a value, with its figures.</summary>
internal static class MatrixTable
{
    public static IResult ToResult(Response report, CsvFor reader)
    {
        var names = report.Colours.ToDictionary(c => c.Code, c => c.ToChinese());
        return reader.ToResult(
            $"matrix-{report.Year}.csv",
            $"{report.Year}年目标各期走势",
            CsvNotes.CutOffOf(report.Periods, report.Logs),
            [
                "目标编号", "目标", "牵头单位", "层级", "类型", "原目标值", "原计量单位",
                .. report.Periods.Select(p => p.ToChinese()),
            ],
            [
                .. report.Rows.Select(row => new object?[]
                {
                    row.TargetId.Value, row.Title, row.LeadUnit.Value, row.Level.ToChinese(), row.Kind.ToChinese(),
                    row.TargetValue, row.UnitOfMeasure,
                }.Concat(row.Cells.Select(CellText))),
                [],
                .. report.Rows.SelectMany(row => row.Cells.Where(c => c.Judged is not null).Select(c => new object?[]
                {
                    row.TargetId.Value, c.Period.ToChinese(), "评定时", c.Judged!.Title, c.Judged.LeadName,
                })),
                [],
                [
                    "目标编号", "填报期", "颜色或状态", "数值", "计划值", "目标值", "完成目标的比例", "计量单位", "认定值", "上次颜色所属期", "上次颜色", "变化",
                ],
                .. report.Rows.SelectMany(row => row.Cells.Where(HasFigures).Select(c => FigureCells(row, c))),
                [],
                ["有调整的目标编号", "原目标", "现目标", "原目标值", "现目标值", "原计量单位", "现计量单位"],
                .. report.Changed.Select(c => new object?[]
                {
                    c.TargetId.Value, c.Original.Title, c.Current.Title, c.Original.TargetValue, c.Current.TargetValue,
                    c.Original.UnitOfMeasure, c.Current.UnitOfMeasure,
                }),
                [],
                ["年度", report.Year],
                .. CsvNotes.Of(report.Logs),
            ]);

        string CellText(Cell cell) =>
            cell.Colour is { } colour
            ? names[colour] + (cell.Correction ? Wording.OfCorrection(cell.RatingIndex!.Value, cell.Supersedes) : "")
            : cell.State!.Value.ToChinese();

        object?[] FigureCells(PullMatrix.Row row, Cell cell) =>
        [
            row.TargetId.Value, cell.Period.ToChinese(), CellText(cell), cell.Figures?.Value, cell.Figures?.Planned,
            cell.Figures?.TargetValue, reader.Share(cell.Figures), cell.Figures?.UnitOfMeasure, cell.Figures?.Certified,
            cell.Last?.Period.ToChinese(), cell.Last is { } last ? names[last.Colour] : null, cell.Change?.ToChinese(),
        ];
    }

    // A plan alone is no news.
    private static bool HasFigures(Cell cell) =>
        cell is { Colour: not null } or { Figures.Value: not null } or { Figures.Certified: not null };
}
