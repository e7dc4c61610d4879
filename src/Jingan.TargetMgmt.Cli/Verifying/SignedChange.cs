using System.Text.Json;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Verifying;

/// <summary>A change of keys, conflicts or access shows what was signed, and nothing else.</summary>
internal static class SignedChange
{
    private sealed record Claims(
        string? Type = null, string? Log = null, string? IssuedAt = null, string? Kid = null, Jwk? PublicKey = null, string? Name = null, string? Replaces = null,
        string? Reason = null, string? CompromisedSince = null, string? Unit = null, bool Ended = false, string? Fingerprint = null, string? Role = null, string? Until = null);

    /// <summary>The signature, and the log and moment that it names; a null signature, and told, when there is none or it says something else.</summary>
    public static (CompactJws? Jws, string? Log, string? IssuedAt) Open(long index, ISignedChange change, Findings findings)
    {
        if (change.Jws is not { } text)
        {
            findings.AddDamage(index, new($"第 {index} 条：没有在用密钥的签名。", $"entry {index}: no key in force has signed it."));
            return default;
        }

        if (!CompactJws.TryParse(text, out var jws) || Read(jws.Payload) is not { } claims || !Shows(change, claims, jws.KeyId))
        {
            findings.AddDamage(index, new($"第 {index} 条：所示内容与签名内容不符。", $"entry {index}: it shows something else than was signed."));
            return default;
        }

        return (jws, claims.Log, claims.IssuedAt);
    }

    private static Claims? Read(byte[] payload)
    {
        try
        {
            return LoggedEntry.Read<Claims>(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Texts were trimmed before they were logged.
    private static bool Shows(ISignedChange change, Claims claims, string signer) => change switch
    {
        LoggedAssessor a => claims.Type == EntryType.Assessor
            && (a.Kid, a.PublicKey.Bare(), a.Name, a.Replaces) == (claims.Kid, claims.PublicKey?.Bare(), claims.Name?.Trim(), claims.Replaces),
        LoggedRevocation r => claims.Type == EntryType.Revocation && (r.Kid, r.Reason, r.CompromisedSince) == (claims.Kid, claims.Reason?.Trim(), claims.CompromisedSince),
        LoggedConflict c => claims.Type == EntryType.Conflict && (c.Kid, c.Unit, c.Reason, c.Ended) == (claims.Kid, claims.Unit, claims.Reason?.Trim(), claims.Ended),
        LoggedApproval p => claims.Type == EntryType.AccessApproval && signer == p.Kid && claims.Role == "evaluator"
            && (p.Fingerprint, p.Name, p.Until) == (claims.Fingerprint, claims.Name, claims.Until),
        _ => false,
    };
}
