using System.Runtime.CompilerServices;
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
        // Numbers, not T: what is made of an enum's own type is compiled for each enum, and at every start.
        private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);
        private readonly JsonEncodedText[] _texts;

        public Converter()
        {
            var texts = TextsOf(typeof(T));
            var numbers = Enum.GetValuesAsUnderlyingType<T>() as int[];
            _texts = new JsonEncodedText[texts.Count];
            for (var i = 0; i < texts.Count; i++)
            {
                if (numbers is null || numbers[i] != i)
                {
                    throw new InvalidOperationException($"{typeof(T).Name} does not count from zero.");
                }

                _numbers[texts[i]] = i;
                _texts[i] = JsonEncodedText.Encode(texts[i]);
            }
        }

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
            return _numbers.TryGetValue(found, out var number)
                ? Unsafe.BitCast<int, T>(number)
                : throw new RefusedValueException(OneOf(found));
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(_texts[Unsafe.BitCast<T, int>(value)]);

        public override T ReadAsPropertyName(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                Read(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(_texts[Unsafe.BitCast<T, int>(value)]);

        private Text OneOf(string found)
        {
            var quote = RefusedValueException.Quote(found);
            return new($"收到“{quote}”；可填：{string.Join("、", _numbers.Keys)}",
                $"is \"{quote}\"; write one of {string.Join(", ", _numbers.Keys)}");
        }
    }
}
