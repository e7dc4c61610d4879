using System.Text.Json;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Log.Rows;

/// <summary>What every log entry says first: its type and when it was made. Read without the rest of it.</summary>
/// <param name="Type">Null when the entry does not say.</param>
/// <param name="At">Null when the entry does not say.</param>
public readonly record struct EntryHead(string? Type, string? At)
{
    /// <summary>When the entry was made; null when it does not say.</summary>
    public DateTimeOffset? Instant => At is not null && UtcText.TryParse(At, out var instant) ? instant : null;

    /// <summary>The head of an entry; empty for bytes that are no entry of ours.</summary>
    public static EntryHead Read(ReadOnlySpan<byte> entry)
    {
        var (type, at) = ((string?)null, (string?)null);
        try
        {
            var reader = new Utf8JsonReader(entry);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return default;
            }

            while ((type is null || at is null) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isType, isAt) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("at"u8));
                reader.Read();
                if (reader.TokenType == JsonTokenType.String && (isType || isAt))
                {
                    (type, at) = isType ? (reader.GetString(), at) : (type, reader.GetString());
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (JsonException)
        {
            // No entry of ours; what was read before the fault stands for nothing.
            return default;
        }

        return new(type, at);
    }
}
