using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Cli.Replaying;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Verifying;

/// <summary>Holds an evaluation report against the log it was issued from: its bytes, what was signed, and that its ratings are those in force, all of them and no others.</summary>
/// <remarks>Whose signature it is, and whether that key counted at this place of the log, is checked with the log.</remarks>
internal sealed class ReportCheck(byte[] bytes, string name)
{
    private readonly IssuedDocument _document = IssuedDocument.Read(bytes, name);
    private readonly ConcurrentDictionary<long, (ShownEntry Shown, string LeafHash, SignedEntry Signed, RepeatedStatement Claims)> _ratings = [];
    private readonly ConcurrentDictionary<long, (ShownEntry Shown, SignedEntry Signed, IssuedStatement Claims)> _reports = [];
    private readonly ConcurrentDictionary<long, ColourScheme> _schemes = [];
    private readonly List<long> _unread = [];

    public string Period => _document.Period;

    public int Ratings => _document.Ratings.Count;

    /// <summary>Reads an entry as any verification does, and keeps those of the report's period. Called by several threads.</summary>
    public LoggedEntry? Read(string type, ReadOnlySpan<byte> entry, long index, Findings findings)
    {
        var read = EntryReader.Read(type, entry, index, findings);
        try
        {
            if (read is SignedEntry { Rating: { } rating } rated && rating.Period == Period)
            {
                var shown = LoggedEntry.Read<ShownEntry>(entry);
                _ratings[index] = (shown, Convert.ToHexStringLower(MerkleTree.HashLeaf(entry)), rated, LoggedEntry.Read<RepeatedStatement>(rated.Jws.Payload));
            }
            else if (read is SignedEntry { Report: { } report } issued && report.Period == Period)
            {
                _reports[index] = (LoggedEntry.Read<ShownEntry>(entry), issued, LoggedEntry.Read<IssuedStatement>(issued.Jws.Payload));
            }
            else if (type == "scheme")
            {
                Keep(entry, index);
            }
        }
        catch (JsonException fault)
        {
            findings.AddDamage(index, new($"第 {index} 条（{type}）的内容不合格式：{fault.Message}", $"entry {index} ({type}) does not have its form: {fault.Message}"));
        }

        return read;
    }

    // One that cannot be read says nothing about any state.
    private void Keep(ReadOnlySpan<byte> entry, long index)
    {
        if (ReplayEntry.Read("scheme", entry, index, new()) is LoggedScheme published && published.Version == _document.Scheme
            && ColourScheme.TryRead(JsonMarshal.GetRawUtf8Value(published.Document), out var scheme, out _))
        {
            _schemes[index] = scheme;
        }
    }

    /// <summary>What holds the report against the government's log; null when there is no report to hold.</summary>
    public PeriodCheck? Against(string government, Findings findings)
    {
        if (_reports.IsEmpty || !Contracts.Period.TryParse(Period, null, out var period))
        {
            return null;
        }

        var at = _reports.Keys.Min();
        var scheme = _schemes.Keys.Where(i => i < at).Order().Select(i => _schemes[i]).FirstOrDefault();
        return new(new(_document, name, period, at, _reports[at].Claims.Unrated ?? [], scheme), government, findings);
    }

    public void Visit(CheckedBundle bundle)
    {
        if (!bundle.WasRead)
        {
            _unread.Add(bundle.Index);
        }
    }

    /// <summary>Compares, once the whole log has been read.</summary>
    public void Finish(Findings findings)
    {
        if (_reports.IsEmpty)
        {
            Text none = new($"{name}：日志中没有 {Period} 的评估报告。", $"{name}: the log holds no evaluation report of {Period}.");
            if (_unread.Count > 0)
            {
                findings.AddMissing(long.MaxValue, none);
            }
            else
            {
                findings.AddDamage(long.MaxValue, none);
            }

            return;
        }

        foreach (var index in _reports.Keys.Order().Skip(1))
        {
            findings.AddDamage(index, new($"第 {index} 条：{Period} 此前已出具过报告。", $"entry {index}: the report of {Period} had been issued before."));
        }

        var at = _reports.Keys.Min();
        CompareDocument(at, findings);
        if (_unread.Any(bundle => bundle * Tile.FullWidth < at))
        {
            findings.AddMissing(at, new($"第 {at} 条之前有未读到的记录：未核对报告所列的评定。", $"entries before {at} could not be read: the report's ratings were not checked."));
            return;
        }

        var superseded = _ratings.Where(r => r.Key < at).Select(r => r.Value.Claims.Supersedes).OfType<long>().ToHashSet();
        var inForce = _ratings.Where(r => r.Key < at && !r.Value.Claims.SecondMark && !superseded.Contains(r.Key)).Select(r => r.Key).Order().ToList();
        CompareIndexes("claims.ratings", _reports[at].Signed.Report!.Ratings, inForce, at, findings);
        CompareIndexes("ratings", [.. _document.Ratings.Select(r => r.Index)], inForce, at, findings);
        foreach (var rating in _document.Ratings.Where(r => _ratings.ContainsKey(r.Index) && !IsAsLogged(r)))
        {
            findings.AddDamage(rating.Index, new(
                $"{name}：{rating.TargetId} 的评定与日志第 {rating.Index} 条不符。", $"{name}: the rating of {rating.TargetId} is not what entry {rating.Index} of the log says."));
        }

        StatisticsCheck.Run(_document, name, at, findings);
        var marks = _ratings.Where(r => r.Key < at && r.Value.Claims.SecondMark && r.Value.Signed.Beside is { } first && _ratings.ContainsKey(first));
        AgreementCheck.Run(_document, name, at, [.. marks.Select(m => (_ratings[m.Value.Signed.Beside!.Value].Claims.Colour, m.Value.Claims.Colour))], findings);
    }

