using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>The cells of a sheet that have something in them, as they come, within the limits.</summary>
internal sealed class KeptCells(string sheet, TableLimits limits, TextBudget budget)
{
    private readonly List<RawCell> _cells = [];
    private readonly HashSet<int> _hiddenRows = [];
    private int _rows;
    private bool _isInOrder = true;

    /// <summary>What is wrong with a cell already, of those few with which something is.</summary>
    public Dictionary<CellReference, Text> Faults { get; } = [];

    public IReadOnlySet<int> HiddenRows => _hiddenRows;

    /// <exception cref="RefusedException">It is one cell too many, or lies too far out.</exception>
    public void Add(RawCell cell, bool isHidden)
    {
        var last = _cells.Count == 0 ? default : _cells[^1].Place;
        _rows += last.Row == cell.Place.Row ? 0 : 1;
        if (_rows > limits.Rows || cell.Place.Column > limits.Columns || _cells.Count == XlsxLimits.Cells)
        {
            throw TooLarge(cell.Place,
                $"表中有内容的部分超过 {limits.Rows} 行、{limits.Columns} 列或 {XlsxLimits.Cells} 个单元格；"
                    + "请清除表格以外的内容或分批报送。",
                $"There is something in more than {limits.Rows} rows, {limits.Columns} columns or "
                    + $"{XlsxLimits.Cells} cells; clear what is outside the table, or send it in parts.");
        }

        if (isHidden)
        {
            _hiddenRows.Add(cell.Place.Row);
        }

        budget.Add(cell.Value);
        budget.Add(cell.Formula ?? "");
        _isInOrder &= last.Row < cell.Place.Row || (last.Row == cell.Place.Row && last.Column < cell.Place.Column);
        _cells.Add(cell);
    }

    /// <summary>Row by row, each cell once. No spreadsheet program writes cells out of order, or one twice; others do.
    /// Which of two counts nobody can say.</summary>
    public List<RawCell> InOrder()
    {
        if (_isInOrder)
        {
            return _cells;
        }

        List<RawCell> once = new(_cells.Count);
        foreach (var cell in _cells.OrderBy(c => c.Place.Row).ThenBy(c => c.Place.Column)) // a stable order
        {
            if (once.Count == 0 || once[^1].Place != cell.Place)
            {
                once.Add(cell);
            }
            else
            {
                Faults[cell.Place] = new("同一单元格在文件中出现两次，无法确定以哪个为准；请重新填写",
                    "The file has this cell twice, and neither is the right one; fill it in anew");
            }
        }

        return once;
    }

    /// <summary>A cell's text, where it is not too long to be read.</summary>
    public string Short(string? text, CellReference place) => text ?? throw TooLarge(place,
        $"单元格文字超过 {limits.CellCharacters} 字；请缩短后重新上传。",
        $"The cell's text has more than {limits.CellCharacters} characters; shorten it and send it again.");

    private RefusedException TooLarge(CellReference at, string zh, string en)
    {
        var address = $"{RefusedException.Short(sheet)}!{TableCell.Letters(at.Column)}{at.Row}";
        return RefusedException.TooLarge(new($"{address}：{zh}", $"{address}: {en}"));
    }
}
