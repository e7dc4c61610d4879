using System.Security.Cryptography;
using System.Text.Json;
using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>A report's bytes and what it says of itself, against its entry and what was signed in it.</summary>
internal sealed class DocumentCheck(ReportDocument document, byte[] bytes, string name, Findings findings)
{
    /// <param name="at">Where the entry stands.</param>
    /// <param name="scheme">The scheme that it names; null where the log could not be read so far.</param>
    /// <param name="rootAt">The evaluation log's root at the size that the document names.</param>
    public void Run(long at, SignedReport signed, ColourScheme? scheme, Func<long, byte[]> rootAt)
    {
        var (entry, claims) = (signed.Entry, signed.Report);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Require(sha256 == entry.Sha256, $"SHA-256 为 {sha256}，日志第 {at} 条记的是 {entry.Sha256}",
            $"its SHA-256 is {sha256}, entry {at} of the log has {entry.Sha256}");
        Require(CanonicalJson.Of(document).AsSpan().SequenceEqual(bytes), "不是 RFC 8785 的规范形式",
            "it is not in the canonical form of RFC 8785");
        Require(document.Jws == signed.Jws.Text, $"jws 与日志第 {at} 条的签名不同",
            $"its jws is not the signature in entry {at}");
        Same("assessor", document.Assessor, signed.Jws.KeyId);
        Same("issuedAt", document.IssuedAt, entry.At);
        Same("scheme", document.Scheme, claims.Scheme);
        Same("summary", document.Summary, claims.Summary);
        Require(
            (document.Statistics, claims.Statistics) switch
            {
                (null, null) => true,
                ({ } shows, { } said) => JsonElement.DeepEquals(shows, said),
                _ => false,
            },
            $"statistics 与所签内容（第 {at} 条）不同", $"its statistics are not what was signed (entry {at})");
        Require(
            scheme is null || scheme.Colours.OrderBy(c => c.Rank).SequenceEqual(document.Colours),
            $"colours 与办法 {document.Scheme} 不同", $"its colours are not those of the scheme {document.Scheme}");
        Require(
            Ordered(claims.WithoutSecondMark ?? []).SequenceEqual(Ordered(document.SecondMarks?.Missing ?? [])),
            "secondMarks.missing 与所签的 withoutSecondMark 不同",
            "its secondMarks.missing is not what was signed as withoutSecondMark");
        Heads(entry, rootAt);

        void Same(string member, string shown, string said) => Require(
            shown == said, $"{member} 为“{shown}”，与第 {at} 条所签所记的“{said}”不同",
            $"its {member} is \"{shown}\", signed and logged in entry {at} is \"{said}\"");

        void Require(bool holds, string zh, string en)
        {
            if (!holds)
            {
                findings.AddDamage(at, new($"{name}：{zh}", $"{name}: {en}"));
            }
        }

        void Heads(ReportEntry of, Func<long, byte[]> roots)
        {
            Require(document.Logs.Count == 2 && document.HeadOf(EntryTypes.Government) is not null, "logs 须写明两个日志各一次",
                "its logs are not the heads of both logs");
            if (document.HeadOf(EntryTypes.Evaluation) is not { } head)
            {
                Require(false, "logs 未写明评估日志的大小与根", "it names no head of the evaluation log");
                return;
            }

            Require(head.Size == (of.LogSize ?? head.Size) && head.Size <= at,
                $"logs 中评估日志为 {head.Size} 条，第 {at} 条记的是 {of.LogSize}",
                $"its logs say {head.Size} evaluation entries, entry {at} says {of.LogSize}");
            Require(
                head.Size > at || Convert.ToHexStringLower(roots(head.Size)) == head.Root,
                $"logs 中评估日志前 {head.Size} 条的根与重算不符：其前的记录不是当时的记录",
                $"the root of the first {head.Size} evaluation entries in its logs is not the one recomputed: they "
                    + "are not what they were when it was issued");
        }
    }

    private static IEnumerable<string> Ordered(IEnumerable<TargetId> targets) =>
        targets.Select(t => t.Value).Order(StringComparer.Ordinal);
}
