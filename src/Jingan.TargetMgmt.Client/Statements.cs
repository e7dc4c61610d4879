using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Client;

/// <summary>What assessors sign beside ratings and reports,
/// and how everything that is signed is made for one deployment.</summary>
internal static class Statements
{
    /// <summary>The evaluation log's name, from the key that the service shows:
    /// what is signed counts there and nowhere else.</summary>
    public static async Task<string> OriginAsync(ApiClient client, CancellationToken ct)
    {
        var vkey = (await client.GetAsync("../../logs/evaluation/key", "text/plain", ct)).AsText;
        return vkey.IndexOf('+', StringComparison.Ordinal) is > 0 and var end
            ? vkey[..end]
            : throw ServerJson.NotUnderstood("key");
    }

    /// <summary>Claims about a key to register; <paramref name="replaces"/> is the same person's key that it
    /// replaces.</summary>
    public static JsonObject Assessor(
        string log, string kid, Jwk publicKey, string name, string? replaces, DateTimeOffset now)
    {
        var claims = new JsonObject
        {
            ["type"] = "assessor", ["log"] = log, ["kid"] = kid,
            ["publicKey"] = JsonSerializer.SerializeToNode(publicKey, WireJson.Options), ["name"] = name,
        };
        if (replaces is not null)
        {
            claims["replaces"] = replaces;
        }

        claims["issuedAt"] = UtcText.Format(now);
        return claims;
    }

    /// <summary>Claims about an assessor's conflict of interest with a unit.</summary>
    /// <param name="kid">Any of the assessor's keys.</param>
    /// <param name="ended">Whether it is over.</param>
    public static JsonObject Conflict(
        string log, string kid, string unit, string reason, bool ended, DateTimeOffset now) => new()
        {
            ["type"] = "conflict", ["log"] = log, ["kid"] = kid, ["unit"] = unit, ["reason"] = reason,
            ["ended"] = ended, ["issuedAt"] = UtcText.Format(now),
        };

    /// <summary>Sends what was signed.</summary>
    public static Task<ApiAnswer> PostAsync(
        ApiClient client, string path, string jws, bool isDryRun, CancellationToken ct) =>
        client.PostAsync(path, CompactJws.MediaType, Encoding.ASCII.GetBytes(jws), isDryRun, ct);
}
