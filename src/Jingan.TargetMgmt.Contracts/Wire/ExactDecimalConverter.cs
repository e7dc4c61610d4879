using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts.Wire;

/// <summary>Takes every JSON spelling of a number that is exactly a <see cref="Measure"/>: an exponent too,
/// as Python writes 1e-06. Nothing is rounded.</summary>
/// <remarks>The built-in reader rounds a 29th digit away without a word.</remarks>
internal sealed class ExactDecimalConverter : JsonConverter<decimal>
{
    public override decimal Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.Number => ReadNumber(reader.HasValueSequence
                ? reader.ValueSequence.ToArray()
                : reader.ValueSpan),
            JsonTokenType.String => throw new RefusedValueException(NumberSpelling.Correct(reader.GetString()!)),
            _ => throw new JsonException(),
        };

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Measure.Normalise(value));

    private static decimal ReadNumber(ReadOnlySpan<byte> raw) =>
        ExactNumber.TryRead(raw, out var value)
        ? value
        : throw new RefusedValueException(NumberSpelling.OutOfRange(Encoding.ASCII.GetString(raw)));
}
