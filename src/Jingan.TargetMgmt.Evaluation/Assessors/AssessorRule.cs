using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Signing.Claims;

namespace Jingan.TargetMgmt.Evaluation.Assessors;

/// <summary>Whether a key may be registered beside those that are: one key, one id; one person, one name.</summary>
internal static class AssessorRule
{
    /// <summary>Why not; null when nothing speaks against it.</summary>
    public static Problem? Refusal(AssessorClaims claims, IReadOnlyList<Assessor> known)
    {
        var thumbprint = claims.PublicKey.Thumbprint();
        if (known.FirstOrDefault(a => string.Equals(a.Kid, claims.Kid, StringComparison.OrdinalIgnoreCase)
            || a.PublicKey.Thumbprint() == thumbprint) is { } taken)
        {
            return new(ProblemCode.AlreadyExists, new(
                $"该 kid（不分大小写）或公钥已登记为 {taken.Kid}；新密钥请用新的 kid。",
                $"The key id, upper and lower case alike, or the key is registered already as {taken.Kid}; register "
                    + "a new key under a new key id."));
        }

        // A revoked key may be replaced: its owner stays the same person, with all conflicts of interest.
        var replaced = claims.Replaces is { } kid ? known.SingleOrDefault(a => a.Kid == kid) : null;
        return (claims.Replaces, replaced) switch
        {
            ({ }, null) => Problem.Invalid(
                "/replaces", new("未登记；评估员清单见 GET /assessors", "is not registered; GET /assessors lists the keys")),
            (_, { ReplacedBy: { } successor }) => new Problem(ProblemCode.AlreadyExists, new(
                $"该密钥已由 {successor} 更换；如需再次更换，请将 replaces 设为最新的密钥。",
                $"The key was replaced by {successor} already; to replace it again, name the newest key in replaces.")),
            _ => PersonName.Refusal(claims.Name, known.Where(a => a.Person != replaced?.Person).Select(a => a.Name)),
        };
    }
}
