using System.Text.Json;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Signing.Claims;

/// <summary>What an assessor signs when issuing a period's evaluation report (api.md,
/// POST /evaluation-reports).</summary>
internal sealed record ReportClaims(
    Period Period, string Scheme, IReadOnlyList<long> Ratings, string Summary, JsonElement? Statistics = null,
    string? Type = null, string? IssuedAt = null,
    IReadOnlyList<TargetId>? WithoutSecondMark = null, IReadOnlyList<ReportClaims.UnratedReason>? Unrated = null,
    string? Log = null) : ISignedClaims
{
    /// <summary>Why a target that was reported on within the window is not rated.</summary>
    internal sealed record UnratedReason(TargetId TargetId, string Reason);

    public const string TypeName = "report";
}
