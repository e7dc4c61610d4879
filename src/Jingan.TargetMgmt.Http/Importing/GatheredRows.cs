using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Http.Importing;

/// <summary>The rows of an import as they are read: behind so many with faults that they are enough to repair a file,
/// none is looked at. To read on would cost as much again for every further fault.</summary>
public sealed class GatheredRows<T>
    where T : class
{
    private readonly List<ImportRow<T>> _rows = [];
    private int _faulty;
    private int _told;

    public IReadOnlyList<ImportRow<T>> Rows => _rows;

    /// <param name="number">The row's number.</param>
    /// <param name="read">Reads it, given how many faults the rows before it have.</param>
    public void Add(int number, Func<int, ImportRow<T>> read)
    {
        var row = _faulty < RequestLimits.MostErrors ? read(_told) : ImportRow.NotRead<T>(number);
        _rows.Add(row);
        _faulty += row.Faults.Count > 0 ? 1 : 0;
        _told += row.Faults.Count;
    }
}
