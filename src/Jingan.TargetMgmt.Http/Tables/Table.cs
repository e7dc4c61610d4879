using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables;

/// <summary>A sheet, or a file of separated values, as far as there is anything in it.</summary>
/// <param name="Sheet">The sheet's name; null of separated values.</param>
/// <param name="ReadAs">How it was read where that had to be found out, such as the encoding and the separator; null
/// where nothing had.</param>
/// <param name="Rows">The rows that have a cell with something in it, in order.</param>
/// <param name="Ignored">What was seen and passed over, such as a hidden row or a comment, by cell or row.</param>
public sealed record Table(
    string? Sheet, Text? ReadAs, IReadOnlyList<TableRow> Rows, IReadOnlyList<TableNote> Ignored);

/// <summary>A row.</summary>
/// <param name="Number">Its number as a spreadsheet shows it, from 1 on.</param>
/// <param name="Cells">Those with something in them, by column.</param>
public sealed record TableRow(int Number, IReadOnlyList<TableCell> Cells);

/// <summary>A cell as a person sees it.</summary>
/// <param name="Row">The row's number, from 1 on.</param>
/// <param name="Column">The column's number, from 1 on: A is 1.</param>
/// <param name="Text">What it shows: of a number its digits in its format, of a date <c>yyyy-MM-dd</c>.</param>
/// <param name="Number">The number that it holds, an exact decimal; null of a text, and of separated values.</param>
/// <param name="Format">The number's format code, such as <c>0.00%</c>; null where it has none.</param>
/// <param name="Day">The day that it holds under a date format; null of everything else.</param>
/// <param name="Fault">Why what stands in it is not taken, such as a formula; null where it is.</param>
public sealed record TableCell(
    int Row, int Column, string Text, decimal? Number = null, string? Format = null, DateOnly? Day = null,
    Text? Fault = null)
{
    /// <summary>Its address, such as <c>F12</c>.</summary>
    public string Address => $"{Letters(Column)}{Row}";

    /// <summary>Reads an address, such as <c>F12</c>.</summary>
    public static bool TryRead(string address, out int column, out int row)
    {
        (column, row) = (0, 0);
        var letters = 0;
        for (; letters < address.Length && char.IsAsciiLetterUpper(address[letters]) && letters < 3; letters++)
        {
            column = (column * 26) + (address[letters] - 'A' + 1);
        }

        return letters > 0
            && int.TryParse(address.AsSpan(letters), NumberStyles.None, CultureInfo.InvariantCulture, out row);
    }

    /// <summary>The letters of a column: 1 is A, 27 is AA.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
        {
            letters = (char)('A' + ((column - 1) % 26)) + letters;
        }

        return letters;
    }
}

/// <summary>Something that was seen and passed over.</summary>
/// <param name="Address">The cell or the row.</param>
/// <param name="Why">What it is, and that it does not count.</param>
public sealed record TableNote(string Address, Text Why);
