namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>Makes of a sheet as its part has it the table that a person sees: without what is hidden, and of a merged
/// range only the cell at its top left.</summary>
internal sealed class TableOfSheet(RawSheet sheet, CellReader cells)
{
    private readonly SortedSet<int> _hiddenRows = [];
    private readonly SortedSet<int> _hiddenColumns = [];

    /// <param name="name">The sheet's name.</param>
    /// <param name="beside">What was passed over beside the cells.</param>
    public Table Read(string name, IEnumerable<TableNote> beside)
    {
        var merged = new MergedRanges(sheet);
        var isHidden = HiddenColumns();
        List<TableRow> rows = [];
        List<TableCell> row = [];
        for (var i = 0; i < sheet.Cells.Count; i++)
        {
            var (number, column) = sheet.Cells[i].Place;
            if (merged.IsCovered(i) || cells.Read(sheet.Cells[i]) is not { } cell)
            {
                continue;
            }

            if (sheet.HiddenRows.Contains(number))
            {
                _hiddenRows.Add(number);
            }
            else if (isHidden[column])
            {
                _hiddenColumns.Add(column);
            }
            else if (row.Count > 0 && row[^1].Row == number)
            {
                row.Add(cell);
            }
            else
            {
                rows.Add(new(number, row = [cell]));
            }
        }

        return new(name, null, rows, [.. HiddenNotes(), .. merged.Notes, .. beside]);
    }

    private bool[] HiddenColumns()
    {
        var isHidden = new bool[XlsxLimits.LastColumn + 1];
        foreach (var (first, last) in sheet.HiddenColumns)
        {
            var end = Math.Min(last, XlsxLimits.LastColumn);
            if (first <= end)
            {
                isHidden.AsSpan(first, end - first + 1).Fill(true);
            }
        }

        return isHidden;
    }

    // A clerk who filtered a list does not see the rest of it, and would not know that it was reported.
    private IEnumerable<TableNote> HiddenNotes()
    {
        foreach (var (first, last) in Ranges(_hiddenRows))
        {
            yield return new(Range($"{first}", $"{last}", ":"), new(
                $"第 {Range($"{first}", $"{last}", "—")} 行被隐藏，不予读取；如需报送，请取消隐藏或筛选。",
                $"Row {Range($"{first}", $"{last}", " to ")} is hidden and not read; unhide it, or clear the filter, "
                    + "if it is to count."));
        }

        foreach (var (first, last) in Ranges(_hiddenColumns))
        {
            var (from, to) = (TableCell.Letters(first), TableCell.Letters(last));
            yield return new(Range(from, to, ":"), new(
                $"{Range(from, to, "—")} 列被隐藏，不予读取；如需报送，请取消隐藏。",
                $"Column {Range(from, to, " to ")} is hidden and not read; unhide it if it is to count."));
        }
    }

    private static IEnumerable<(int First, int Last)> Ranges(IEnumerable<int> numbers)
    {
        (int First, int Last)? range = null;
        foreach (var number in numbers)
        {
            if (range is { } done && done.Last + 1 < number)
            {
                yield return done;
                range = null;
            }

            range = (range?.First ?? number, number);
        }

        if (range is { } rest)
        {
            yield return rest;
        }
    }

    private static string Range(string first, string last, string between) =>
        first == last ? first : first + between + last;
}
