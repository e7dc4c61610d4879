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
    private readonly TimeOrder _times;
    private readonly Dictionary<long, (string Period, string TargetId, string Kid)> _ratings = [];
    private readonly HashSet<long> _unread = [];
    private readonly SortedDictionary<string, long> _types = new(StringComparer.Ordinal);

    public ContentRules(Findings findings, SignatureChecks signatures)
    {
        (_findings, _signatures) = (findings, signatures);
        _assessors = new(findings, isAllRead: () => _unread.Count == 0);
        (_windows, _times) = (new(findings), new(findings));
    }

    /// <summary>How many entries of each type.</summary>
    public IReadOnlyDictionary<string, long> Types => _types;

    public List<RatingBasis> Bases { get; } = [];

    public List<(long Index, LoggedRotation Rotation)> Rotations { get; } = [];

    /// <summary>In the order of the log.</summary>
    public List<(long Index, LoggedLedgerDigest Digest)> LedgerDigests { get; } = [];

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
        _times.Visit(bundle);
        List<(long, CompactJws, Jwk)> toVerify = [];
        foreach (var (index, entry) in bundle.Entries)
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

        Signatures += toVerify.Count;
        return _signatures.AddAsync(toVerify);
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
