using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Verifying;

/// <summary>A rating's reference into the government log.</summary>
internal readonly record struct RatingBasis(long RatingIndex, LogEntryRef Basis);

/// <summary>What entries owe to earlier ones: signers are registered before they sign, corrections and reports name ratings that are there.</summary>
internal sealed class ContentRules
{
    private readonly Findings _findings;
    private readonly SignatureChecks _signatures;
    private readonly AssessorRules _assessors;
    private readonly WindowRules _windows;
    private readonly Dictionary<long, (string Period, string TargetId, string Kid)> _ratings = [];
    private readonly HashSet<long> _unread = [];
    private readonly SortedDictionary<string, long> _types = new(StringComparer.Ordinal);

    public ContentRules(Findings findings, SignatureChecks signatures)
    {
        (_findings, _signatures) = (findings, signatures);
        _assessors = new(findings, isAllRead: () => _unread.Count == 0);
        (Access, Origins) = (new(findings, isAllRead: () => _unread.Count == 0), new(findings));
        _windows = new(findings);
    }

    /// <summary>Who could act as the evaluator, and when.</summary>
    public AccessRules Access { get; }

    /// <summary>The logs that statements were signed for.</summary>
    public SignedOrigins Origins { get; }

    /// <summary>How many entries of each type.</summary>
    public IReadOnlyDictionary<string, long> Types => _types;

    public List<RatingBasis> Bases { get; } = [];

    public List<(long Index, LoggedRotation Rotation)> Rotations { get; } = [];

    /// <summary>In the order of the log.</summary>
    public List<(long Index, LoggedLedgerDigest Digest)> LedgerDigests { get; } = [];

    /// <summary>Where the log's first key is registered.</summary>
    public long FirstAssessor { get; private set; } = long.MaxValue;

    /// <summary>Its key id, when it has signed for itself.</summary>
    public string? FoundingKid { get; private set; }

    public int Signatures { get; private set; }

    public Task VisitAsync(CheckedBundle bundle)
    {
        if (!bundle.WasRead)
        {
            _unread.Add(bundle.Index);
        }

        foreach (var (type, count) in bundle.Types)
        {
            _types[type] = _types.GetValueOrDefault(type) + count;
        }

        _windows.Visit(bundle);
        List<(long, CompactJws, Jwk)> toVerify = [];
        foreach (var (index, entry) in bundle.Entries)
        {
            CheckAccess(index, entry, toVerify);
            CheckContent(index, entry, toVerify);
        }

        Signatures += toVerify.Count;
        return _signatures.AddAsync(toVerify);
    }

    // Who wrote it, and who signed for it, by what stood before; then what it changes itself.
    private void CheckAccess(long index, LoggedEntry entry, List<(long, CompactJws, Jwk)> toVerify)
    {
        var isFirst = _assessors.IsFirst;
        switch (entry)
        {
            case LoggedAccess access:
                Access.Begin(index, access);
                break;
            case LoggedAccessEnd end:
                Access.End(index, end);
                break;
            case LoggedAssessor founding when isFirst:
                (FirstAssessor, FoundingKid) = (index, founding.Jws is null ? null : founding.Kid);
                Access.Found(index, founding);
                break;
        }

        if (entry is IActed acted)
        {
            Access.Check(index, acted);
        }

        if (entry is SignedEntry { For: var (log, issuedAt) } && Access.Since is not null)
        {
            Origins.Add(index, log, issuedAt);
        }

        if (entry is ISignedChange change && (change.Jws is not null || Access.Since is not null)
            && SignedChange.Open(index, change, _findings) is var (jws, origin, at) && jws is not null)
        {
            Origins.Add(index, origin, at);
            if ((isFirst && change is LoggedAssessor { PublicKey: var own, Kid: var kid } && kid == jws.KeyId ? own.Bare() : _assessors.Check(index, jws.KeyId)) is { } key)
            {
                toVerify.Add((index, jws, key));
            }
        }

        if (entry is LoggedApproval approval)
        {
            Access.Approve(index, approval);
        }
    }

    private void CheckContent(long index, LoggedEntry entry, List<(long, CompactJws, Jwk)> toVerify)
    {
        switch (entry)
        {
            case LoggedAssessor assessor:
                _assessors.Register(index, assessor);
                break;
            case LoggedRevocation revocation:
                _assessors.Revoke(index, revocation);
                break;
            case LoggedConflict conflict:
                _assessors.Declare(index, conflict);
                break;
            case LoggedRotation rotation:
                Rotations.Add((index, rotation));
                break;
            case LoggedLedgerDigest digest:
                LedgerDigests.Add((index, digest));
                break;
            case SignedEntry signed:
                Check(index, signed);
                if (_assessors.Check(index, signed) is { } key)
                {
                    toVerify.Add((index, signed.Jws, key));
                }

                break;
        }
    }

    /// <summary>Once the whole log has been read.</summary>
    public void Finish() => _windows.Finish();

    private void Check(long index, SignedEntry signed)
    {
        if (signed.Report is { } report)
        {
            foreach (var rating in report.Ratings.Where(r => !IsEarlier(r, index, of => of.Period == report.Period)))
            {
                _findings.AddDamage(index, new(
                    $"第 {index} 条：报告所列的第 {rating} 条不是此前本期的评定。", $"entry {index}: entry {rating}, which the report lists, is no earlier rating of its period."));
            }
        }

        if (signed.Rating is { } claims)
        {
            if (claims.Supersedes is { } superseded && !IsEarlier(superseded, index, of => (of.Period, of.TargetId) == (claims.Period, claims.TargetId)))
            {
                _findings.AddDamage(index, new(
                    $"第 {index} 条：所替代的第 {superseded} 条不是此前同一目标同一期的评定。",
                    $"entry {index}: entry {superseded}, which it supersedes, is no earlier rating of the same target and period."));
            }

            if (claims.SecondMark)
            {
                CheckSecondMark(index, signed, claims);
            }
            else
            {
                _ratings[index] = (claims.Period, claims.TargetId, signed.Jws.KeyId);
            }

            if (claims.Basis is { } basis)
            {
                Bases.Add(new(index, basis));
            }
        }
    }

    private void CheckSecondMark(long index, SignedEntry signed, RatingStatement claims)
    {
        if (signed.Beside is not { } rating
            || !IsEarlier(rating, index, of => (of.Period, of.TargetId) == (claims.Period, claims.TargetId) && of.Kid != signed.Jws.KeyId))
        {
            _findings.AddDamage(index, new(
                $"第 {index} 条：复评所对的第 {signed.Beside} 条不是此前另一人对同一目标同一期的评定。",
                $"entry {index}: entry {signed.Beside}, which it is a second mark to, is no earlier rating of the same target and period by somebody else."));
        }
    }

    // What could not be read is not held against anybody.
    private bool IsEarlier(long named, long index, Func<(string Period, string TargetId, string Kid), bool> isSame) =>
        named >= 0 && named < index
        && (_ratings.TryGetValue(named, out var rating) ? isSame(rating) : _unread.Contains(named / TransparencyLog.Tile.FullWidth));
}
