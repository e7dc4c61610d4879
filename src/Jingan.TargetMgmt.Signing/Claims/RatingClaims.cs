using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Signing.Claims;

/// <summary>What an assessor signs about one target in one period (api.md, rating payload).</summary>
/// <param name="VersionReason">Why <paramref name="TargetVersion"/> is a newer version than the one that counts for the
/// period; absent where it is that one.</param>
internal sealed record RatingClaims(
    string Type, Period Period, TargetId TargetId, long TargetVersion, string Colour, string Scheme, string Rationale,
    string? IssuedAt,
    string? Class = null, string? Suggested = null, Divergence? Divergence = null,
    IReadOnlyList<GatheredEvidence>? Evidence = null, LogEntryRef? Basis = null,
    long? Supersedes = null, string? Reason = null, bool SecondMark = false, string? VersionReason = null,
    string? Log = null) : ISignedClaims
{
    public const string TypeName = "rating";

    /// <summary>The claims of a payload that was read and checked when it was taken.</summary>
    public static RatingClaims FromLog(string jws) => CompactJws.TryParse(jws, out var parsed)
        ? Read(parsed.Payload)
        : throw new InvalidDataException("A rating in the log has no readable signature.");

    /// <exception cref="JsonException">It is none.</exception>
    public static RatingClaims Read(byte[] payload)
    {
        try
        {
            return JsonSerializer.Deserialize<RatingClaims>(payload, WireJson.Options)!;
        }
        catch (JsonException)
        {
            // Evidence had no form at first; what was said then stands in the entry.
            var claims = JsonNode.Parse(payload) as JsonObject ?? throw new JsonException("no object");
            claims.Remove("evidence");
            return claims.Deserialize<RatingClaims>(WireJson.Options)!;
        }
    }
}
