using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>Reads a sheet's part (ECMA-376 Part 1, 18.3.1.99) once, from its beginning to its end. What its
/// <c>dimension</c> claims is not looked at.</summary>
internal sealed class SheetReader
{
    private readonly PartReader _xml;
    private readonly int _longest;
    private readonly KeptCells _cells;
    private readonly List<(int First, int Last)> _hiddenColumns = [];
    private readonly List<CellArea> _merged = [];

    private int _row;
    private int _column;
    private bool _isHidden;
    private bool _isHiddenUnlessSaid;

    private SheetReader(PartReader xml, int longest, KeptCells cells) =>
        (_xml, _longest, _cells) = (xml, longest, cells);

    /// <exception cref="RefusedException">The part is broken, or more than the limits allow.</exception>
    public static RawSheet Read(Package package, string part, string sheet, TextBudget budget)
    {
        using var xml = package.Read(part).Within("worksheet");
        var cells = new KeptCells(sheet, package.Limits, budget);
        var reader = new SheetReader(xml, package.Limits.CellCharacters, cells);
        while (xml.Read())
        {
            if (xml.IsElement)
            {
                reader.Take();
            }
        }

        return new(cells.InOrder(), cells.Faults, cells.HiddenRows, reader._hiddenColumns, reader._merged);
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
                _hiddenColumns.Add((Number("min"), Number("max")));
                FewEnough(_hiddenColumns.Count);
                break;
            case (2, "mergeCell"):
                _merged.Add(CellArea.TryRead(_xml.Attribute("ref"), out var area) ? area : throw Misplaced("ref"));
                FewEnough(_merged.Count);
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
        if (!_xml.IsEmpty && Content(place) is { } cell)
        {
            _cells.Add(cell, _isHidden);
            if (fault is { } found)
            {
                _cells.Faults.TryAdd(place, found);
            }
        }
    }

    // Null where nothing is in it.
    private RawCell? Content(CellReference place)
    {
        var (type, style, depth) = (Type(), Style(), _xml.Depth);
        var (value, formula) = ("", (string?)null);
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.IsElement && _xml.Depth == depth + 1)
            {
                switch (_xml.Name)
                {
                    case "v" when type != "inlineStr":
                        value = _cells.Short(_xml.Text(_longest), place);
                        break;
                    case "is" when type == "inlineStr":
                        value = _cells.Short(RichText.Read(_xml, _longest), place);
                        break;
                    case "f":
                        formula = _cells.Short(_xml.Text(_longest), place);
                        break;
                }
            }
        }

        return formula is null && string.IsNullOrWhiteSpace(value) ? null : new(place, type, style, value, formula);
    }

    // One text for all cells of a type.
    private string Type() => _xml.Attribute("t") switch
    {
        null or "n" => "n",
        "s" => "s",
        "inlineStr" => "inlineStr",
        "str" => "str",
        { } other => other,
    };

    private int Style() => _xml.Attribute("s") is not { } said ? 0
        : int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var style) ? style : -1;

    private int Number(string attribute) => int.TryParse(
        _xml.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Misplaced(attribute);

    private static void FewEnough(int count)
    {
        if (count > XlsxLimits.Ranges)
        {
            throw RefusedException.TooLarge(new(
                $"工作表的合并区域或隐藏列超过 {XlsxLimits.Ranges} 处；请取消后重新上传。",
                $"The sheet has more than {XlsxLimits.Ranges} merged ranges or hidden columns; take them off."));
        }
    }

    private RefusedException Misplaced(string attribute)
    {
        var said = RefusedException.Short(_xml.Attribute(attribute) ?? "");
        return RefusedException.Invalid(RefusedException.Short(_xml.Part), new(
            $"{_xml.Name} 的位置 {attribute}=“{said}”无法识别；请在 Excel 或 WPS 中打开并重新保存后上传。",
            $"{_xml.Name} has {attribute}=\"{said}\", which is no place in a sheet; open it and save it anew."));
    }
}
