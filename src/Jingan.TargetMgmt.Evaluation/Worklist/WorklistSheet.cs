using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Workbooks;
using SpreadCheetah;
using SpreadCheetah.Validations;
using SpreadCheetah.Worksheets;

namespace Jingan.TargetMgmt.Evaluation.Worklist;

/// <summary>The worklist as a sheet: what an assessor judges by, and to the right what he decides.</summary>
internal sealed class WorklistSheet(
    Spreadsheet book, WorkbookStyles styles, ColourScheme scheme, Period period)
{
    private const int FrozenColumns = 2;

    // What is filled in comes last, and its headings are those that jtm reads.
    private static readonly IReadOnlyList<(string Heading, double Width, bool IsInput)> Columns =
    [
        ("目标编号", 13, false), ("目标", 34, false), ("牵头单位", 9, false), ("分类", 12, false), ("计量单位", 9, false),
        ("全年目标", 11, false), ("序时计划", 11, false), ("累计值", 11, false), ("差值", 11, false), ("状态", 9, false),
        ("报送", 8, false), ("进展情况", 44, false), ("困难问题", 26, false), ("下一步措施", 26, false), ("自评颜色", 9, false),
        ("建议颜色", 9, false), ("近三期颜色", 20, false), ("提示", 30, false), ("现评颜色", 10, false), ("抽中复评", 9, false),
        ("目标版本", 7, false), ("依据序号", 9, false), ("颜色", 12, true), ("理由", 40, true), ("偏离代码", 22, true),
        ("偏离说明", 26, true), ("替代理由", 22, true), ("复评", 7, true),
    ];

    private readonly Dictionary<string, SchemeColour> _colours = scheme.Colours.ToDictionary(c => c.Code);

    /// <summary>Writes the sheet.</summary>
    public async Task WriteAsync(IReadOnlyList<GetWorklist.Item> items, CancellationToken ct)
    {
        var sheet = new WorksheetOptions { FrozenRows = 1, FrozenColumns = FrozenColumns };
        foreach (var (index, column) in Columns.Index())
        {
            sheet.Column(index + 1).Width = column.Width;
        }

        await book.StartWorksheetAsync("评定", sheet, ct);
        await book.AddRowAsync(
            [.. Columns.Select(c => Cells.Of(c.Heading, c.IsInput ? styles.InputHeading : styles.Heading))],
            RowHeight.OrFree([.. Columns.Select(c => (c.Heading, c.Width))]), ct);
        foreach (var item in items)
        {
            var given = CellsOf(item).ToList();
            await book.AddRowAsync(
                [.. given.Select(c => c.Cell), .. Inputs()],
                RowHeight.OrFree([.. given.Zip(Columns, (cell, column) => (cell.Text, column.Width))]), ct);
        }

        if (items.Count > 0)
        {
            Offer("颜色", items.Count, scheme.Colours.OrderBy(c => c.Rank).Select(c => $"{c.Name}（{c.Code}）"));
            Offer("偏离代码", items.Count, DivergenceCode.All.Select(c => $"{c.Meaning.Zh}（{c.Code}）"));
            Offer("复评", items.Count, ["是"]);
        }
    }

    // With the text that may need more than one line.
    private IEnumerable<(Cell Cell, string Text)> CellsOf(GetWorklist.Item item)
    {
        var (target, report) = (item.Facts.Target, item.Facts.Report);
        var planned = PlannedValue.Of(target, period);
        yield return Given(item.TargetId.Value);
        yield return Given(item.Title);
        yield return Given(target.LeadUnit.Value);
        yield return Given(item.Class ?? "—");
        yield return Given(target.UnitOfMeasure);
        yield return Given(target.TargetValue);
        yield return Given(planned);
        yield return Given(report?.Value);
        yield return Given(report?.Value - planned);
        yield return Given(item.State.ToText().Zh);
        yield return Given(report is null ? "未报" : report.Timeliness == Timeliness.OnTime ? "按时" : "迟报");
        yield return Given(report is { NoChange: true } ? $"（无变化）{report.Narrative}" : report?.Narrative);
        yield return Given(report?.Difficulties);
        yield return Given(report?.NextSteps);
        yield return Given(Named(report?.SelfColour));
        yield return Coloured(item.Suggestion?.Colour);
        yield return Given(string.Join('\n', item.LastColours.Select(c => $"{c.Period} {Named(c.Colour)}")));
        yield return Given(string.Join('\n', Notes(item)));
        yield return item.Rating is { Sealed: true } ? Given("（密封）") : Coloured(item.Rating?.Colour);
        yield return Given(item.SecondMark switch
        {
            GetWorklist.SecondMarkState.Due => "待复评",
            GetWorklist.SecondMarkState.Done => "已复评",
            _ => "",
        });
        yield return Given(item.TargetVersion);
        yield return Given(item.Basis?.Index);
    }

    private static IEnumerable<string> Notes(GetWorklist.Item item)
    {
        foreach (var warning in item.Facts.Report?.Warnings ?? [])
        {
            yield return warning.Message;
        }

        if (item.AddedWhileRunning)
        {
            yield return "目标在填报期内新增";
        }

        if (item.Changed is { } changed)
        {
            yield return $"目标已有第 {changed.TargetVersion} 版，不计入本期";
        }

        foreach (var later in item.SinceClose)
        {
            yield return $"关闭后有延期补报（序号 {later.Report.Entry.Index}）";
        }

        foreach (var certified in item.Certified)
        {
            yield return $"认定值 {certified.Certified.Value}（序号 {certified.Certified.Entry.Index}）";
        }

        if (item.Rating is { IsStale: true })
        {
            yield return "评定后又有新的填报";
        }
    }

    private IEnumerable<Cell> Inputs() => Columns.Where(c => c.IsInput).Select(_ => Cells.Of("", styles.Text));

    private (Cell Cell, string Text) Given(string? text) => (Cells.Of(text ?? "", styles.Given), text ?? "");

    private (Cell Cell, string Text) Given(decimal? number) => (Cells.Of(number, styles.GivenNumber), "");

    private (Cell Cell, string Text) Coloured(string? code) =>
        code is not null && _colours.TryGetValue(code, out var colour)
            ? (Cells.Of(Named(code), styles.Coloured(colour.Hex)), Named(code))
            : Given("—");

    private string Named(string? code) => code is null ? ""
        : _colours.TryGetValue(code, out var colour) ? colour.Marked() : code;

    private void Offer(string heading, int rows, IEnumerable<string> words)
    {
        var letters = TableCell.Letters(Columns.Index().Single(c => c.Item.Heading == heading).Index + 1);
        if (DataValidation.TryCreateListValues(words, showDropdown: true, out var list))
        {
            list.ErrorType = ValidationErrorType.Warning;
            list.ErrorTitle = heading;
            list.ErrorMessage = "请从列表中选择，或写代码。";
            book.AddDataValidation($"{letters}2:{letters}{rows + 1}", list);
        }
    }
}
