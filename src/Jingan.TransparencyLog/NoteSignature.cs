using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Jingan.TransparencyLog;

/// <summary>A signature line of c2sp.org/signed-note: em dash, key name, base64 of key id and signature.</summary>
/// <param name="Name">Name of the key.</param>
/// <param name="KeyId">Id of the key, see <see cref="VerifierKey.KeyId"/>.</param>
/// <param name="Signature">The signature, at least one byte; what it is depends on the key's type.</param>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Signature)
{
    private const string Dash = "— ";

    /// <summary>The line without its newline.</summary>
    public string ToLine()
    {
        Span<byte> id = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(id, KeyId);
        return $"{Dash}{Name} {Convert.ToBase64String([.. id, .. Signature])}";
    }

    /// <summary>Reads a line, accepting exactly what <see cref="ToLine"/> prints.</summary>
    /// <param name="line">The line without its newline.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="fault">What was found and what is expected.</param>
    public static bool TryParseLine(
        string line, [NotNullWhen(true)] out NoteSignature? signature, [NotNullWhen(false)] out string? fault)
    {
        signature = null;
        var space = line is null || line.Length > SignedNote.MaxLength
            || !line.StartsWith(Dash, StringComparison.Ordinal) ? -1 : line.IndexOf(' ', Dash.Length);
        if (space < 0)
        {
            fault = "A signature line is an em dash, a space, a key name, a space and base64.";
            return false;
        }

        var name = line![Dash.Length..space];
        if (!NoteText.IsKeyName(name))
        {
            fault = $"\"{name}\" is not a key name: not empty, no spaces, no control characters, no \"+\".";
            return false;
        }

        if (!Base64Text.TryDecode(line.AsSpan(space + 1), out var bytes) || bytes.Length < 5)
        {
            fault = $"The signature of \"{name}\" is not canonical base64 of a 4-byte key id and a signature.";
            return false;
        }

        signature = new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..]);
        fault = null;
        return true;
    }

    /// <summary>Reads lines each ended by a newline: those below a note,
    /// or a witness's answer (c2sp.org/tlog-witness).</summary>
    /// <param name="bytes">The lines.</param>
    /// <param name="signatures">The signatures, 1 to <see cref="SignedNote.MaxSignatures"/>.</param>
    /// <param name="fault">What was found and what is expected.</param>
    public static bool TryParseLines(
        ReadOnlySpan<byte> bytes, out IReadOnlyList<NoteSignature> signatures, [NotNullWhen(false)] out string? fault)
    {
        signatures = [];
        var count = bytes.Count((byte)'\n');
        fault = bytes.Length > SignedNote.MaxLength
            ? $"Signature lines have at most {SignedNote.MaxLength} bytes, these have {bytes.Length}."
            : bytes.IsEmpty || bytes[^1] != '\n' ? "Expected signature lines, each ended by a newline."
            : count > SignedNote.MaxSignatures
                ? $"There are {count} signature lines, expected at most {SignedNote.MaxSignatures}."
            : NoteText.Fault(bytes);
        if (fault is not null)
        {
            return false;
        }

        var read = new List<NoteSignature>(count);
        foreach (var line in NoteText.Utf8.GetString(bytes[..^1]).Split('\n'))
        {
            if (!TryParseLine(line, out var signature, out fault))
            {
                return false;
            }

            read.Add(signature);
        }

        (signatures, fault) = (read, null);
        return true;
    }
}
