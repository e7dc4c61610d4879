namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>A cell's place (ECMA-376 Part 1, 18.18.7).</summary>
internal readonly record struct CellReference(int Row, int Column)
{
    /// <summary>Reads <c>F12</c>; false of anything else and of what lies outside a sheet.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out CellReference place)
    {
        var (at, column, row) = (0, 0, 0);
        for (; at < text.Length && char.IsAsciiLetter(text[at]) && column <= XlsxLimits.LastColumn; at++)
        {
            column = (column * 26) + (text[at] & 0x1F);
        }

        var isRow = TryReadRow(text[at..], out row);
        place = new(row, column);
        return isRow && column is > 0 and <= XlsxLimits.LastColumn;
    }

    public static bool TryReadRow(ReadOnlySpan<char> text, out int row)
    {
        row = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit) || (row = (row * 10) + (digit - '0')) > XlsxLimits.LastRow)
            {
                return false;
            }
        }

        return row > 0;
    }
}

/// <summary>A rectangle of cells, as a merged range is.</summary>
internal readonly record struct CellArea(CellReference First, CellReference Last)
{
    /// <summary>Reads <c>A1:C2</c>, or one cell.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out CellArea area)
    {
        var cut = text.IndexOf(':');
        var isRead = CellReference.TryRead(cut < 0 ? text : text[..cut], out var first);
        isRead &= CellReference.TryRead(cut < 0 ? text : text[(cut + 1)..], out var last);
        area = new(first, last);
        return isRead && first.Row <= last.Row && first.Column <= last.Column;
    }

    public override string ToString() =>
        $"{TableCell.Letters(First.Column)}{First.Row}:{TableCell.Letters(Last.Column)}{Last.Row}";
}
