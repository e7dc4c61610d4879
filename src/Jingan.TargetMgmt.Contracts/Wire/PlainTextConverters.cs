using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts.Wire;

/// <summary>Takes texts only where <see cref="PlainText"/> has nothing against them:
/// for every string member of every request body, named or not.</summary>
internal sealed class PlainTextConverter : JsonConverter<string>
{
    internal const string Hidden = "hidden character";

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Checked(reader.GetString()!) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    public override string ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Checked(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);

    internal static string Checked(string text) =>
        PlainText.Fault(text) is null ? text : throw new JsonException(Hidden);
}

/// <summary>Takes JSON only where <see cref="PlainText"/> has nothing against its texts:
/// for parts of a body that are read later, such as a scheme.</summary>
internal sealed class PlainElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        Check(element);
        return element;
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) =>
        value.WriteTo(writer);

    private static void Check(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                PlainTextConverter.Checked(element.GetString()!);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Check(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    PlainTextConverter.Checked(member.Name);
                    Check(member.Value);
                }

                break;
        }
    }
}
