using System.Buffers;
using System.Text;

namespace Jingan.TransparencyLog;

/// <summary>What may stand in a signed note: valid UTF-8 without ASCII control characters other than the newline
/// (c2sp.org/signed-note, "Format").</summary>
internal static class NoteText
{
    // Throws where the replacing one would silently write another text; and no byte order mark.
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(b => b != '\n').Select(b => (byte)b)]);

    /// <summary>What is wrong with the bytes, or null.</summary>
    public static string? Fault(ReadOnlySpan<byte> bytes)
    {
        var control = bytes.IndexOfAny(Controls);
        return control >= 0
            ? $"Byte {control} is the control character 0x{bytes[control]:x2}, expected none but newlines."
            : Utf8Fault(bytes);
    }

    /// <summary>What is wrong with the bytes as UTF-8, or null;
    /// for text whose control characters are another matter.</summary>
    public static string? Utf8Fault(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? null : "The bytes are not valid UTF-8.";

    /// <summary>Whether a string can be a line of a note: not empty, no control characters,
    /// nothing that UTF-8 cannot write.</summary>
    public static bool IsLine(string text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (text[i] < ' ' || (char.IsSurrogate(text[i]) && !pair))
            {
                return false;
            }

            i += pair ? 1 : 0;
        }

        return true;
    }

    /// <summary>Whether a string can be a key name: a line without Unicode spaces and without "+".</summary>
    public static bool IsKeyName(string name) =>
        IsLine(name) && !name.Contains('+', StringComparison.Ordinal) && !name.Any(char.IsWhiteSpace);
}
