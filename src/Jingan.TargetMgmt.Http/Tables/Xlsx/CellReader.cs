using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>Makes of a cell as the part has it the cell as a person sees it.</summary>
internal sealed class CellReader(
    Styles styles, IReadOnlyDictionary<int, string> texts, IReadOnlyDictionary<CellReference, Text> faults, bool is1904)
{
    /// <summary>The cell; null where nothing is in it after all.</summary>
    public TableCell? Read(RawCell raw)
    {
        var cell = Value(raw);
        var fault = faults.TryGetValue(raw.Place, out var found) ? found
            : raw.Formula is { } formula ? CellFault.Formula(formula)
            : cell.Fault;
        return fault is null && string.IsNullOrWhiteSpace(cell.Text) ? null
            : fault == cell.Fault ? cell : cell with { Fault = fault };
    }

    // ECMA-376 Part 1, 18.18.11
    private TableCell Value(RawCell raw) => raw.Type switch
    {
        "n" when string.IsNullOrWhiteSpace(raw.Value) => Cell(raw, ""),
        "n" => Number(raw),
        "s" => Shared(raw),
        "str" or "inlineStr" => Cell(raw, raw.Type == "str" ? RichText.Decoded(raw.Value) : raw.Value),
        "b" => raw.Value.Trim() switch
        {
            "1" or "true" => Cell(raw, "TRUE"),
            "0" or "false" => Cell(raw, "FALSE"),
            _ => Cell(raw, raw.Value, CellFault.NoBoolean(raw.Value)),
        },
        "e" => Cell(raw, raw.Value, CellFault.Error(raw.Value)),
        "d" => Moment.TryRead(raw.Value, out var moment)
            ? Show(raw, moment, styles.Of(raw.Style) is { Kind: FormatKind.Day or FormatKind.Month } format
                ? format
                : new(null, FormatKind.DayTime, 1))
            : Cell(raw, raw.Value, CellFault.NoDay(raw.Value)),
        _ => Cell(raw, raw.Value, CellFault.NoType),
    };

    private static TableCell Cell(RawCell raw, string text, Text? fault = null) =>
        new(raw.Place.Row, raw.Place.Column, text, Fault: fault);

    private TableCell Shared(RawCell raw) =>
        SharedIndex(raw) is { } index && texts.TryGetValue(index, out var text)
            ? Cell(raw, text)
            : Cell(raw, "", CellFault.NoText(raw.Value));

    /// <summary>The number of the text that a cell names; null where it names none.</summary>
    public static int? SharedIndex(RawCell raw) => raw.Type == "s" && int.TryParse(
        raw.Value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture,
        out var index) ? index : null;

    private TableCell Number(RawCell raw)
    {
        if (!ExactNumber.TryRead(raw.Value, out var read))
        {
            return Cell(raw, raw.Value, CellFault.NoNumber(raw.Value));
        }

        if (read is not { } number)
        {
            return Cell(raw, raw.Value, CellFault.OutOfRange(raw.Value));
        }

        var digits = ExactNumber.Show(number);
        if (styles.Of(raw.Style) is not { } format)
        {
            return Cell(raw, digits, CellFault.NoStyle);
        }

        var plain = Cell(raw, digits) with { Number = number, Format = format.Code };
        return format.Kind switch
        {
            FormatKind.Plain => plain with { Text = Padded(digits, format.Digits) },
            FormatKind.Percent => plain with { Text = ExactNumber.Show(number * 100) + "%" },
            FormatKind.Scaled => plain with { Fault = CellFault.Scaled(digits, format.Code) },
            FormatKind.Time when number is >= 0 and < 1 => Elapsed(raw, number, format),
            FormatKind.Elapsed when number is >= 0 and < 1_000_000 => Elapsed(raw, number, format),
            _ => Moment.TryCount(number, is1904, out var moment)
                ? Show(raw, moment, format)
                : Cell(raw, digits, CellFault.NoDay(digits)) with { Format = format.Code },
        };
    }

    private static TableCell Elapsed(RawCell raw, decimal days, NumberFormat format) =>
        Cell(raw, Moment.Time((long)Math.Round(days * 86_400))) with { Format = format.Code };

    // Of a code such as 028 under 000.
    private static string Padded(string digits, int least) =>
        least == 1 || digits.AsSpan().ContainsAny('.', '-') ? digits : digits.PadLeft(least, '0');

    // A date under a format has a day and no number: 43252 is what nobody wrote.
    private static TableCell Show(RawCell raw, Moment moment, NumberFormat format)
    {
        var cell = Cell(raw, moment.ToString()) with { Format = format.Code };
        var isDay = moment is { Day: not null, Seconds: 0 };
        return format.Kind switch
        {
            FormatKind.Month when isDay && moment.Day!.Value.Day == 1 => cell with
            {
                Text = moment.Month,
                Day = moment.Day,
            },
            FormatKind.Day or FormatKind.Month or FormatKind.DayTime when isDay => cell with { Day = moment.Day },
            FormatKind.Day or FormatKind.Month when moment.Day is null => cell with
            {
                Fault = CellFault.NoDay(cell.Text),
            },
            FormatKind.Day or FormatKind.Month => cell with { Fault = CellFault.TimeLost(cell.Text) },
            _ => cell,
        };
    }
}
