using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Platform.Http;

/// <summary>JSON as it goes over the wire: camelCase, strict in what it takes.</summary>
public static class WireJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new(JsonSerializerDefaults.Web));

    /// <summary>The same for what comes in from outside: no text of it has characters that cannot be seen (<see cref="PlainText"/>). What is in the logs already is read as it is.</summary>
    public static JsonSerializerOptions Requests { get; } = ConfigureRequests(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions ConfigureRequests(JsonSerializerOptions options)
    {
        options.Converters.Add(new PlainTextConverter());
        options.Converters.Add(new PlainElementConverter());
        return Configure(options);
    }

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // the answers are JSON documents, never spliced into HTML
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new ExactDecimalConverter());
        return options;
    }
}

/// <summary>Takes decimals only where they are exactly what was written: <see cref="Measure"/>'s range, no exponent, no silent rounding.</summary>
/// <remarks>The built-in reader rounds a 29th digit away without a word.</remarks>
internal sealed class ExactDecimalConverter : JsonConverter<decimal>
{
    private const int LongestText = 64;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var raw = reader.HasValueSequence ? [] : reader.ValueSpan;
        if (reader.TokenType != JsonTokenType.Number || raw.Length is 0 or > LongestText || raw.IndexOfAny((byte)'e', (byte)'E') >= 0)
        {
            throw new JsonException(OutOfRange);
        }

        var point = raw.IndexOf((byte)'.');
        var places = point < 0 ? 0 : raw[(point + 1)..].TrimEnd((byte)'0').Length;
        return places <= 6
            && decimal.TryParse(Encoding.ASCII.GetString(raw), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && Measure.IsExact(value)
            ? Measure.Normalise(value)
            : throw new JsonException(OutOfRange);
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(Measure.Normalise(value));

    internal const string OutOfRange = "number out of range";
}
