using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing.Entries;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>A rating as a report repeats it, against the entry in the log.</summary>
internal static class RepeatedRating
{
    /// <summary>The members that are not what was logged and signed.</summary>
    /// <param name="compromisedSince">Since when others may have had the key that signed it,
    /// as the log said when the report was issued.</param>
    public static IReadOnlyList<string> Differing(
        RatingFact shown, SignedRating logged, string leafHash, string? compromisedSince)
    {
        var (says, has) = (ToJson(shown), ToJson(AsLogged(shown, logged, leafHash, compromisedSince)));
        return [
            .. says.Select(m => m.Key).Union(has.Select(m => m.Key)).Where(m => !JsonNode.DeepEquals(says[m], has[m]))];
    }

    // Entries of before units were recorded do not say who led.
    private static RatingFact AsLogged(RatingFact shown, SignedRating logged, string leafHash, string? compromisedSince)
    {
        var claims = logged.Rating;
        return new(
            shown.Index, leafHash, claims.Period, claims.TargetId, claims.TargetVersion,
            logged.Units is [var lead, ..] ? lead : shown.LeadUnit,
            claims.Class ?? "", claims.Colour, claims.Suggested, claims.Scheme, claims.Rationale, claims.Divergence,
            claims.Basis, claims.Supersedes, claims.Reason,
            logged.Jws.KeyId, logged.At, Correction: false, compromisedSince, claims.Evidence,
            (logged.Mark as RatingEntry)?.Judged, claims.VersionReason);
    }

    private static JsonObject ToJson(RatingFact rating) =>
        JsonSerializer.SerializeToNode(rating, WireJson.Options)!.AsObject();
}
