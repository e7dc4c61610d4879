using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Claims;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>What is to be made of an entry; null when nothing, or when it is broken, which is told.</summary>
internal delegate ILogEntry? ReadEntry(string type, ReadOnlySpan<byte> entry, long index, Findings findings);

/// <summary>Reads entries, and checks what can be checked by the entry alone: that it has the form of its type,
/// and that it shows what was signed.</summary>
internal static class EntryReader
{
    /// <summary>The entry; null when it is broken, which is told.</summary>
    public static ILogEntry? Read(string type, ReadOnlySpan<byte> entry, long index, Findings findings)
    {
        if (type == EntryType.Other)
        {
            return OtherEntry.Instance;
        }

        if (type == "progress" && ReportScan.TryRead(entry, RepeatedTexts.Own, out var scanned))
        {
            return scanned;
        }

        try
        {
            return EntryTypes.Read(type, entry) switch
            {
                ProgressEntry report => FiledReport.Of(report),
                IMarkEntry mark => Signed(mark),
                ReportEntry report => Signed(report),
                LedgerDigestEntry digest => LoggedLedgerDigest.Of(digest),
                var other => other,
            };
        }
        catch (JsonException fault)
        {
            findings.AddDamage(index, new(
                $"第 {index} 条（{type}）的内容不合格式：{fault.Message}",
                $"entry {index} ({type}) does not have its form: {fault.Message}"));
        }
        catch (MismatchException mismatch)
        {
            findings.AddDamage(index, new(
                $"第 {index} 条（{type}）：{mismatch.What.Zh}", $"entry {index} ({type}): {mismatch.What.En}"));
        }

        return null;
    }

    private static SignedRating Signed(IMarkEntry shown)
    {
        var (jws, claims) = Open(shown.Jws, RatingClaims.Read);
        var (rating, mark) = (shown as RatingEntry, shown as SecondMarkEntry);
        Same("secondMark", mark is not null, claims.SecondMark);
        if (rating is not null)
        {
            Same("supersedes", rating.Supersedes, claims.Supersedes);
        }

        Same("type", RatingClaims.TypeName, claims.Type);
        Same("kid", shown.Kid, jws.KeyId);
        Same("period", shown.Period, claims.Period);
        Same("targetId", shown.TargetId, claims.TargetId);
        Same("targetVersion", shown.TargetVersion, claims.TargetVersion);
        Same("class", shown.Class, claims.Class);
        Same("colour", shown.Colour, claims.Colour);
        Same("suggested", shown.Suggested, claims.Suggested);
        Same("scheme", shown.Scheme, claims.Scheme);
        InTime(shown, claims);
        return new(shown, jws, claims, mark?.Rating);
    }

    private static SignedReport Signed(ReportEntry shown)
    {
        var (jws, claims) = Open(shown.Jws, payload =>
            JsonSerializer.Deserialize<ReportClaims>(payload, WireJson.Options) ?? throw new JsonException("null"));
        Same("type", ReportClaims.TypeName, claims.Type);
        Same("kid", shown.Kid, jws.KeyId);
        Same("period", shown.Period, claims.Period);
        Same("scheme", shown.Scheme, claims.Scheme);
        InTime(shown, claims);
        return new(shown, jws, claims);
    }

    private static (CompactJws Jws, T Claims) Open<T>(string text, Func<byte[], T> read)
    {
        if (!CompactJws.TryParse(text, out var jws))
        {
            throw new MismatchException(new(
                "jws 不是 ES256 或 EdDSA 的 JWS compact", "its jws is no compact JWS with ES256 or EdDSA"));
        }

        try
        {
            return (jws, read(jws.Payload));
        }
        catch (JsonException fault)
        {
            throw new MismatchException(new(
                $"签名内容不合格式：{fault.Message}", $"what was signed does not have its form: {fault.Message}"));
        }
    }

    // Statements of before they had a time say nothing of it; whether they had to is looked at with the log.
    private static void InTime(ILogEntry entry, ISignedClaims claims)
    {
        if (claims.IssuedAt is { } signed && !StatementTime.Fits(signed, entry.At))
        {
            throw new MismatchException(new(
                $"签署时间 {signed} 与记录时间 {entry.At} 不符",
                $"it was signed at {signed}, which does not go with its own time, {entry.At}"));
        }
    }

    private static void Same<T>(string member, T shown, T signed)
    {
        if (!EqualityComparer<T>.Default.Equals(shown, signed))
        {
            throw new MismatchException(new(
                $"{member} 显示为“{shown}”，而签名内容为“{signed}”",
                $"it shows {member} \"{shown}\", but \"{signed}\" was signed"));
        }
    }

    private sealed class MismatchException(Text what) : Exception
    {
        public Text What => what;
    }
}
