using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables;

namespace Jingan.TargetMgmt.Http.Importing;

/// <summary>Which column of a table is which.</summary>
/// <param name="Columns">The columns by their numbers.</param>
/// <param name="Refusal">Why the table cannot be read by them; null where it can.</param>
public sealed record ImportLayout(IReadOnlyDictionary<int, ImportColumn> Columns, Problem? Refusal)
{
    // A heading so far down is none.
    private const int RowsLookedAt = 20;

    private const int MostNotes = 5;

    /// <summary>The layout that the table's first row names. What else it could be is said, never guessed.</summary>
    public static ImportLayout Of(Table table, ImportForm form)
    {
        if (table.Rows is not [var headings, ..])
        {
            return new(new Dictionary<int, ImportColumn>(), Problem.Invalid("", new("文件为空", "is empty")));
        }

        var columns = Recognised(headings, form);
        var known = columns.Values.Select(c => c.Name).ToHashSet();
        var missing = form.Columns.Where(c => c.IsRequired && !known.Contains(c.Name)).ToList();
        var unknown = headings.Cells.Where(c => form.Find(c) is null).ToList();
        var twice = headings.Cells.Where(c => form.Find(c) is not null && !columns.ContainsKey(c.Column)).ToList();
        return new(columns, missing.Count + unknown.Count + twice.Count == 0
            ? null
            : Problem.Invalid(Faults().Select(f => ("/header", f.Current))));

        IEnumerable<Text> Faults()
        {
            var below = table.Rows.Take(RowsLookedAt).MaxBy(r => Recognised(r, form).Count)!;
            if (Recognised(below, form).Count > columns.Count)
            {
                foreach (var fault in Mapping(table, form, below))
                {
                    yield return fault;
                }

                yield break;
            }

            foreach (var cell in unknown)
            {
                yield return Unknown(table, cell);
            }

            foreach (var cell in twice)
            {
                yield return new($"{table.AddressOf(cell)}“{Quote(cell)}”：列名重复",
                    $"{table.AddressOf(cell)} \"{Quote(cell)}\" is a column that appears twice");
            }

            if (missing.Count > 0)
            {
                yield return Missing(missing);
            }

            yield return form.Template;
        }
    }

    // What the row that looks like the headings says, column by column, and what stands around the rows.
    private static IEnumerable<Text> Mapping(Table table, ImportForm form, TableRow row)
    {
        yield return new($"第 {row.Number} 行看起来是表头；表头须在第一行，请删去其上各行，或用模板",
            $"row {row.Number} looks like the headings; they must be the first row: delete what stands above");
        yield return form.Template;
        var columns = Recognised(row, form);
        foreach (var cell in row.Cells)
        {
            yield return columns.TryGetValue(cell.Column, out var column)
                ? new($"{table.AddressOf(cell)}“{Quote(cell)}”→ {column.Shown}",
                    $"{table.AddressOf(cell)} \"{Quote(cell)}\" is {column.Name}")
                : Unknown(table, cell);
        }

        var missing = form.Columns.Where(c => c.IsRequired && columns.Values.All(k => k.Name != c.Name)).ToList();
        if (missing.Count > 0)
        {
            yield return Missing(missing);
        }

        foreach (var alone in table.Rows.Where(r => r.Cells.Count == 1).Take(MostNotes).Select(r => r.Cells[0]))
        {
            yield return new($"{table.AddressOf(alone)}“{Quote(alone)}”：一行只有这一格，像是标题或注，不是数据",
                $"{table.AddressOf(alone)} \"{Quote(alone)}\" stands alone in its row: a title or a note, no data");
        }
    }

    // Of two columns with one name the first.
    private static Dictionary<int, ImportColumn> Recognised(TableRow row, ImportForm form) =>
        row.Cells.Select(c => (c.Column, Known: form.Find(c))).Where(c => c.Known is not null)
            .DistinctBy(c => c.Known!.Name).ToDictionary(c => c.Column, c => c.Known!);

    private static Text Unknown(Table table, TableCell cell) => new(
        $"{table.AddressOf(cell)}“{Quote(cell)}”：{cell.Fault?.Zh ?? "未知的列"}",
        $"{table.AddressOf(cell)} \"{Quote(cell)}\" {cell.Fault?.En ?? "is an unknown column"}");

    private static Text Missing(List<ImportColumn> missing) => new(
        $"缺少列：{string.Join('、', missing.Select(c => c.Shown))}",
        $"missing columns: {string.Join(", ", missing.Select(c => c.Name))}");

    private static string Quote(TableCell cell) => RefusedValueException.Quote(cell.Text.Trim());
}
