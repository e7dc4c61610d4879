using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Verifying;

/// <summary>What is to be made of an entry; null when nothing, or when it is broken, which is told.</summary>
internal delegate LoggedEntry? ReadEntry(string type, ReadOnlySpan<byte> entry, long index, Findings findings);

/// <summary>Reads the entries whose content is checked, and checks what can be checked by the entry alone: that it shows what was signed.</summary>
internal static class EntryReader
{
    /// <summary>The entry; null when its type is not checked, or when it is broken, which is told.</summary>
    public static LoggedEntry? Read(string type, ReadOnlySpan<byte> entry, long index, Findings findings)
    {
        try
        {
            switch (type)
            {
                case EntryType.Access:
                    return LoggedEntry.Read<LoggedAccess>(entry);
                case EntryType.AccessEnded:
                    return LoggedEntry.Read<LoggedAccessEnd>(entry);
                case EntryType.AccessApproval:
                    return LoggedEntry.Read<LoggedApproval>(entry);
                case EntryType.Scheme:
                case EntryType.Sample:
                    return LoggedEntry.Read<LoggedAct>(entry);
                case EntryType.Assessor:
                    return LoggedEntry.Read<LoggedAssessor>(entry);
                case EntryType.Revocation:
                    return LoggedEntry.Read<LoggedRevocation>(entry);
                case EntryType.Conflict:
                    return LoggedEntry.Read<LoggedConflict>(entry);
                case EntryType.Rotation:
                    return LoggedEntry.Read<LoggedRotation>(entry);
                case EntryType.LedgerDigest:
                    return LoggedLedgerDigest.Of(LoggedEntry.Read<LedgerDigestShown>(entry).Digest);
                case EntryType.Rating:
                case EntryType.SecondMark:
                    return Signed(LoggedEntry.Read<LoggedRating>(entry));
                case EntryType.Report:
                    return Signed(LoggedEntry.Read<LoggedReport>(entry));
                default:
                    return WindowEntry.Read(type, entry);
            }
        }
        catch (JsonException fault)
        {
            findings.AddDamage(index, new(
                $"第 {index} 条（{type}）的内容不合格式：{fault.Message}", $"entry {index} ({type}) does not have its form: {fault.Message}"));
        }
        catch (MismatchException mismatch)
        {
            findings.AddDamage(index, new(
                $"第 {index} 条（{type}）：{mismatch.What.Zh}", $"entry {index} ({type}): {mismatch.What.En}"));
        }

        return null;
    }

    private static SignedEntry Signed(LoggedRating shown)
    {
        var (jws, claims) = Open<RatingStatement>(shown.Jws);
        Same("type", shown.Type, claims.SecondMark ? EntryType.SecondMark : claims.Type);
        Same("kid", shown.Kid, jws.KeyId);
        Same("period", shown.Period, claims.Period);
        Same("targetId", shown.TargetId, claims.TargetId);
        Same("targetVersion", shown.TargetVersion, claims.TargetVersion);
        Same("class", shown.Class, claims.Class);
        Same("colour", shown.Colour, claims.Colour);
        Same("suggested", shown.Suggested, claims.Suggested);
        Same("scheme", shown.Scheme, claims.Scheme);
        Same("supersedes", shown.Supersedes, claims.Supersedes);
        return new(jws, claims, null, shown.Units ?? [], shown.Rating, shown.At, shown.Actor);
    }

    private static SignedEntry Signed(LoggedReport shown)
    {
        var (jws, claims) = Open<ReportStatement>(shown.Jws);
        Same("type", shown.Type, claims.Type ?? EntryType.Report);
        Same("kid", shown.Kid, jws.KeyId);
        Same("period", shown.Period, claims.Period);
        Same("scheme", shown.Scheme, claims.Scheme);
        return new(jws, null, claims, [], null, shown.At, shown.Actor);
    }

    private static (CompactJws Jws, T Claims) Open<T>(string text) => CompactJws.TryParse(text, out var jws)
        ? (jws, LoggedEntry.Read<T>(jws.Payload))
        : throw new MismatchException(new("jws 不是 ES256 或 EdDSA 的 JWS compact", "its jws is no compact JWS with ES256 or EdDSA"));

    private static void Same<T>(string member, T shown, T signed)
    {
        if (!EqualityComparer<T>.Default.Equals(shown, signed))
        {
            throw new MismatchException(new(
                $"{member} 显示为“{shown}”，而签名内容为“{signed}”", $"it shows {member} \"{shown}\", but \"{signed}\" was signed"));
        }
    }

    private sealed class MismatchException(Text what) : Exception
    {
        public Text What => what;
    }
}
