namespace Jingan.TargetMgmt.Log.Rows;

/// <summary>The rows of some tables as sums, one for every stretch of the log: in memory that does not grow with the
/// rows, and a difference is found where it is.</summary>
/// <param name="digest">Makes the numbers that are added up.</param>
/// <param name="size">Rows of entries below it count.</param>
internal sealed class RowSums(RowDigest digest, long size)
{
    /// <summary>Length of a stretch.</summary>
    public const long Stretch = 4096;

    private readonly Dictionary<string, UInt128[]> _tables = [];

    public void Add(string table, long at, IReadOnlyList<object?> columns)
    {
        if (!_tables.TryGetValue(table, out var sums))
        {
            _tables.Add(table, sums = new UInt128[(size / Stretch) + 1]);
        }

        unchecked
        {
            sums[at / Stretch] += digest.Of(table, at, columns);
        }
    }

    /// <summary>Where the stretches begin in which the two differ.</summary>
    public IEnumerable<long> Differences(RowSums other, string table)
    {
        for (var i = 0L; i <= size / Stretch; i++)
        {
            if (At(table, i) != other.At(table, i))
            {
                yield return i * Stretch;
            }
        }
    }

    private UInt128 At(string table, long stretch) =>
        _tables.TryGetValue(table, out var sums) ? sums[stretch] : UInt128.Zero;
}
