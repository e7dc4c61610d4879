using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>Reads a sheet's part (ECMA-376 Part 1, 18.3.1.99) once, from its beginning to its end. What its
/// <c>dimension</c> claims is not looked at.</summary>
internal sealed class SheetReader
{
    private readonly PartReader _xml;
    private readonly string _sheet;
    private readonly TableLimits _limits;
    private readonly TextBudget _budget;
    private readonly RawSheet _read = new([], [], [], []);

    private int _row;
    private int _column;
    private int _rowWithContent;
    private int _rows;
    private bool _isHidden;
    private bool _isHiddenUnlessSaid;

    private SheetReader(PartReader xml, string sheet, TableLimits limits, TextBudget budget) =>
        (_xml, _sheet, _limits, _budget) = (xml, sheet, limits, budget);

    /// <exception cref="RefusedException">The part is broken, or more than the limits allow.</exception>
    public static RawSheet Read(Package package, string part, string sheet, TextBudget budget)
    {
        using var xml = package.Read(part).Within("worksheet");
        var reader = new SheetReader(xml, sheet, package.Limits, budget);
        while (xml.Read())
        {
            if (xml.IsElement)
            {
                reader.Take();
            }
        }

        return reader._read with { Cells = EachOnce(reader._read.Cells) };
    }

    private void Take()
    {
        switch (_xml.Depth, _xml.Name)
        {
            case (2, "row"):
                BeginRow();
                break;
            case (3, "c"):
                ReadCell();
                break;
            case (1, "sheetFormatPr"):
                _isHiddenUnlessSaid = _xml.Flag("zeroHeight");
                break;
            case (2, "col") when _xml.Flag("hidden") || _xml.Attribute("width") is "0":
                _read.HiddenColumns.Add((Number("min"), Number("max")));
                FewEnough(_read.HiddenColumns.Count);
                break;
            case (2, "mergeCell"):
                _read.Merged.Add(CellArea.TryRead(_xml.Attribute("ref"), out var area) ? area : throw Misplaced("ref"));
                FewEnough(_read.Merged.Count);
                break;
        }
    }

    private void BeginRow()
    {
        // Without its number a row is the next one (ECMA-376 Part 1, 18.3.1.73, attribute r), a cell likewise.
        var number = _row + 1;
        if (_xml.Attribute("r") is { } said && !CellReference.TryReadRow(said, out number))
        {
            throw Misplaced("r");
        }

        (_row, _column) = (number, 0);
        _isHidden = _xml.Attribute("hidden") is null ? _isHiddenUnlessSaid : _xml.Flag("hidden");
        _isHidden |= _xml.Attribute("ht") is "0";
    }

    private void ReadCell()
    {
        var (place, fault) = (new CellReference(_row, _column + 1), (Text?)null);
        if (_xml.Attribute("r") is { } said)
        {
            if (!CellReference.TryRead(said, out var written))
            {
                throw Misplaced("r");
            }

            place = new(_row, written.Column);
            if (written.Row != _row)
            {
                fault = new($"单元格自称 {said}，却写在第 {_row} 行；请重新填写",
                    $"The cell says that it is {said} and stands in row {_row}; fill it in anew");
            }
        }

        _column = place.Column;
        var (type, style, depth) = (_xml.Attribute("t") ?? "n", Style(), _xml.Depth);
        var (value, formula) = ("", (string?)null);
        while (!(_xml.IsEmpty && _xml.Depth == depth) && _xml.Read() && _xml.Depth > depth)
        {
            if (_xml.IsElement && _xml.Depth == depth + 1)
            {
                switch (_xml.Name)
                {
                    case "v" when type != "inlineStr":
                        value = Short(_xml.Text(_limits.CellCharacters), place);
                        break;
                    case "is" when type == "inlineStr":
                        value = Short(RichText.Read(_xml, _limits.CellCharacters), place);
                        break;
                    case "f":
                        formula = Short(_xml.Text(_limits.CellCharacters), place);
                        break;
                }
            }
        }

        if (formula is not null || !string.IsNullOrWhiteSpace(value))
        {
            Keep(new(place, type, style, value, formula, fault));
        }
    }

    private int Style() => _xml.Attribute("s") is not { } said ? 0
        : int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var style) ? style : -1;

    private void Keep(RawCell cell)
    {
        if (_rowWithContent != _row)
        {
            (_rowWithContent, _rows) = (_row, _rows + 1);
        }

        if (_rows > _limits.Rows || cell.Place.Column > _limits.Columns || _read.Cells.Count == XlsxLimits.Cells)
        {
            throw TooLarge(cell.Place,
                $"表中有内容的部分超过 {_limits.Rows} 行、{_limits.Columns} 列或 {XlsxLimits.Cells} 个单元格；"
                    + "请清除表格以外的内容或分批报送。",
                $"There is something in more than {_limits.Rows} rows, {_limits.Columns} columns or "
                    + $"{XlsxLimits.Cells} cells; clear what is outside the table, or send it in parts.");
        }

        if (_isHidden)
        {
            _read.HiddenRows.Add(_row);
        }

        _budget.Add(cell.Value);
        _budget.Add(cell.Formula ?? "");
        _read.Cells.Add(cell);
    }

    private string Short(string? text, CellReference place) => text ?? throw TooLarge(place,
        $"单元格文字超过 {_limits.CellCharacters} 字；请缩短后重新上传。",
        $"The cell's text has more than {_limits.CellCharacters} characters; shorten it and send it again.");

    private int Number(string attribute) => int.TryParse(
        _xml.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Misplaced(attribute);

    private void FewEnough(int count)
    {
        if (count > XlsxLimits.Ranges)
        {
            throw TooLarge(new(_row + 1, 1), $"工作表的合并区域或隐藏列超过 {XlsxLimits.Ranges} 处；请取消后重新上传。",
                $"The sheet has more than {XlsxLimits.Ranges} merged ranges or hidden columns; take them off.");
        }
    }

    private RefusedException TooLarge(CellReference at, string zh, string en)
    {
        var address = $"{RefusedException.Short(_sheet)}!{TableCell.Letters(at.Column)}{at.Row}";
        return RefusedException.TooLarge(new($"{address}：{zh}", $"{address}: {en}"));
    }

    private RefusedException Misplaced(string attribute)
    {
        var said = RefusedException.Short(_xml.Attribute(attribute) ?? "");
        return RefusedException.Invalid(RefusedException.Short(_xml.Part), new(
            $"{_xml.Name} 的位置 {attribute}=“{said}”无法识别；请在 Excel 或 WPS 中打开并重新保存后上传。",
            $"{_xml.Name} has {attribute}=\"{said}\", which is no place in a sheet; open it and save it anew."));
    }

    // No spreadsheet program writes cells out of order, or one twice; others do. Which of two counts nobody can say.
    private static List<RawCell> EachOnce(List<RawCell> cells)
    {
        List<RawCell> once = new(cells.Count);
        foreach (var cell in cells.OrderBy(c => c.Place.Row).ThenBy(c => c.Place.Column)) // a stable order
        {
            if (once.Count == 0 || once[^1].Place != cell.Place)
            {
                once.Add(cell);
            }
            else
            {
                once[^1] = once[^1] with
                {
                    Fault = new("同一单元格在文件中出现两次，无法确定以哪个为准；请重新填写",
                        "The file has this cell twice, and neither is the right one; fill it in anew"),
                };
            }
        }

        return once;
    }
}
