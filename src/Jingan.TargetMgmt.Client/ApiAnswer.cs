using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Client;

/// <summary>What the service answered, byte for byte.</summary>
internal sealed record ApiAnswer(int Status, byte[] Body)
{
    public string AsText => Encoding.UTF8.GetString(Body);

    /// <summary>The JSON object; null when it is none.</summary>
    public JsonObject? TryToObject()
    {
        try
        {
            return JsonNode.Parse(Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public JsonObject ToObject() => TryToObject() ?? throw ServerJson.NotUnderstood("JSON");
}
