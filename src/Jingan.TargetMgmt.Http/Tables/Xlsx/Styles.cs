using System.Globalization;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>The formats that cells name by number: <c>cellXfs</c> (ECMA-376 Part 1, 18.8.10).</summary>
internal sealed class Styles
{
    private readonly Dictionary<int, NumberFormat> _codes = [];
    private readonly List<int> _cells = [];

    private Styles()
    {
    }

    /// <exception cref="RefusedException">The part is broken, or has more formats than anybody writes.</exception>
    public static Styles Read(Package package, string? part)
    {
        var styles = new Styles();
        if (part is null)
        {
            return styles;
        }

        using var xml = package.Read(part).Within("styleSheet");
        var isOfCells = false; // of two lists of xf
        while (xml.Read())
        {
            if (xml.IsElement)
            {
                isOfCells = xml.Depth == 1 ? xml.Name == "cellXfs" : isOfCells;
                styles.Take(xml, isOfCells);
            }
        }

        return styles;
    }

    /// <summary>The format of a style; null where there is no such style.</summary>
    public NumberFormat? Of(int style) =>
        style >= 0 && style < _cells.Count ? _codes.GetValueOrDefault(_cells[style]) ?? BuiltInFormats.Of(_cells[style])
        : style == 0 ? NumberFormat.General
        : null;

    private void Take(PartReader xml, bool isOfCells)
    {
        if ((xml.Name, xml.Depth) == ("xf", 2) && isOfCells)
        {
            _cells.Add(Number(xml) ?? 0);
        }
        else if ((xml.Name, xml.Depth) == ("numFmt", 2) && Number(xml) is { } id)
        {
            // 255 characters are the most that Excel takes of a code.
            _codes[id] = xml.Attribute("formatCode") is { Length: <= 255 } code
                ? NumberFormat.Of(code)
                : NumberFormat.General;
        }

        if (_cells.Count > XlsxLimits.Styles || _codes.Count > XlsxLimits.Styles)
        {
            throw RefusedException.TooLarge(new(
                $"工作簿的单元格格式超过 {XlsxLimits.Styles} 种；请把内容以数值粘贴到新的工作簿后上传。",
                $"The workbook has more than {XlsxLimits.Styles} cell formats; paste the values into a new one."));
        }
    }

    private static int? Number(PartReader xml) => int.TryParse(
        xml.Attribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
