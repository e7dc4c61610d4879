using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>What an assessor signs about one target in one period (api.md, rating payload).</summary>
internal sealed record RatingClaims(
    string Type, Period Period, TargetId TargetId, long TargetVersion, string Colour, string Scheme, string Rationale, string IssuedAt,
    string? Class = null, string? Suggested = null, Divergence? Divergence = null, IReadOnlyList<JsonElement>? Evidence = null, LogEntryRef? Basis = null,
    long? Supersedes = null, string? Reason = null, bool SecondMark = false)
{
    public const string TypeName = "rating";

    /// <summary>From a payload that was read and checked when it was taken.</summary>
    public static RatingClaims FromLog(string jws) => CompactJws.TryParse(jws, out var parsed)
        ? JsonSerializer.Deserialize<RatingClaims>(parsed.Payload, WireJson.Options)!
        : throw new InvalidDataException("A rating in the log has no readable signature.");
}
