using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>A rating's reference into the government log.</summary>
internal readonly record struct RatingBasis(long RatingIndex, LogEntryRef Basis);

/// <summary>What entries owe to earlier ones: who wrote and who signed counted then,
/// and corrections and reports name ratings that are there.</summary>
internal sealed class ContentRules
{
    private readonly Findings _findings;
    private readonly SignatureVerifier _signatures;
    private readonly AssessorRules _assessors;
    private readonly RatingRules _ratings;
    private readonly WindowRules _windows;
    private readonly ExtensionRules _extensions;
    private readonly SigningRules _signing;
    private readonly RemarkRules _remarks;
    private readonly CooperationRules _cooperation;
    private readonly CertifiedRules _certified;
    private readonly EvidenceRules _evidence;
    private readonly PublicPageRules _page;
    private readonly NumberRules _numbers;
    private readonly HashSet<long> _unread = [];
    private readonly SortedDictionary<string, long> _types = new(StringComparer.Ordinal);
    private long _firstOther = -1;

    public ContentRules(Findings findings, SignatureVerifier signatures)
    {
        (_findings, _signatures) = (findings, signatures);
        _assessors = new(findings, isAllRead: () => _unread.Count == 0);
        _ratings = new(findings, wasUnread: index => _unread.Contains(index / Tile.FullWidth), isAllRead: () =>
            _unread.Count == 0);
        (Access, Origins) = (new(findings, isAllRead: () => _unread.Count == 0), new(findings));
        (_windows, _numbers) = (new(findings), new(findings, isAllRead: () => _unread.Count == 0));
        _extensions = new(findings, isAllRead: () => _unread.Count == 0);
        _signing = new(findings, Access, isAllRead: () => _unread.Count == 0);
        _remarks = new(findings, isAllRead: () => _unread.Count == 0);
        _cooperation = new(findings, isAllRead: () => _unread.Count == 0);
        _certified = new(findings, isAllRead: () => _unread.Count == 0);
        _evidence = new(findings, isAllRead: () => _unread.Count == 0);
        _page = new(findings, isAllRead: () => _unread.Count == 0);
    }

    /// <summary>Who could act as the evaluator, and when.</summary>
    public AccessRules Access { get; }

    /// <summary>The logs that statements were signed for.</summary>
    public SignedOrigins Origins { get; }

    /// <summary>How many entries of each type.</summary>
    public IReadOnlyDictionary<string, long> Types => _types;

    public List<RatingBasis> Bases { get; } = [];

    public List<(long Index, RotationEntry Rotation)> Rotations { get; } = [];

    /// <summary>Where the operator has put the log in place again.</summary>
    public List<(long Index, AdoptionEntry Adoption)> Adoptions { get; } = [];

    /// <summary>The digests of the engine's ledger, in the order of the log.</summary>
    public List<(long Index, LoggedLedgerDigest Digest)> LedgerDigests { get; } = [];

    /// <summary>Where the log's first key is registered.</summary>
    public long FirstAssessor { get; private set; } = long.MaxValue;

    /// <summary>The key id of the log's first key, when that key has signed for itself.</summary>
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
        _numbers.Visit(bundle);
        List<(long, CompactJws, Jwk)> toVerify = [];
        foreach (var (index, entry) in bundle.Entries)
        {
            CheckAccess(index, entry, toVerify);
            _extensions.Check(index, entry);
            _signing.Check(index, entry);
            _remarks.Check(index, entry);
            _cooperation.Check(index, entry);
            _certified.Check(index, entry);
            _evidence.Check(index, entry);
            _page.Check(index, entry);
            CheckContent(index, entry, toVerify);
        }

        Signatures += toVerify.Count;
        return _signatures.AddAsync(toVerify);
    }

    // Who wrote it, and who signed for it, by what stood before; then what it changes itself.
    private void CheckAccess(long index, ILogEntry entry, List<(long, CompactJws, Jwk)> toVerify)
    {
        var isFirst = _assessors.IsFirst;
        switch (entry)
        {
            case AccessEntry access:
                Access.Begin(index, access);
                break;
            case AccessEndedEntry end:
                Access.End(index, end);
                break;
            case AssessorEntry founding when isFirst:
                (FirstAssessor, FoundingKid) = (index, founding.Jws is null ? null : founding.Kid);
                Access.Found(index, founding);
                break;
        }

        Access.Check(index, entry);
        if (entry is SignedEntry { Claims: var claims } && Access.Since is not null)
        {
            Origins.Add(index, claims.Log, claims.IssuedAt);
        }

        if (entry is IStatementEntry change && (change.Jws is not null || Access.Since is not null)
            && SignedChange.Open(index, change, _findings) is var (jws, stated))
        {
            Origins.Add(index, stated.Log, stated.IssuedAt);
            if ((isFirst && change is AssessorEntry { PublicKey: var own, Kid: var kid } && kid == jws.KeyId
                ? own.Bare()
                : _assessors.Check(index, jws.KeyId)) is { } key)
            {
                toVerify.Add((index, jws, key));
            }
        }

        if (entry is AccessApprovalEntry approval)
        {
            Access.Approve(index, approval);
        }
    }

    private void CheckContent(long index, ILogEntry entry, List<(long, CompactJws, Jwk)> toVerify)
    {
        switch (entry)
        {
            case AssessorEntry assessor:
                _assessors.Register(index, assessor);
                break;
            case RevocationEntry revocation:
                _assessors.Revoke(index, revocation);
                break;
            case ConflictEntry conflict:
                _assessors.Declare(index, conflict);
                break;
            case RotationEntry rotation:
                Rotations.Add((index, rotation));
                break;
            case AdoptionEntry adoption:
                AdoptionRules.Check(_findings, index, adoption);
                Adoptions.Add((index, adoption));
                break;
            case LoggedLedgerDigest digest:
                LedgerDigests.Add((index, digest));
                break;
            case SampleEntry sample:
                _ratings.Draw(index, sample);
                break;
            case SignedRating rating:
                _ratings.Rate(index, rating);
                Verify(index, rating.Jws, rating.Units, toVerify);
                if (rating.Rating.Basis is { } basis)
                {
                    Bases.Add(new(index, basis));
                }

                break;
            case SignedReport report:
                _ratings.Report(index, report);
                Verify(index, report.Jws, [], toVerify);
                break;
            case OtherEntry when _firstOther < 0:
                _firstOther = index;
                break;
        }
    }

    private void Verify(
        long index, CompactJws jws, IReadOnlyList<UnitCode> units, List<(long, CompactJws, Jwk)> toVerify)
    {
        if (_assessors.Check(index, jws, units) is { } key)
        {
            toVerify.Add((index, jws, key));
        }
    }

    /// <summary>Finishes the checks of the log's content, once the whole log has been read.</summary>
    public void Finish()
    {
        _windows.Finish();
        if (_firstOther >= 0 && _types.Keys.Any(t => t != EntryType.Other))
        {
            _findings.AddMissing(_firstOther, new(
                $"第 {_firstOther} 条不是本工具认识的类型，内容未核验（共 {_types[EntryType.Other]} 条）；请用与服务同版本的 jtm。",
                $"entry {_firstOther} is of no type that this jtm knows, its content was not checked "
                    + $"({_types[EntryType.Other]} in all); use the jtm of the service's version."));
        }
    }
}
