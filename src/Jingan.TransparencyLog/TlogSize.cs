using System.Text;

namespace Jingan.TransparencyLog;

/// <summary>A tree size on a line of its own: what a witness answers with 409 when the old size is not its own
/// (c2sp.org/tlog-witness).</summary>
public static class TlogSize
{
    /// <summary>The media type of a tree size; a 409 with another one says something else.</summary>
    public const string MediaType = "text/x.tlog.size";

    // 2^63-1 has 19 digits.
    private const int MaxLength = 20;

    /// <summary>The size and a newline.</summary>
    /// <param name="size">Number of entries.</param>
    public static byte[] ToBytes(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return Encoding.ASCII.GetBytes(DecimalText.Print(size) + "\n");
    }

    /// <summary>Reads a size, accepting exactly what <see cref="ToBytes"/> prints.</summary>
    /// <param name="bytes">The body.</param>
    /// <param name="size">Number of entries.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out long size)
    {
        size = 0;
        return bytes.Length is > 1 and <= MaxLength && bytes[^1] == '\n'
            && DecimalText.TryParse(Encoding.Latin1.GetString(bytes[..^1]), out size);
    }
}
