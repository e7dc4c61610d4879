using System.Globalization;

namespace Jingan.TransparencyLog;

/// <summary>A tile of the Merkle tree: up to 256 neighbouring hashes of one level of c2sp.org/tlog-tiles (height
/// 8).</summary>
/// <remarks>Level 0 holds leaf hashes, level L &gt; 0 the roots of the full tiles of level L-1,
/// 32 bytes each and nothing else.</remarks>
/// <param name="Level">0 to 63.</param>
/// <param name="Index">Position from the left on its level.</param>
/// <param name="Width">Number of hashes in it, 1 to 256.</param>
public readonly record struct Tile(int Level, long Index, int Width)
{
    /// <summary>Levels of the binary tree that one tile spans.</summary>
    public const int Height = 8;

    /// <summary>Hashes in a full tile.</summary>
    public const int FullWidth = 1 << Height;

    private const int MaxLevel = 63;

    /// <summary>Where it is served below a log's prefix, for instance <c>tile/0/x001/x234/067.p/41</c>.</summary>
    public string Path => TilePath.Print(string.Create(CultureInfo.InvariantCulture, $"tile/{Level}/"), Index, Width);

    /// <summary>Reads a path, accepting exactly what <see cref="Path"/> prints: no other spelling of the same tile,
    /// no <c>.p/256</c>, no escapes.</summary>
    /// <param name="path">The path below the log's prefix, without a leading slash.</param>
    /// <param name="tile">The tile.</param>
    public static bool TryParse(string path, out Tile tile)
    {
        tile = default;
        if (path is null || path.Length > TilePath.MaxLength || !path.StartsWith("tile/", StringComparison.Ordinal))
        {
            return false;
        }

        var slash = path.IndexOf('/', 5);
        if (slash < 0 || !DecimalText.TryParse(path.AsSpan(5, slash - 5), out var level) || level > MaxLevel
            || !TilePath.TryParse(path[(slash + 1)..], out var index, out var width))
        {
            return false;
        }

        var read = new Tile((int)level, index, width);
        if (read.Path != path)
        {
            return false;
        }

        tile = read;
        return true;
    }

    /// <summary>How many hashes a tile has in a tree of <paramref name="size"/> leaves;
    /// 0 when there is no such tile.</summary>
    /// <param name="level">The tile's level.</param>
    /// <param name="index">The tile's index on that level.</param>
    /// <param name="size">Number of leaves of the tree.</param>
    public static int WidthAt(int level, long index, long size)
    {
        if (level is < 0 or > MaxLevel || index < 0 || size <= 0 || level * Height >= 63)
        {
            return 0;
        }

        // A hash of level L stands for 256^L leaves; one that is not complete yet is not in any tile.
        var hashes = size >> (level * Height);
        var full = hashes >> Height;
        return index < full ? FullWidth : index == full ? (int)(hashes & (FullWidth - 1)) : 0;
    }

    /// <summary>Every tile of a tree, level by level from the leaves up, from left to right;
    /// each with its width at that size.</summary>
    /// <param name="size">Number of leaves of the tree.</param>
    public static IEnumerable<Tile> All(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        for (var level = 0; WidthAt(level, 0, size) > 0; level++)
        {
            for (var (index, width) = (0L, WidthAt(level, 0, size)); width > 0; width = WidthAt(level, ++index, size))
            {
                yield return new(level, index, width);
            }
        }
    }
}
