using System.Diagnostics.CodeAnalysis;

namespace Jingan.TransparencyLog;

/// <summary>A tree head as the text of c2sp.org/tlog-checkpoint: origin, size and base64 root hash, one line each;
/// what a log and its witnesses sign.</summary>
/// <param name="Origin">Name of the log; never changes during its life. Not empty, one line.</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Root">Root hash of the tree of that many entries, 32 bytes.</param>
/// <param name="Extensions">Further lines, none of them empty; C2SP recommends to have none.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root, IReadOnlyList<string> Extensions)
{
    /// <summary>A checkpoint without extension lines.</summary>
    /// <param name="origin">Name of the log.</param>
    /// <param name="size">Number of entries.</param>
    /// <param name="root">Root hash, 32 bytes.</param>
    public Checkpoint(string origin, long size, byte[] root)
        : this(origin, size, root, [])
    {
    }

    /// <summary>The exact text to sign, ending in a newline.</summary>
    /// <exception cref="InvalidOperationException">A member is out of its range:
    /// such a text must never be signed.</exception>
    public byte[] ToText() =>
        Size >= 0 && Root is { Length: MerkleTree.HashLength } && NoteText.IsLine(Origin)
        && Extensions.All(NoteText.IsLine)
        ? NoteText.Utf8.GetBytes(string.Concat(
            (string[])[Origin, "\n", DecimalText.Print(Size), "\n", Convert.ToBase64String(Root), "\n",
                .. Extensions.Select(line => line + "\n")]))
        : throw new InvalidOperationException(
            "A checkpoint has an origin of one line, a size from 0, a root of 32 bytes and extensions of one line "
                + "each.");

    /// <summary>Reads a checkpoint's text, accepting exactly what <see cref="ToText"/> prints.</summary>
    /// <param name="text">The text of a note, see <see cref="SignedNote.Text"/>.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="fault">What was found and what is expected.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> text, [NotNullWhen(true)] out Checkpoint? checkpoint, [NotNullWhen(false)] out string? fault)
    {
        checkpoint = null;
        fault = text.Length > SignedNote.MaxLength
            ? $"A checkpoint has at most {SignedNote.MaxLength} bytes, this one has {text.Length}."
            : text.IsEmpty || text[^1] != '\n' ? "A checkpoint ends in a newline."
            : NoteText.Fault(text);
        if (fault is not null)
        {
            return false;
        }

        var lines = NoteText.Utf8.GetString(text[..^1]).Split('\n');
        if (lines.Length < 3)
        {
            fault = $"A checkpoint has the lines origin, size and root hash, this one has {lines.Length}.";
            return false;
        }

        if (Array.IndexOf(lines, "") is var empty and >= 0)
        {
            fault = $"Line {empty + 1} of the checkpoint is empty.";
            return false;
        }

        if (!DecimalText.TryParse(lines[1], out var size))
        {
            fault = $"The size \"{lines[1]}\" of the checkpoint is not a decimal number without sign or leading "
                + "zeros, at most 2^63-1.";
            return false;
        }

        if (!Base64Text.TryDecodeHash(lines[2], out var root))
        {
            fault = $"The root hash \"{lines[2]}\" of the checkpoint is not canonical base64 of 32 bytes.";
            return false;
        }

        checkpoint = new(lines[0], size, root, lines[3..]);
        return true;
    }
}
