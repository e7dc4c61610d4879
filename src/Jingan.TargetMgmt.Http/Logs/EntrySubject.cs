using System.Text.Json;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>The type of an entry, and whom the entry concerns: read from the very bytes that are about to be sent,
/// not from a row beside them.</summary>
/// <param name="Type">Empty when it cannot be read; that is no type there is.</param>
/// <param name="Unit">The unit that an entry of its own names, such as who reported.</param>
/// <param name="Target">The target that it is, or is about.</param>
internal readonly record struct EntrySubject(string Type, string? Unit, string? Target)
{
    public static EntrySubject Of(ReadOnlySpan<byte> entry)
    {
        try
        {
            return Read(new Utf8JsonReader(entry));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return new("", null, null);
        }
    }

    private static EntrySubject Read(Utf8JsonReader json)
    {
        var (type, unit, target) = ("", (string?)null, (string?)null);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("type"u8))
            {
                type = TextOf(ref json) ?? "";
                if (EntryReaders.ByType.GetValueOrDefault(type) is not { OwnUnit: true })
                {
                    return new(type, null, null); // the second member of every entry: the rest need not be read
                }
            }
            else if (json.ValueTextEquals("unit"u8))
            {
                unit = TextOf(ref json);
            }
            else if (json.ValueTextEquals("targetId"u8))
            {
                target = TextOf(ref json);
            }
            else if (json.ValueTextEquals("target"u8))
            {
                target = IdOf(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return new(type, unit, target);
    }

    private static string? TextOf(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            return json.GetString();
        }

        json.Skip();
        return null;
    }

    private static string? IdOf(ref Utf8JsonReader json)
    {
        string? id = null;
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8))
            {
                id = TextOf(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return id;
    }
}
