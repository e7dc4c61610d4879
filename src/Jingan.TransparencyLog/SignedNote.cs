using System.Diagnostics.CodeAnalysis;

namespace Jingan.TransparencyLog;

/// <summary>A text with signatures below it, in the form of c2sp.org/signed-note: the text, a blank line,
/// signature lines.</summary>
/// <remarks>The received bytes are kept and given out again as they were. The text says nothing until
/// <see cref="Verify"/> has accepted it.</remarks>
public sealed class SignedNote
{
    /// <summary>The longest note that is read, in bytes: as in Go's x/mod/sumdb/note.</summary>
    public const int MaxLength = 1_000_000;

    /// <summary>The most signature lines that are read: as in Go's x/mod/sumdb/note (C2SP asks for at least
    /// 16).</summary>
    public const int MaxSignatures = 100;

    private readonly byte[] _bytes;
    private readonly int _textLength;

    private SignedNote(byte[] bytes, int textLength, IReadOnlyList<NoteSignature> signatures) =>
        (_bytes, _textLength, Signatures) = (bytes, textLength, signatures);

    /// <summary>What is signed, up to and including its last newline.</summary>
    public ReadOnlyMemory<byte> Text => _bytes.AsMemory(0, _textLength);

    /// <summary>The signature lines, in their order.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Reads a note.</summary>
    /// <param name="bytes">The note's bytes.</param>
    /// <param name="note">The note.</param>
    /// <param name="fault">What was found and what is expected.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out SignedNote? note, [NotNullWhen(false)] out string? fault)
    {
        note = null;
        fault = bytes.Length > MaxLength
            ? $"A note has at most {MaxLength} bytes, this one has {bytes.Length}."
            : NoteText.Fault(bytes.Span);
        if (fault is not null)
        {
            return false;
        }

        // The text may hold blank lines itself: it ends at the last one.
        var blank = bytes.Span.LastIndexOf("\n\n"u8);
        if (blank < 0)
        {
            fault = "A note is a text, a blank line and signature lines; there is no blank line.";
            return false;
        }

        if (!NoteSignature.TryParseLines(bytes.Span[(blank + 2)..], out var signatures, out fault))
        {
            return false;
        }

        note = new(bytes.ToArray(), blank + 1, signatures);
        return true;
    }

    /// <summary>A note of a text and its first signature.</summary>
    /// <param name="text">The text with its final newline.</param>
    /// <param name="signature">The signature.</param>
    /// <exception cref="ArgumentException">That would not be a note that can be read again.</exception>
    public static SignedNote Create(ReadOnlySpan<byte> text, NoteSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        if (text.IsEmpty || text[^1] != '\n')
        {
            throw new ArgumentException("The text of a note ends in a newline.", nameof(text));
        }

        return Parse([.. text, (byte)'\n', .. Line(signature)]);
    }

    /// <summary>The note's bytes.</summary>
    public byte[] ToBytes() => (byte[])_bytes.Clone();

    /// <summary>The note with one more signature line at its end; of two lines of one key only the first counts,
    /// see <see cref="Verify"/>.</summary>
    /// <param name="more">The signature.</param>
    /// <exception cref="ArgumentException">The note would become too long.</exception>
    public SignedNote With(NoteSignature more)
    {
        ArgumentNullException.ThrowIfNull(more);
        return Parse([.. _bytes, .. Line(more)]);
    }

    /// <summary>
    /// Checks the signatures as c2sp.org/signed-note says: lines of other keys are ignored,
    /// a known key's line that fails rejects the whole note, and at least one has to be good. A second line of the same
    /// key is ignored, as Go's x/mod/sumdb/note does.
    /// </summary>
    /// <param name="known">The keys that are trusted, from configuration; never one that came with the note.</param>
    public NoteVerification Verify(IReadOnlyList<VerifierKey> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        Dictionary<(string, uint), VerifierKey> keys = [];
        foreach (var key in known)
        {
            if (!keys.TryAdd((key.Name, key.KeyId), key)
                && !keys[(key.Name, key.KeyId)].PublicKey.AsSpan().SequenceEqual(key.PublicKey))
            {
                return new([], $"Two known keys share the name \"{key.Name}\" and the key id {key.KeyId:x8}.");
            }
        }

        List<VerifiedSignature> verified = [];
        foreach (var line in Signatures)
        {
            if (!keys.Remove((line.Name, line.KeyId), out var key))
            {
                continue;
            }

            if (!key.Verify(Text.Span, line.Signature))
            {
                return new([], $"The signature of {key} does not verify.", key);
            }

            verified.Add(new(key, line));
        }

        return new(verified, verified.Count > 0
            ? null
            : $"None of the {Signatures.Count} signatures is from a known key.");
    }

    private static byte[] Line(NoteSignature signature) => NoteText.Utf8.GetBytes(signature.ToLine() + "\n");

    private static SignedNote Parse(byte[] bytes) =>
        TryParse(bytes, out var note, out var fault) ? note : throw new ArgumentException(fault);
}
