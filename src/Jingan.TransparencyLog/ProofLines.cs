using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Jingan.TransparencyLog;

/// <summary>What c2sp.org/tlog-proof and c2sp.org/tlog-witness share: lines, the last of them hashes, a blank line,
/// a signed checkpoint.</summary>
internal static class ProofLines
{
    /// <summary>"The client MUST NOT send more than 63 consistency proof lines";
    /// no inclusion proof below 2^63 leaves is longer either.</summary>
    public const int MaxHashes = 63;

    /// <summary>A note, and the lines before it: the extra data of a receipt is the longest of them.</summary>
    public const int MaxLength = SignedNote.MaxLength + 70_000;

    /// <summary>Splits at the first blank line; what follows it is the checkpoint, untouched.</summary>
    public static bool TrySplit(
        ReadOnlyMemory<byte> bytes, out string[] lines, [NotNullWhen(true)] out SignedNote? checkpoint,
        [NotNullWhen(false)] out string? fault)
    {
        lines = [];
        checkpoint = null;
        var blank = bytes.Length > MaxLength ? -1 : bytes.Span.IndexOf("\n\n"u8);
        if (blank < 0)
        {
            fault = $"Expected lines, a blank line and a signed checkpoint, of at most {MaxLength} bytes.";
            return false;
        }

        if (!SignedNote.TryParse(bytes[(blank + 2)..], out checkpoint, out fault))
        {
            fault = $"The checkpoint is broken: {fault}";
            return false;
        }

        // One character per byte: whatever is not ASCII stays something that no line can be.
        lines = Encoding.Latin1.GetString(bytes.Span[..blank]).Split('\n');
        return true;
    }

    public static bool TryReadHashes(
        ReadOnlySpan<string> lines, out IReadOnlyList<byte[]> hashes, [NotNullWhen(false)] out string? fault)
    {
        hashes = [];
        if (lines.Length > MaxHashes)
        {
            fault = $"A proof has at most {MaxHashes} hashes, this one has {lines.Length}.";
            return false;
        }

        var read = new byte[lines.Length][];
        for (var i = 0; i < lines.Length; i++)
        {
            if (!Base64Text.TryDecodeHash(lines[i], out read[i]))
            {
                fault = $"Hash {i + 1} of the proof is \"{lines[i]}\", expected canonical base64 of 32 bytes.";
                return false;
            }
        }

        (hashes, fault) = (read, null);
        return true;
    }

    /// <summary>Reads a line of a word and a number.</summary>
    public static bool TryReadNumber(string line, string word, out long number, [NotNullWhen(false)] out string? fault)
    {
        number = 0;
        fault = line.StartsWith(word + " ", StringComparison.Ordinal)
            && DecimalText.TryParse(line.AsSpan(word.Length + 1), out number) ? null
            : $"Found the line \"{line}\", expected \"{word}\", a space and a decimal number without sign or leading "
                + "zeros.";
        return fault is null;
    }

    public static byte[] Print(
        IEnumerable<string> lines, IReadOnlyList<byte[]> hashes, ReadOnlySpan<byte> checkpoint) =>
        [.. Encoding.ASCII.GetBytes(string.Join('\n', [.. lines, .. hashes.Select(Convert.ToBase64String), "\n"])),
            .. checkpoint];

    public static void RequireHashes(IReadOnlyList<byte[]> hashes, string parameter)
    {
        ArgumentNullException.ThrowIfNull(hashes, parameter);
        if (hashes.Count > MaxHashes || hashes.Any(hash => hash is not { Length: MerkleTree.HashLength }))
        {
            throw new ArgumentException($"A proof has at most {MaxHashes} hashes of 32 bytes each.", parameter);
        }
    }
}
