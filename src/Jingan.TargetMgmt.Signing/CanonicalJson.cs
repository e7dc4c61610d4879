using System.Globalization;
using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Signing;

/// <summary>The canonical form of RFC 8785 (JCS), so that equal documents have equal bytes: members in the order of
/// their UTF-16 code units, no white space, only what must be escaped is.</summary>
/// <remarks>Numbers are integers that a double holds exactly: what has decimals stands in our documents as text, so the
/// shortest form of a double (section 3.2.2.3) is never needed.</remarks>
public static class CanonicalJson
{
    private const long MostExact = 9_007_199_254_740_991;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The canonical bytes of what goes over the wire as this value.</summary>
    /// <exception cref="FormatException">See <see cref="Write(JsonElement)"/>.</exception>
    public static byte[] Of<T>(T value) => Write(JsonSerializer.SerializeToElement(value, WireJson.Options));

    /// <summary>The canonical bytes of a JSON value.</summary>
    /// <exception cref="FormatException">It has a number that is no such integer, a member twice,
    /// or text that is no Unicode.</exception>
    public static byte[] Write(JsonElement element)
    {
        var text = new StringBuilder();
        try
        {
            Write(element, text);
            return Utf8.GetBytes(text.ToString());
        }
        catch (Exception fault) when (fault is InvalidOperationException or EncoderFallbackException)
        {
            throw new FormatException("The text is not valid Unicode.", fault); // an escaped surrogate alone
        }
    }

    /// <summary>Whether the bytes are the canonical form of what they say.</summary>
    public static bool Is(byte[] utf8Json)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8Json);
            return Write(document.RootElement).AsSpan().SequenceEqual(utf8Json);
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            return false;
        }
    }

    private static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, text);
                break;
            case JsonValueKind.Array:
                var separator = "[";
                foreach (var item in element.EnumerateArray())
                {
                    text.Append(separator);
                    Write(item, text);
                    separator = ",";
                }

                text.Append(separator == "[" ? "[]" : "]");
                break;
            case JsonValueKind.String:
                WriteString(element.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(IntegerOf(element.GetRawText()));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteObject(JsonElement element, StringBuilder text)
    {
        var members = element.EnumerateObject().Select(m => (m.Name, m.Value)).ToArray();
        Array.Sort(members, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        text.Append('{');
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0)
            {
                text.Append(members[i].Name != members[i - 1].Name
                    ? ','
                    : throw new FormatException($"The member {members[i].Name} stands there twice."));
            }

            WriteString(members[i].Name, text);
            text.Append(':');
            Write(members[i].Value, text);
        }

        text.Append('}');
    }

    private static string IntegerOf(string raw) =>
        long.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && Math.Abs((decimal)value) <= MostExact && raw != "-0"
            ? raw
            : throw new FormatException($"{raw} is no integer that a double holds exactly.");

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
