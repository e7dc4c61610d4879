namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>What the merged ranges of a sheet cover (ECMA-376 Part 1, 18.3.1.55).</summary>
internal sealed class MergedRanges
{
    // Ranges that lie beside each other, as they must, need a few looks at each cell; ranges one upon the other
    // thousands.
    private const int MostLooks = 20_000_000;

    private readonly List<RawCell> _cells;
    private readonly List<(int Row, int Index)> _rows = [];
    private readonly bool[] _isCovered;
    private readonly List<TableNote> _notes = [];
    private int _looks;

    /// <exception cref="RefusedException">The ranges lie one upon the other.</exception>
    public MergedRanges(RawSheet sheet)
    {
        (_cells, _isCovered) = (sheet.Cells, new bool[sheet.Cells.Count]);
        for (var i = 0; i < _cells.Count; i++)
        {
            if (i == 0 || _cells[i].Place.Row != _cells[i - 1].Place.Row)
            {
                _rows.Add((_cells[i].Place.Row, i));
            }
        }

        foreach (var area in sheet.Merged.Where(a => a.First != a.Last))
        {
            Cover(area);
        }
    }

    /// <summary>The ranges with something in them.</summary>
    public IReadOnlyList<TableNote> Notes => _notes;

    /// <summary>Whether a range covers the cell of this index, which then does not count.</summary>
    public bool IsCovered(int index) => _isCovered[index];

    private void Cover(CellArea area)
    {
        var isUsed = false;
        for (var at = FirstFrom(area.First.Row); at < _rows.Count && _rows[at].Row <= area.Last.Row; at++)
        {
            var end = at + 1 < _rows.Count ? _rows[at + 1].Index : _cells.Count;
            for (var i = _rows[at].Index; i < end && _cells[i].Place.Column <= area.Last.Column; i++)
            {
                if (++_looks > MostLooks)
                {
                    throw RefusedException.Invalid(area.ToString(), new(
                        "合并单元格互相重叠；请取消合并后重新上传。", "Merged ranges overlap; unmerge them and send it again."));
                }

                if (_cells[i].Place.Column >= area.First.Column)
                {
                    isUsed = true;
                    _isCovered[i] |= _cells[i].Place != area.First;
                }
            }
        }

        if (isUsed)
        {
            _notes.Add(new(area.ToString(), new($"{area} 是合并单元格，只取左上角的单元格。",
                $"{area} is merged; only its top left cell counts.")));
        }
    }

    private int FirstFrom(int row)
    {
        var found = _rows.BinarySearch((row, 0), Comparer<(int Row, int Index)>.Create((a, b) => a.Row - b.Row));
        return found < 0 ? ~found : found;
    }
}
