using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>The cells of a target with several parts: <c>a|b;a|b</c>, an item a line as well, with the signs of either
/// keyboard.</summary>
internal static class TargetLists
{
    private static readonly char[] Names = ['、', '，', ',', .. ListText.Items];

    // A cell with several parts has no more of them than the longest list of a target.
    private const int MostItems = TargetValidator.MostCoUnits;

    private static readonly Text TooMany = new($"最多 {MostItems} 项", $"has more than {MostItems} items");

    /// <summary>The unit of measure of a row; null where it names none.</summary>
    public static string? UnitOf(RowReading row) => row.Find("unitOfMeasure")?.Text;

    public static void ReadPlan(TableCell cell, RowReading row) => ReadList(cell, row, "plan",
        ("period", CellReading.OfPeriod), ("value", part => CellReading.OfNumber(part, UnitOf(row))));

    public static void ReadNodes(TableCell cell, RowReading row) => ReadList(Unmarked(cell), row, "nodes",
        ("code", CellReading.OfCode), ("title", CellReading.OfText), ("due", CellReading.OfDay));

    /// <summary>Co-units: one, its part and its day an item; without parts several names in one line too.</summary>
    public static void ReadCoUnits(TableCell cell, RowReading row, UnitNames units) => ReadList(
        cell.Text.IndexOfAny(ListText.Parts) < 0
            ? cell with { Text = string.Join(';', Split(cell.Text, Names)) }
            : Unmarked(cell),
        row, "coUnits", ("unit", units.Read), ("part", CellReading.OfText), ("due", CellReading.OfDay));

    /// <summary>Lead units: the first leads, the others co-operate, and what their part is stays open.</summary>
    public static void ReadLeadUnits(TableCell cell, RowReading row, UnitNames units)
    {
        if (cell.Fault is { } fault)
        {
            row.Refuse(cell, "/leadUnit", fault);
            return;
        }

        if (Split(cell.Text, Names) is not { Count: > 0 and <= MostItems } names)
        {
            row.Refuse(cell, "/leadUnit", TooMany);
            return;
        }

        var read = names.Select(name => units.Read(PartOf(cell, name))).ToList();
        row.Take(cell, "/leadUnit", read[0] with { As = null });
        row.Note(cell, string.Join('、', names.Zip(read, (name, r) => r.As ?? name)));
        foreach (var other in read.Skip(1))
        {
            row.Add(cell, "coUnits", other.Value is { } unit ? new JsonObject { ["unit"] = unit } : new JsonObject(),
                [.. other.Faults.Select(f => ("/unit" + f.At, f.Why))]);
        }
    }

    /// <summary>The plan's value at the end of a quarter of the row's year. Without a year there is no plan, and the
    /// row is refused for that.</summary>
    public static void ReadQuarter(TableCell cell, RowReading row, int quarter)
    {
        if (row.Find("year") is not { } year || CellReading.OfYear(year) is not { Value: not null, As: { } its })
        {
            return;
        }

        var value = CellReading.OfNumber(cell, UnitOf(row));
        row.Add(cell, "plan", new() { ["period"] = $"{its}-Q{quarter}", ["value"] = value.Value },
            [.. value.Faults.Select(f => ("/value" + f.At, f.Why))]);
        row.Note(cell, value.As);
    }

    /// <summary>An approved suspension: its first period, and its last.</summary>
    public static void ReadSuspension(TableCell cell, RowReading row)
    {
        var parts = ListText.Split(cell.Text, ListText.Parts);
        if (cell.Fault is not null || parts.Count > 2)
        {
            row.Refuse(cell, "/suspension", cell.Fault ?? new(
                $"收到“{RefusedValueException.Quote(cell.Text)}”；格式为 起始填报期|终止填报期，如 2018-03|2018-05",
                $"is \"{RefusedValueException.Quote(cell.Text)}\"; write from|until, such as 2018-03|2018-05"));
            return;
        }

        row.TakeObject(
            cell, "/suspension", isItem: false, ("from", PartOf(cell, parts[0]), CellReading.OfPeriod),
            ("until", parts is [_, { Length: > 0 } until] ? PartOf(cell, until) : null, CellReading.OfPeriod));
    }

    /// <summary>How often: a word for it, or the periods.</summary>
    public static void ReadFrequency(TableCell cell, RowReading row)
    {
        var word = CellReading.OfWord(cell, TargetWords.Frequency);
        var periods = Split(cell.Text, Names).Select(part => CellReading.OfPeriod(PartOf(cell, part))).ToList();
        row.Take(cell, "/frequency", cell.Fault is not null || periods.TrueForAll(p => p.Value is null) ? word
            : periods.Count > MostItems ? CellReading.Refused(TooMany)
            : new(new JsonArray([.. periods.Select(p => p.Value)]), string.Join(';', periods.Select(p => p.As)),
                [.. periods.SelectMany((p, i) => p.Faults.Select(f => ($"/{i}{f.At}", f.Why)))]));
    }

    private static void ReadList(
        TableCell cell, RowReading row, string list,
        params IReadOnlyList<(string Member, Func<TableCell, CellReading> Read)> parts)
    {
        var items = Split(cell.Text, ListText.Items)
            .ConvertAll(i => ListText.Split(i, ListText.Parts).ConvertAll(ListText.Plain));
        if (cell.Fault is not null || items.Count > MostItems || items.Any(i => i.Count > parts.Count))
        {
            var form = string.Join('|', parts.Select(p => p.Member));
            row.Refuse(cell, "/" + list, cell.Fault ?? new(
                $"收到“{RefusedValueException.Quote(cell.Text)}”；格式为 {form}，每行一项（或用 ; 分隔），最多 {MostItems} 项",
                $"is \"{RefusedValueException.Quote(cell.Text)}\"; write {form}, one a line (or ; between), "
                    + $"{MostItems} at most"));
            return;
        }

        List<string> canonical = [];
        foreach (var item in items)
        {
            var members = new JsonObject();
            List<(string, Text)> faults = [];
            List<string> spelled = [];
            foreach (var (part, text) in parts.Zip(item))
            {
                var read = text.Length == 0 ? new(null) : part.Read(PartOf(cell, text));
                if (read.Value is { } value)
                {
                    members[part.Member] = value;
                }

                faults.AddRange(read.Faults.Select(f => ($"/{part.Member}{f.At}", f.Why)));
                spelled.Add(read.As ?? text);
            }

            row.Add(cell, list, members, faults);
            canonical.Add(string.Join('|', spelled));
        }

        row.Note(cell, string.Join(';', canonical));
    }

    // As a cell of several texts: each of them was marked by itself before.
    private static TableCell Unmarked(TableCell cell) => cell with { Text = FormulaMark.TakenOff(cell.Text) };

    private static TableCell PartOf(TableCell cell, string text) =>
        cell with { Text = text, Number = null, Format = null, Day = null };

    private static List<string> Split(string text, char[] signs) =>
        ListText.Split(text, signs).FindAll(t => t.Length > 0);
}
