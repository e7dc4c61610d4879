using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>The reports in a table: the rows of a target's nodes belong to the row of the target, wherever they
/// stand.</summary>
internal static class BatchTable
{
    /// <summary>The reports, or why none is read.</summary>
    public static (BatchFile? File, Problem? Refusal) Read(Table table, ImportForm form)
    {
        var layout = ImportLayout.Of(table, form);
        if (layout.Refusal is { } refusal)
        {
            return (null, refusal);
        }

        var groups = table.Rows.Skip(1)
            .Select(r => new Line(r, new(table, r, layout.Columns), ImportTable.FaultOf(table, r, layout)))
            .GroupBy(l => l.Fault is null ? l.Group : $"{l.Row.Number}", StringComparer.Ordinal);
        var (rows, blank) = (new GatheredRows<BatchReport>(), 0);
        List<ReadCell> readAs = [];
        foreach (var reports in groups.SelectMany(Reports))
        {
            if (!reports.Exists(l => l.SaysSomething))
            {
                blank++;
                continue;
            }

            rows.Add(reports[0].Row.Number, told =>
            {
                var report = ReadReport(reports, form, told);
                readAs.AddRange(reports.SelectMany(l => l.Reading.ReadAs));
                return report;
            });
        }

        return (new(rows.Rows, blank, ImportReading.Of(table, readAs), IgnoredCell.Of(table, layout), table), null);
    }

    // The rows without a node are a report each; the first of them has the nodes.
    private static IEnumerable<List<Line>> Reports(IGrouping<string, Line> group)
    {
        var heads = group.Where(l => !l.IsNode).ToList();
        var nodes = group.Where(l => l.IsNode);
        yield return [.. heads.Take(1), .. nodes];
        foreach (var further in heads.Skip(1))
        {
            yield return [further];
        }
    }

    private static ImportRow<BatchReport> ReadReport(List<Line> lines, ImportForm form, int told)
    {
        var head = lines[0].Reading;
        if (lines[0].Fault is { } fault)
        {
            return new(lines[0].Row.Number, null, null, [fault], head.AddressOf);
        }

        foreach (var column in form.Columns)
        {
            if (head.Find(column.Name) is { } cell)
            {
                column.Read(cell, head);
            }
        }

        foreach (var line in lines)
        {
            BatchForm.ReadDays(line.Reading, head, line.IsNode ? "/nodes" : "/part");
            if (line != lines[0] && BatchForm.Inputs.FirstOrDefault(i => i is not ("doneOn" or "forecastOn")
                && line.Reading.Find(i) is not null) is { } misplaced)
            {
                head.Refuse(line.Reading.Find(misplaced)!, $"/nodes/{line.Row.Number}/{misplaced}", new(
                    $"节点行只填完成日期和预计完成日期；请写在目标所在的第 {lines[0].Row.Number} 行",
                    $"a node's row has days alone; write this into row {lines[0].Row.Number}, that of the target"));
            }
        }

        return ImportRow.Of<BatchReport>(
            lines[0].Row.Number, head.Members, form.Id, head.Faults, told) with
        { CellOf = head.AddressOf };
    }

    private sealed record Line(TableRow Row, RowReading Reading, (string Pointer, string Message)? Fault)
    {
        public bool IsNode { get; } = Reading.Find("nodes") is not null;

        public bool SaysSomething => Fault is not null || BatchForm.Inputs.Any(i => Reading.Find(i) is not null);

        public string Group => $"{Reading.Find("targetId")?.Text.Trim()}\n{Reading.Find("period")?.Text.Trim()}";
    }
}
