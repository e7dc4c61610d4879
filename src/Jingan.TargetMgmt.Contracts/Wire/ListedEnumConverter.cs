using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts.Wire;

/// <summary>Enums as camelCase texts. A text that is none of them is refused with those that are.</summary>
public sealed class ListedEnumConverter : JsonConverterFactory
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    /// <inheritdoc />
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    /// <summary>The texts of an enum, in the order in which it names them.</summary>
    public static IReadOnlyList<string> TextsOf(
        Type type) => [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private sealed class Converter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private readonly Dictionary<string, T> _values = TextsOf(typeof(T)).Zip(Enum.GetValues<T>())
            .ToDictionary(p => p.First, p => p.Second, StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<T, JsonEncodedText> _texts;

        public Converter() => _texts = _values.ToDictionary(p => p.Value, p => JsonEncodedText.Encode(p.Key));

        // Null is refused as any other value is; where it may be one, it does not come here.
        public override bool HandleNull => true;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var found = reader.TokenType switch
            {
                JsonTokenType.String or JsonTokenType.PropertyName => reader.GetString()!,
                JsonTokenType.StartObject => "{…}",
                JsonTokenType.StartArray => "[…]",
                _ => JsonElement.ParseValue(ref reader).GetRawText(),
            };
            return _values.TryGetValue(found, out var value) ? value : throw new RefusedValueException(OneOf(found));
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(_texts[value]);

        public override T ReadAsPropertyName(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                Read(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(_texts[value]);

        private Text OneOf(string found)
        {
            var quote = RefusedValueException.Quote(found);
            return new($"收到“{quote}”；可填：{string.Join("、", _values.Keys)}",
                $"is \"{quote}\"; write one of {string.Join(", ", _values.Keys)}");
        }
    }
}
