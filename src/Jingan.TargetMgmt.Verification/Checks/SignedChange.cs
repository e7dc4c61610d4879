using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Claims;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>A change of keys, conflicts or access shows what was signed, and nothing else.</summary>
internal static class SignedChange
{
    /// <summary>The signature and what it is over; null, and told,
    /// when there is none or it says something else.</summary>
    public static (CompactJws Jws, ISignedClaims Claims)? Open(long index, IStatementEntry change, Findings findings)
    {
        if (change.Jws is not { } text)
        {
            findings.AddDamage(index, new($"第 {index} 条：没有在用密钥的签名。", $"entry {index}: no key in force has signed it."));
            return null;
        }

        if (!CompactJws.TryParse(text, out var jws) || Read(change, jws) is not { } claims || claims.Type != change.Type
            || claims.IssuedAt is not { } signed || !StatementTime.Fits(signed, change.At))
        {
            findings.AddDamage(
                index, new($"第 {index} 条：所示内容与签名内容不符。", $"entry {index}: it shows something else than was signed."));
            return null;
        }

        return (jws, claims);
    }

    // Texts were trimmed before they were logged.
    private static ISignedClaims? Read(IStatementEntry change, CompactJws jws) => change switch
    {
        AssessorEntry a => Claims<AssessorClaims>(
            jws, c => (a.Kid, a.PublicKey.Bare(), a.Name, a.Replaces) == (c.Kid, c.PublicKey.Bare(), c.Name.Trim(),
                c.Replaces)),
        RevocationEntry r => Claims<RevocationClaims>(
            jws, c => (r.Kid, r.Reason, r.CompromisedSince) == (c.Kid, c.Reason.Trim(), c.CompromisedSince)),
        ConflictEntry e => Claims<ConflictClaims>(
            jws, c => (e.Kid, e.Unit, e.Reason, e.Ended) == (c.Kid, c.Unit, c.Reason.Trim(), c.Ended)),
        AccessApprovalEntry p => Claims<ApprovalClaims>(
            jws, c => (p.Kid, p.Role, c.Role) == (jws.KeyId, "evaluator", "evaluator")
                && (p.Fingerprint, p.Name, p.Until) == (c.Fingerprint, c.Name, c.Until)),
        _ => null,
    };

    private static T? Claims<T>(CompactJws jws, Func<T, bool> areShown)
        where T : class, ISignedClaims
    {
        try
        {
            return JsonSerializer.Deserialize<T>(jws.Payload, WireJson.Options) is { } claims && areShown(claims)
                ? claims
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
