using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Spellings;

namespace Jingan.TargetMgmt.Http.Importing;

/// <summary>What a cell says.</summary>
/// <param name="Value">The member's value; null where the cell is not what its column holds.</param>
/// <param name="As">How the value is spelled in JSON; it is shown where the cell spells it otherwise.</param>
/// <param name="Faults">What is wrong, by the pointer below the member; empty for the cell as a whole.</param>
public sealed record CellReading(
    JsonNode? Value, string? As = null, params IReadOnlyList<(string At, Text Why)> Faults)
{
    public static CellReading OfText(TableCell cell) => Of(TextCell.Read(cell), text => new(JsonValue.Create(text)));

    public static CellReading OfCode(TableCell cell) => Of(TextCell.ReadCode(cell), OfSpelled);

    public static CellReading OfFlag(TableCell cell) =>
        Of(FlagCell.Read(cell), flag => new(flag, flag ? "true" : "false"));

    public static CellReading OfDay(TableCell cell) =>
        Of(DayCell.Read(cell), day => OfSpelled(day.ToString("O", CultureInfo.InvariantCulture)));

    public static CellReading OfPeriod(TableCell cell) => Of(PeriodCell.Read(cell), period => OfSpelled(period.Value));

    /// <summary>A number in a unit of measure; null where it has none.</summary>
    public static CellReading OfNumber(TableCell cell, string? unit) => Of(NumberCell.Read(cell, unit), value =>
        new(value, IsPlain(cell, value) ? null : value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A year, with or without the word for it.</summary>
    public static CellReading OfYear(TableCell cell)
    {
        var year = PlainForm.Of(cell.Text).TrimEnd('度').TrimEnd('年');
        return OfNumber(cell with { Text = year }, null) with { As = year };
    }

    /// <summary>One of the words of a column, or the office's word for it. Any other is left for the rule that knows
    /// what may stand there.</summary>
    public static CellReading OfWord(TableCell cell, IReadOnlyDictionary<string, string> words) =>
        Of(TextCell.ReadCode(cell), text => OfSpelled(words.GetValueOrDefault(text, text)));

    /// <summary>One of the words of a column, or the office's word for it, and no other: what may stand in a cell is
    /// told as people write it there.</summary>
    public static CellReading OfListed(TableCell cell, IReadOnlyDictionary<string, string> words) =>
        OfWord(cell, words) is { As: { } word } read && !words.Values.Contains(word, StringComparer.OrdinalIgnoreCase)
            ? Refused(new(
                $"收到“{RefusedValueException.Quote(cell.Text)}”；可填：{Choices(words).Zh}",
                $"is \"{RefusedValueException.Quote(cell.Text)}\"; write one of {Choices(words).En}"))
            : OfWord(cell, words);

    /// <summary>What may stand in such a cell: the first word for each code, and the code.</summary>
    public static Text Choices(IReadOnlyDictionary<string, string> words)
    {
        var firsts = words.GroupBy(w => w.Value).Select(g => (Word: g.First().Key, Code: g.Key)).ToList();
        return new(string.Join('、', firsts.Select(f => $"{f.Word}（{f.Code}）")),
            string.Join(", ", firsts.Select(f => $"{f.Word} ({f.Code})")));
    }

    public static CellReading Refused(Text? fault) => new(null, null, ("", fault!.Value));

    // 3.10 is 3.1 to everybody.
    private static bool IsPlain(TableCell cell, decimal value) =>
        cell.Text.All(c => char.IsAsciiDigit(c) || c is '-' or '.') && (cell.Number ?? value) == value;

    private static CellReading OfSpelled(string value) => new(JsonValue.Create(value), value);

    private static CellReading Of((string? Text, Text? Fault) read, Func<string, CellReading> say) =>
        read.Text is { } text ? say(text) : Refused(read.Fault);

    private static CellReading Of<T>((T? Value, Text? Fault) read, Func<T, CellReading> say)
        where T : struct => read.Value is { } value ? say(value) : Refused(read.Fault);
}
