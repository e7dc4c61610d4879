using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Client;

/// <summary>Reads the service's answers: members that a newer service adds are passed over.</summary>
internal static class ServerJson
{
    private static readonly JsonSerializerOptions Lenient = new(WireJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    public static T Read<T>(JsonNode node)
    {
        try
        {
            return node.Deserialize<T>(Lenient) ?? throw NotUnderstood(typeof(T).Name);
        }
        catch (JsonException fault)
        {
            throw NotUnderstood(fault.Path ?? typeof(T).Name);
        }
    }

    /// <summary>The items of a list that the answer has.</summary>
    /// <exception cref="ClientException">It has none of that name.</exception>
    public static IEnumerable<JsonNode> ItemsOf(JsonObject answer, string name) =>
        (answer[name] as JsonArray ?? throw NotUnderstood(name)).OfType<JsonNode>();

    public static ClientException NotUnderstood(string where) => ClientException.Impossible(new(
        $"服务的答复看不懂（{where}）；请核对 --server，以及工具与服务的版本是否一致。",
        $"the service's answer is not understood ({where}); check --server and that tool and service have the same "
            + "version."));
}