    private void CompareDocument(long at, Findings findings)
    {
        var (shown, signed, claims) = _reports[at];
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Require(sha256 == shown.Sha256, new($"{name}：SHA-256 为 {sha256}，日志第 {at} 条记的是 {shown.Sha256}", $"{name}: its SHA-256 is {sha256}, entry {at} of the log has {shown.Sha256}"));
        Require(CanonicalJson.Is(bytes), new($"{name}：不是 RFC 8785 的规范形式", $"{name}: it is not in the canonical form of RFC 8785"));
        Require(_document.Jws == signed.Jws.Text, new($"{name}：jws 与日志第 {at} 条的签名不同", $"{name}: its jws is not the signature in entry {at}"));
        Require(
            (_document.Assessor, _document.IssuedAt, _document.Scheme, _document.Summary) == (signed.Jws.KeyId, shown.At, signed.Report!.Scheme, claims.Summary)
            && (_document.Statistics, claims.Statistics) switch { (null, null) => true, ({ } shows, { } said) => JsonElement.DeepEquals(shows, said), _ => false },
            new($"{name}：签署人、时间、办法、总体评价或统计与所签内容（第 {at} 条）不同", $"{name}: assessor, time, scheme, summary or statistics are not what was signed (entry {at})"));

        void Require(bool holds, Text what)
        {
            if (!holds)
            {
                findings.AddDamage(at, what);
            }
        }
    }

    private void CompareIndexes(string member, IReadOnlyList<long> listed, List<long> inForce, long at, Findings findings)
    {
        Tell("列了两次", "lists twice", listed.CountBy(i => i).Where(c => c.Value > 1).Select(c => c.Key));
        Tell("缺少", "leaves out", inForce.Except(listed));
        Tell("列了本期当时并不现行的", "lists what was not in force in its period", listed.Except(inForce));

        void Tell(string zh, string en, IEnumerable<long> indexes)
        {
            if (string.Join(", ", indexes.Order()) is { Length: > 0 } which)
            {
                findings.AddDamage(at, new($"{name}：{member} {zh}评定：{which}", $"{name}: {member} {en}, ratings: {which}"));
            }
        }
    }

    private bool IsAsLogged(RatingFact shown) =>
        shown with { Evidence = null } == AsLogged(shown)
        && JsonSerializer.Serialize(shown.Evidence, WireJson.Options) == JsonSerializer.Serialize(EvidenceIn(_ratings[shown.Index].Claims), WireJson.Options);

    // Evidence had no form at first; what has none is not repeated.
    private static IReadOnlyList<GatheredEvidence>? EvidenceIn(RepeatedStatement claims)
    {
        try
        {
            return claims.Evidence?.Deserialize<IReadOnlyList<GatheredEvidence>>(WireJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Without the evidence, which is a list. Entries of before units were recorded do not say who led.
    private RatingFact AsLogged(RatingFact shown)
    {
        var (entry, leafHash, signed, claims) = _ratings[shown.Index];
        return shown with
        {
            LeafHash = leafHash,
            Period = claims.Period,
            TargetId = claims.TargetId,
            TargetVersion = claims.TargetVersion,
            Class = claims.Class ?? "",
            Colour = claims.Colour,
            Suggested = claims.Suggested,
            Scheme = claims.Scheme,
            Rationale = claims.Rationale,
            Divergence = claims.Divergence,
            Basis = claims.Basis,
            Supersedes = claims.Supersedes,
            Reason = claims.Reason,
            Assessor = signed.Jws.KeyId,
            RatedAt = entry.At,
            Correction = false,
            LeadUnit = signed.Units is [var lead, ..] ? new(lead) : shown.LeadUnit,
            Judged = entry.Judged,
            VersionReason = claims.VersionReason,
            Evidence = null,
        };
    }
}
