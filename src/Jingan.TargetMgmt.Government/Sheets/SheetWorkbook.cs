using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Workbooks;
using Microsoft.AspNetCore.Http;
using SpreadCheetah;
using SpreadCheetah.Validations;
using SpreadCheetah.Worksheets;

namespace Jingan.TargetMgmt.Government.Sheets;

/// <summary>A reporting sheet as a workbook: how to fill it in, the sheet, and its key.</summary>
internal static class SheetWorkbook
{
    private const int FrozenColumns = 3;

    public static IResult Answer(Unit unit, ReportingPeriod period, IReadOnlyList<SheetRow> rows) => new WorkbookAnswer(
        new($"{unit.Code}-{period.Code}.xlsx", $"{unit.Name}{period.Code}填报表.xlsx"),
        $"{unit.Name} {period.Code} 填报表",
        async (book, styles, ct) =>
        {
            await WriteGuideAsync(book, styles, unit, period, rows.Count, ct);
            await StartAsync(book, styles, rows.Sum(r => 1 + NodesOf(r).Count), ct);
            foreach (var row in rows)
            {
                await book.AddRowAsync(
                    CellsOf(row, styles), RowHeight.OrFree((row.Target.Title, WidthOf("title"))), ct);
                foreach (var node in NodesOf(row))
                {
                    await book.AddRowAsync(
                        CellsOf(row, node, styles),
                        RowHeight.OrFree((Indented(node), WidthOf("title")), (StoodAt(row, node), WidthOf("last"))),
                        ct);
                }
            }

            await WriteKeyAsync(book, styles, new(unit.Code, period.Code, [.. rows.Select(r => r.Promise)]), ct);
        });

    // The headings, and what may be written below them.
    private static async Task StartAsync(Spreadsheet book, WorkbookStyles styles, int rows, CancellationToken ct)
    {
        var sheet = new WorksheetOptions { FrozenRows = 1, FrozenColumns = FrozenColumns };
        foreach (var (index, column) in SheetColumns.All.Index())
        {
            sheet.Column(index + 1).Width = column.Width;
        }

        await book.StartWorksheetAsync(SheetColumns.Sheet, sheet, ct);
        await book.AddRowAsync(
            [
                .. SheetColumns.All.Select(c =>
                    Cells.Of(c.Heading, c.IsInput ? styles.InputHeading : styles.Heading)),
            ], RowHeight.OrFree([.. SheetColumns.All.Select(c => (c.Heading, c.Width))]), ct);
        if (rows > 0)
        {
            Allow(book, "noChange", rows, YesOrNo());
            Allow(book, "doneOn", rows, DaysAlone("完成日期"));
            Allow(book, "forecastOn", rows, DaysAlone("预计完成日期"));
        }
    }

    /// <summary>The sheet that only programs see.</summary>
    public static async Task WriteKeyAsync(
        Spreadsheet book, WorkbookStyles styles, SheetKey key, CancellationToken ct)
    {
        await book.StartWorksheetAsync(SheetKey.Sheet, new() { Visibility = WorksheetVisibility.VeryHidden }, ct);
        foreach (var row in key.ToRows())
        {
            await book.AddRowAsync([.. row.Select(c => Cells.Of(c, styles.Text))], ct);
        }
    }

    private static async Task WriteGuideAsync(
        Spreadsheet book, WorkbookStyles styles, Unit unit, ReportingPeriod period, int targets, CancellationToken ct)
    {
        var sheet = new WorksheetOptions();
        sheet.Column(1).Width = 110;
        await book.StartWorksheetAsync("说明", sheet, ct);
        await book.AddRowAsync([Cells.Of($"{unit.Name} {period.Code} 目标进展填报表", styles.Title)], ct);
        string[] lines =
        [
            $"填报期 {period.StartsOn:yyyy-MM-dd} 至 {period.EndsOn:yyyy-MM-dd}；{period.OpensOn:yyyy-MM-dd} 开放，"
                + $"{period.DueOn:yyyy-MM-dd} 前（含当日）为按时，{period.ClosesOn:yyyy-MM-dd} 关闭。均为北京时间。",
            targets == 0
                ? "本单位本期没有需要填报的目标。"
                : $"“{SheetColumns.Sheet}”表列有本单位本期需填报的 {targets} 项目标。灰底各列由系统填好，供对照，改动不起作用；白底各列由本单位填写。",
            "一、定量目标：在目标所在行填“累计值”（年初至本期末，按计量单位）和“进展情况”。55% 与计量单位为 % 时的 55 相同。",
            "二、节点目标：有进展的节点，在节点行填“完成日期”或“预计完成日期”；没有填写的节点沿用上次填报。进展情况写在目标所在行。",
            "三、配合单位：“完成日期”“预计完成日期”填本单位所配合的部分。",
            "四、与上次相比没有变化的，“无变化”选“是”，不再填数值和节点，仍须写明情况。",
            "五、整行不填的目标，本次不报送；可分几次报送。",
            "六、日期写成 2018-06-30、2018年6月30日 或日期格式均可。不要写“约”、区间，不要用公式。",
            "七、直接签发的，填“签发人”；由经办人报送草稿、签发人另行提交的，不必填。",
            "八、填好后整个文件发回（POST /api/v1/progress/batch，或 jtm progress file）。有误的单元格会在发回的同一文件中标出，改正后再发。",
        ];
        foreach (var line in lines)
        {
            await book.AddRowAsync([Cells.Of(line, styles.Prose)], ct);
        }
    }

