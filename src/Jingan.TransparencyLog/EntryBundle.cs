using System.Buffers;
using System.Buffers.Binary;

namespace Jingan.TransparencyLog;

/// <summary>Up to 256 neighbouring entries, as c2sp.org/tlog-tiles serves them: each entry's length in two bytes,
/// big-endian, then its bytes.</summary>
/// <param name="Index">Position from the left; bundle n holds the entries whose hashes are in the level-0 tile
/// n.</param>
/// <param name="Width">Number of entries in it, 1 to 256.</param>
public readonly record struct EntryBundle(long Index, int Width)
{
    /// <summary>The longest entry that fits the length prefix, in bytes.</summary>
    public const int MaxEntryLength = ushort.MaxValue;

    private const string Prefix = "tile/entries/";

    /// <summary>Where it is served below a log's prefix, for instance <c>tile/entries/000.p/1</c>.</summary>
    public string Path => TilePath.Print(Prefix, Index, Width);

    /// <summary>Reads a path, accepting exactly what <see cref="Path"/> prints.</summary>
    /// <param name="path">The path below the log's prefix, without a leading slash.</param>
    /// <param name="bundle">The bundle.</param>
    public static bool TryParse(string path, out EntryBundle bundle)
    {
        bundle = default;
        if (path is null || path.Length > TilePath.MaxLength || !path.StartsWith(Prefix, StringComparison.Ordinal)
            || !TilePath.TryParse(path[Prefix.Length..], out var index, out var width))
        {
            return false;
        }

        var read = new EntryBundle(index, width);
        if (read.Path != path)
        {
            return false;
        }

        bundle = read;
        return true;
    }

    /// <summary>How many entries a bundle has in a log of <paramref name="size"/> entries;
    /// 0 when there is no such bundle.</summary>
    /// <param name="index">The bundle's index.</param>
    /// <param name="size">Number of entries of the log.</param>
    public static int WidthAt(long index, long size) => Tile.WidthAt(0, index, size);

    /// <summary>Adds one entry to a bundle that is being written.</summary>
    /// <param name="bundle">What the bundle is written to.</param>
    /// <param name="entry">The entry's exact bytes.</param>
    /// <exception cref="ArgumentException">The entry is longer than <see cref="MaxEntryLength"/>.</exception>
    public static void Append(IBufferWriter<byte> bundle, ReadOnlySpan<byte> entry)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        if (entry.Length > MaxEntryLength)
        {
            throw new ArgumentException($"An entry has at most {MaxEntryLength} bytes, this one has {entry.Length}.",
                nameof(entry));
        }

        BinaryPrimitives.WriteUInt16BigEndian(bundle.GetSpan(2), (ushort)entry.Length);
        bundle.Advance(2);
        bundle.Write(entry);
    }

    /// <summary>Takes a bundle apart.</summary>
    /// <param name="bytes">The bundle's bytes.</param>
    /// <param name="width">How many entries it has to hold, exactly.</param>
    /// <param name="entries">The entries, as slices of <paramref name="bytes"/>.</param>
    /// <param name="fault">What is wrong with the bytes.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes, int width, out IReadOnlyList<ReadOnlyMemory<byte>> entries, out string? fault)
    {
        entries = [];
        var read = new List<ReadOnlyMemory<byte>>();
        var rest = bytes;
        while (rest.Length >= 2 && read.Count < width)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
            if (length > rest.Length - 2)
            {
                fault = $"Entry {read.Count} of the bundle announces {length} bytes, {rest.Length - 2} are left.";
                return false;
            }

            read.Add(rest.Slice(2, length));
            rest = rest[(2 + length)..];
        }

        fault = read.Count != width ? $"The bundle ends after {read.Count} entries, expected {width}."
            : !rest.IsEmpty ? $"The bundle goes on for {rest.Length} bytes after its {width} entries." : null;
        if (fault is null)
        {
            entries = read;
        }

        return fault is null;
    }
}
