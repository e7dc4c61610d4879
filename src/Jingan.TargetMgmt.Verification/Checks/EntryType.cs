using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Verification.Entries;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Tells of which type an entry is, before it is read.</summary>
internal static class EntryType
{
    /// <summary>Shown for entries of other types, and for what is no such entry at all:
    /// another log may hold anything.</summary>
    public const string Other = "?";

    private static readonly (string Name, byte[] Utf8)[] Known =
        [.. EntryTypes.Names.Select(name => (name, Encoding.UTF8.GetBytes(name)))];

    /// <summary>The type, read as far as it takes: in our logs it is the second member.</summary>
    public static string Of(ReadOnlySpan<byte> entry)
    {
        if (entry.StartsWith("{\"v\":1,\"type\":\"progress\","u8))
        {
            return "progress"; // as nearly all do
        }

        if (entry.IsEmpty || entry[0] != '{')
        {
            return Other;
        }

        try
        {
            var reader = new Utf8JsonReader(entry);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.ValueTextEquals("type"u8);
                reader.Read();
                if (isType)
                {
                    return NameOf(ref reader);
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // No JSON, no entry of ours.
        }

        return Other;
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            foreach (var (name, utf8) in Known)
            {
                if (reader.ValueTextEquals(utf8))
                {
                    return name;
                }
            }
        }

        return Other;
    }
}
