using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Entries;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Holds an evaluation report against the log it was issued from: its bytes, what was signed, and that its
/// ratings are those in force, all of them and no others.</summary>
/// <remarks>Whose signature it is, and whether that key counted at this place of the log,
/// is checked with the log.</remarks>
internal sealed class ReportCheck(byte[] bytes, string name)
{
    private readonly ReportDocument _document = IssuedDocument.Read(bytes, name);
    private readonly ConcurrentDictionary<long, SignedRating> _ratings = [];
    private readonly ConcurrentDictionary<long, string> _leafHashes = [];
    private readonly ConcurrentDictionary<long, SignedReport> _reports = [];
    private readonly ConcurrentDictionary<long, RefusalEntry> _refusals = [];
    private readonly ConcurrentDictionary<long, ColourScheme> _schemes = [];
    private readonly ConcurrentDictionary<long, SampleEntry> _samples = [];
    private readonly ConcurrentDictionary<string, (long Index, string? Since)> _revocations = [];
    private readonly List<long> _unread = [];

    public Period Period => _document.Period;

    public int Ratings => _document.Ratings.Count;

    /// <summary>The sizes of the evaluation log whose roots the report names.</summary>
    public IReadOnlyList<long> Sizes => _document.HeadOf(EntryTypes.Evaluation) is { } head ? [head.Size] : [];

    private IReadOnlyList<long> Issued =>
        [.. _reports.Where(r => r.Value.Report.Period == Period).Select(r => r.Key).Order()];

    /// <summary>Reads an entry as any verification does, and keeps what the report tells of.
    /// Called by several threads.</summary>
    public ILogEntry? Read(string type, ReadOnlySpan<byte> entry, long index, Findings findings)
    {
        var read = EntryReader.Read(type, entry, index, findings);
        switch (read)
        {
            case SignedRating rating when rating.Rating.Period == Period:
                _ratings[index] = rating;
                _leafHashes[index] = Convert.ToHexStringLower(MerkleTree.HashLeaf(entry));
                break;
            case SignedReport report:
                _reports[index] = report;
                break;
            case RefusalEntry refusal:
                _refusals[index] = refusal;
                break;
            case RevocationEntry revocation:
                _revocations.TryAdd(revocation.Kid, (index, revocation.CompromisedSince));
                break;
            case SampleEntry sample when sample.Period == Period:
                _samples[index] = sample;
                break;
            case SchemeEntry published
                when ColourScheme.TryRead(JsonMarshal.GetRawUtf8Value(published.Document), out var scheme, out _):
                _schemes[index] = scheme; // one that cannot be read says nothing about any state
                break;
        }

        return read;
    }

    /// <summary>What holds the report against the government's log; null when there is no report to hold.</summary>
    public PeriodCheck? Against(string government, Findings findings)
    {
        if (Issued is not [var at, ..])
        {
            return null;
        }

        var samples = _samples.Where(s => s.Key < at).OrderBy(s => s.Key).ToList();
        return new(
            new(_document, name, at, _reports[at].Report.Unrated ?? [], SchemeBefore(at))
            {
                Ratings = _ratings.Where(r => r.Key < at).ToDictionary(r => r.Key, r => r.Value),
                Sample = samples is [var (index, sample), ..] ? (index, sample, NewestBefore(index)) : null,
            },
            government, findings);
    }

    public void Visit(CheckedBundle bundle)
    {
        if (!bundle.WasRead)
        {
            _unread.Add(bundle.Index);
        }
    }

