using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Spellings;

namespace Jingan.TargetMgmt.Government.Imports;

/// <summary>What a cell says.</summary>
/// <param name="Value">The member's value; null where the cell is not what its column holds.</param>
/// <param name="As">How the value is spelled in JSON; it is shown where the cell spells it otherwise.</param>
/// <param name="Faults">What is wrong, by the pointer below the member; empty for the cell as a whole.</param>
internal sealed record CellReading(
    JsonNode? Value, string? As = null, params IReadOnlyList<(string At, Text Why)> Faults)
{
    public static CellReading OfText(TableCell cell) => Of(TextCell.Read(cell), quiet: true);

    public static CellReading OfCode(TableCell cell) => Of(TextCell.ReadCode(cell), quiet: false);

    public static CellReading OfFlag(TableCell cell) => FlagCell.Read(cell) switch
    {
        ({ } flag, _) => new(flag, flag ? "true" : "false"),
        (_, var fault) => Refused(fault),
    };

    public static CellReading OfDay(TableCell cell) => DayCell.Read(cell) switch
    {
        ({ } day, _) => OfSpelled(day.ToString("O", CultureInfo.InvariantCulture)),
        (_, var fault) => Refused(fault),
    };

    public static CellReading OfPeriod(TableCell cell) => PeriodCell.Read(cell) switch
    {
        ({ } period, _) => OfSpelled(period.Value),
        (_, var fault) => Refused(fault),
    };

    /// <summary>A number in a unit of measure; null where it has none.</summary>
    public static CellReading OfNumber(TableCell cell, string? unit) => NumberCell.Read(cell, unit) switch
    {
        ({ } value, _) => new(value, IsPlain(cell, value) ? null : value.ToString(CultureInfo.InvariantCulture)),
        (_, var fault) => Refused(fault),
    };

    /// <summary>A year, with or without the word for it.</summary>
    public static CellReading OfYear(TableCell cell)
    {
        var year = PlainForm.Of(cell.Text).TrimEnd('度').TrimEnd('年');
        return OfNumber(cell with { Text = year }, null) with { As = year };
    }

    /// <summary>One of the words of a column, or the office's word for it. Any other is left for the rule that knows
    /// what may stand there.</summary>
    public static CellReading OfWord(TableCell cell, IReadOnlyDictionary<string, string> words) =>
        TextCell.ReadCode(cell) switch
        {
            ({ } text, _) => OfSpelled(words.GetValueOrDefault(text, text)),
            (_, var fault) => Refused(fault),
        };

    public static CellReading Refused(Text? fault) => new(null, null, ("", fault!.Value));

    // 3.10 is 3.1 to everybody.
    private static bool IsPlain(TableCell cell, decimal value) =>
        cell.Text.All(c => char.IsAsciiDigit(c) || c is '-' or '.') && (cell.Number ?? value) == value;

    private static CellReading OfSpelled(string value) => new(JsonValue.Create(value), value);

    private static CellReading Of((string? Text, Text? Fault) read, bool quiet) => read.Text is { } text
        ? new(JsonValue.Create(text), quiet ? null : text)
        : Refused(read.Fault);
}