    private static Cell[] CellsOf(SheetRow row, WorkbookStyles styles)
    {
        var target = row.Target;
        return
        [
            Cells.Of(target.Id.Value, styles.Given), Cells.Of("", styles.Given), Cells.Of(target.Title, styles.Given),
            Cells.Of(row.IsLead ? "牵头" : "配合", styles.Given), Cells.Of(target.UnitOfMeasure, styles.Given),
            Cells.Of(target.TargetValue, styles.GivenNumber), Cells.Of(row.Planned, styles.GivenNumber),
            Cells.Of(row.LastValue, styles.GivenNumber), Cells.Of(row.LastColour ?? "—", styles.Given),
            .. Inputs(styles, hasValue: target.Kind == TargetKind.Quantitative && row.IsLead, hasDays: !row.IsLead),
        ];
    }

    private static Cell[] CellsOf(SheetRow row, TargetNode node, WorkbookStyles styles) =>
    [
        Cells.Of(row.Target.Id.Value, styles.Given), Cells.Of(node.Code, styles.Given),
        Cells.Of(Indented(node), styles.Given), Cells.Of("节点", styles.Given), Cells.Of("", styles.Given),
        Cells.Of(node.Due, styles.GivenDay), Cells.Of("", styles.Given), Cells.Of(StoodAt(row, node), styles.Given),
        Cells.Of("", styles.Given), .. Inputs(styles, hasValue: false, hasDays: true, isNode: true),
    ];

    private static string Indented(TargetNode node) => "　　" + node.Title;

    private static string StoodAt(SheetRow row, TargetNode node) =>
        row.LastNodes.FirstOrDefault(n => n.Code == node.Code) switch
        {
            { DoneOn: { } done } => $"已完成 {done:yyyy-MM-dd}",
            { ForecastOn: { } forecast } => $"预计 {forecast:yyyy-MM-dd}",
            _ => "未完成",
        };

    private static double WidthOf(string member) => SheetColumns.All[SheetColumns.NumberOf(member) - 1].Width;

    // What is not to be filled in is grey.
    private static IEnumerable<Cell> Inputs(WorkbookStyles styles, bool hasValue, bool hasDays, bool isNode = false)
    {
        yield return Cells.Of("", hasValue ? styles.Number : styles.Given);
        yield return Cells.Of("", hasDays ? styles.Day : styles.Given);
        yield return Cells.Of("", hasDays ? styles.Day : styles.Given);
        yield return Cells.Of("", isNode ? styles.Given : styles.Centred);
        for (var i = 0; i < 4; i++)
        {
            yield return Cells.Of("", isNode ? styles.Given : styles.Text);
        }
    }

    // A co-unit tells of its part; the lead unit of the nodes.
    private static IReadOnlyList<TargetNode> NodesOf(SheetRow row) =>
        row is { IsLead: true, Target.Nodes: { } nodes } ? nodes : [];

    private static void Allow(Spreadsheet book, string member, int rows, DataValidation validation)
    {
        var letters = TableCell.Letters(SheetColumns.NumberOf(member));
        book.AddDataValidation($"{letters}2:{letters}{rows + 1}", validation);
    }

    /// <summary>Yes or no, or nothing.</summary>
    public static DataValidation YesOrNo()
    {
        var list = DataValidation.ListValues(["是", "否"]);
        list.ErrorTitle = "无变化";
        list.ErrorMessage = "请选“是”或“否”，或留空。";
        return list;
    }

    // The service takes more spellings than a spreadsheet knows as dates: it warns only.
    private static DataValidation DaysAlone(string what)
    {
        var days = DataValidation.DateTimeBetween(new(1992, 1, 1), new(2099, 12, 31));
        days.ErrorType = ValidationErrorType.Warning;
        days.ErrorTitle = what;
        days.ErrorMessage = "请写日期，如 2018-06-30。";
        return days;
    }
}