    /// <summary>Compares, once the whole log has been read.</summary>
    /// <param name="rootAt">The root at one of the <see cref="Sizes"/>.</param>
    public void Finish(Func<long, byte[]> rootAt, Findings findings)
    {
        if (Issued is not [var at, ..])
        {
            if (_unread.Count > 0)
            {
                findings.AddMissing(long.MaxValue, new(
                    $"{name}：读到的记录里没有 {Period} 的评估报告；尚未公布、不能读的有 {_unread.Count} 组，公布后请再核验。",
                    $"{name}: the entries that could be read hold no evaluation report of {Period}; {_unread.Count} "
                        + "bundles are not shown before what they hold is released. Verify again then."));
            }
            else
            {
                findings.AddDamage(long.MaxValue, new(
                    $"{name}：日志中没有 {Period} 的评估报告。",
                    $"{name}: the log holds no evaluation report of {Period}."));
            }

            return;
        }

        new DocumentCheck(_document, bytes, name, findings).Run(at, _reports[at], SchemeBefore(at), rootAt);
        if (_unread.Any(bundle => bundle * Tile.FullWidth < at))
        {
            findings.AddMissing(at, new($"第 {at} 条之前有未读到的记录：未核对报告所列的评定。",
                $"entries before {at} could not be read: the report's ratings were not checked."));
            return;
        }

        if (SchemeBefore(at) is null)
        {
            findings.AddDamage(at, new($"{name}：办法 {_document.Scheme} 此前没有发布",
                $"{name}: its scheme {_document.Scheme} is published nowhere before it"));
        }

        CompareRatings(at, findings);
        RefusalCheck.Run(_document, name, at, _reports, _refusals, findings);
        StatisticsCheck.Run(_document, name, at, findings);
        var marks = _ratings.Where(r => r.Key < at && r.Value.Beside is { } first && _ratings.ContainsKey(first));
        AgreementCheck.Run(
            _document.SecondMarks, _document.Colours, name, at,
            [.. marks.Select(m => (_ratings[m.Value.Beside!.Value].Rating.Colour, m.Value.Rating.Colour))], findings);
    }

    private ColourScheme? SchemeBefore(long at) =>
        _schemes.Where(s => s.Key < at && s.Value.Version == _document.Scheme)
            .OrderBy(s => s.Key)
            .Select(s => s.Value)
            .FirstOrDefault();

    private ColourScheme? NewestBefore(long at) =>
        _schemes.Where(s => s.Key < at).OrderBy(s => s.Key).Select(s => s.Value).LastOrDefault();

    private void CompareRatings(long at, Findings findings)
    {
        var superseded = _ratings.Where(r => r.Key < at)
            .Select(r => r.Value.Rating.Supersedes)
            .OfType<long>()
            .ToHashSet();
        var inForce = _ratings.Where(r => r.Key < at && !r.Value.Rating.SecondMark && !superseded.Contains(r.Key))
            .Select(r => r.Key)
            .Order()
            .ToList();
        CompareIndexes("claims.ratings", _reports[at].Report.Ratings, inForce, at, findings);
        CompareIndexes("ratings", [.. _document.Ratings.Select(r => r.Index)], inForce, at, findings);
        foreach (var rating in _document.Ratings.Where(r => _ratings.ContainsKey(r.Index)))
        {
            var logged = _ratings[rating.Index];
            var since = _revocations.TryGetValue(logged.Jws.KeyId, out var revoked) && revoked.Index < at
                ? revoked.Since
                : null;
            if (RepeatedRating.Differing(rating, logged, _leafHashes[rating.Index], since) is { Count: > 0 } differing)
            {
                findings.AddDamage(rating.Index, new(
                    $"{name}：{rating.TargetId} 的评定与日志第 {rating.Index} 条不符：{string.Join("、", differing)}",
                    $"{name}: the rating of {rating.TargetId} is not what entry {rating.Index} of the log "
                        + $"says: {string.Join(", ", differing)}"));
            }
        }
    }

    private void CompareIndexes(
        string member, IReadOnlyList<long> listed, List<long> inForce, long at, Findings findings)
    {
        Tell("列了两次", "lists twice", listed.CountBy(i => i).Where(c => c.Value > 1).Select(c => c.Key));
        Tell("缺少", "leaves out", inForce.Except(listed));
        Tell("列了本期当时并不现行的", "lists what was not in force in its period", listed.Except(inForce));

        void Tell(string zh, string en, IEnumerable<long> indexes)
        {
            if (string.Join(", ", indexes.Order()) is { Length: > 0 } which)
            {
                findings.AddDamage(
                    at, new($"{name}：{member} {zh}评定：{which}", $"{name}: {member} {en}, ratings: {which}"));
            }
        }
    }
}
