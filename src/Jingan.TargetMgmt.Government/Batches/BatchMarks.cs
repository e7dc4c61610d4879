using Jingan.TargetMgmt.Http.Tables;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>What is to be marked in the table of a batch.</summary>
internal sealed class BatchMarks
{
    private const int MostNotes = 100;

    private readonly Dictionary<int, BatchRow> _rows;
    private readonly Dictionary<string, string> _notes = [];

    private BatchMarks(Table table, IReadOnlyList<BatchRow> rows)
    {
        _rows = rows.ToDictionary(r => r.Row);
        Results = table.Rows[0].Cells.Where(c => c.Text.Trim() == "校验结果").Select(c => c.Column).ToHashSet();
        foreach (var (address, message) in rows.SelectMany(r => r.Marks).Take(MostNotes))
        {
            _notes[address] = _notes.TryGetValue(address, out var before) ? $"{before}\n{message}" : message;
        }
    }

    public static BatchMarks Of(Table table, IReadOnlyList<BatchRow> rows) => new(table, rows);

    /// <summary>The columns of an earlier result, which this one takes the place of.</summary>
    public IReadOnlySet<int> Results { get; }

    /// <summary>What is said of cells, by address.</summary>
    public IReadOnlyDictionary<string, string> Notes => _notes;

    public bool IsFaulty(string address) => _notes.ContainsKey(address);

    /// <summary>The columns of a row's cells of which something is said.</summary>
    public IEnumerable<int> FaultyOf(int row) => _notes.Keys
        .Select(a => TableCell.TryRead(a, out var column, out var at) && at == row ? column : 0)
        .Where(c => c > 0);

    public bool IsRefused(int row) => _rows.GetValueOrDefault(row)?.Code is not null;

    /// <summary>What is said of a row; nothing of one that says nothing.</summary>
    public string ResultOf(int row) => _rows.GetValueOrDefault(row) is not { } told ? "" : string.Join('\n',
    [
        told.Outcome switch
        {
            "reported" => $"√ 已填报（第 {told.Revision} 次）",
            "drafted" => "√ 已存草稿",
            "ready" => "√ 可以接受（尚未保存）",
            _ => "× 须改正",
        },
        .. told.Errors, .. told.Warnings.Select(w => $"提示：{w}"),
    ]);
}
