using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Client;

/// <summary>What an assessor decides about a target.</summary>
/// <param name="Reason">Why a rating in force is replaced.</param>
/// <param name="VersionReason">Why a newer version is judged than the one that counts.</param>
internal sealed record Judgement(
    string Colour, string Rationale, Divergence? Divergence, string? Reason,
    IReadOnlyList<GatheredEvidence>? Evidence = null,
    string? VersionReason = null);

/// <summary>The claims an assessor signs: the facts as the worklist shows them, the judgement, the moment.</summary>
internal static class RatingPayload
{
    public static JsonObject Of(
        string log, string period, WorklistItem item, Judgement judgement, DateTimeOffset now,
        bool isSecondMark = false)
    {
        var claims = new JsonObject
        {
            ["type"] = "rating",
            ["log"] = log,
            ["period"] = period,
            ["targetId"] = item.TargetId,
            ["targetVersion"] = item.TargetVersion,
            ["class"] = item.Class,
            ["colour"] = judgement.Colour,
            ["scheme"] = item.Scheme,
            ["suggested"] = item.Suggestion?.Colour,
        };
        if (judgement.Divergence is { } divergence)
        {
            claims["divergence"] = JsonSerializer.SerializeToNode(divergence, WireJson.Options);
        }

        claims["rationale"] = judgement.Rationale;
        if (judgement.Evidence is { Count: > 0 } evidence)
        {
            claims["evidence"] = JsonSerializer.SerializeToNode(evidence, WireJson.Options);
        }

        claims["basis"] = JsonSerializer.SerializeToNode(item.Basis, WireJson.Options);
        if (isSecondMark)
        {
            claims["secondMark"] = true;
        }
        else if (item.Rating is { } superseded)
        {
            claims["supersedes"] = superseded.Index;
            claims["reason"] = judgement.Reason;
        }

        if (judgement.VersionReason is { } versionReason)
        {
            claims["versionReason"] = versionReason;
        }

        claims["issuedAt"] = UtcText.Format(now);
        return claims;
    }
}
