using System.Collections.Concurrent;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>A rating that is about to be shown: its entry's hash and what was signed.</summary>
internal readonly record struct SignedRating(long Index, byte[] LeafHash, string Kid, string Jws);

/// <summary>Ratings are shown with a good signature or not at all. Each is verified once:
/// an entry's hash stands for all of its bytes.</summary>
internal sealed class ShownSignatures
{
    private const int MostKept = 200_000;

    // So many wait to be verified together, by all processors: a year's first view has tens of thousands, and what was
    // signed is held no longer than until then.
    private const int Together = 512;

    private static readonly SignatureChecks Checks = new();

    private static readonly ConcurrentDictionary<UInt128, string> Verified = [];

    private readonly List<SignedRating> _waiting = [];
    private readonly Lazy<Dictionary<string, string>> _keys;

    private ShownSignatures(QueryResult<(string Kid, string PublicKey)> keys) =>
        _keys = new(() => keys.Rows.ToDictionary(k => k.Kid, k => k.PublicKey));

    /// <summary>The signatures of the ratings that a batch reads. To be asked for before its query of ratings is added:
    /// the keys have to be read first.</summary>
    public static ShownSignatures AskedIn(QueryBatch queries)
    {
        var signatures = new ShownSignatures(AssessorStore.AddKeys(queries));
        queries.AfterRead(signatures.VerifyWaiting);
        return signatures;
    }

    /// <summary>Whether the rating was verified before, with the key that is registered now.</summary>
    /// <param name="leafHash">Of the bytes that were read.</param>
    /// <param name="kid">The key that they name.</param>
    public bool IsKnown(byte[] leafHash, string kid) =>
        _keys.Value.TryGetValue(kid, out var key) && Verified.TryGetValue(LeafName.Of(leafHash), out var good)
        && good == key;

    /// <summary>A rating that was read: it is verified before the batch's answers are used.</summary>
    /// <exception cref="DoubtException">A signature is not good, of this rating or of one before it; the reason names
    /// the rating.</exception>
    public void Require(SignedRating rating)
    {
        if (IsKnown(rating.LeafHash, rating.Kid))
        {
            return;
        }

        _waiting.Add(rating);
        if (_waiting.Count == Together)
        {
            VerifyWaiting();
        }
    }

    private void VerifyWaiting()
    {
        if (_waiting.Count == 0)
        {
            return; // the usual answer: all of it was verified before
        }

        if (_waiting.AsParallel().Where(r => !IsGood(r, _keys.Value)).Select(r => (long?)r.Index).Min() is { } bad)
        {
            throw new DoubtException(new($"第 {bad} 条评定的签名无效：记录或公钥被改动",
                $"the signature of rating {bad} is not good: the entry or a key was altered"));
        }

        if (Verified.Count + _waiting.Count > MostKept)
        {
            Verified.Clear();
        }

        foreach (var rating in _waiting)
        {
            Verified[LeafName.Of(rating.LeafHash)] = _keys.Value[rating.Kid];
        }

        _waiting.Clear();
    }

    private static bool IsGood(SignedRating rating, Dictionary<string, string> keys) =>
        keys.TryGetValue(rating.Kid, out var key) && CompactJws.TryParse(rating.Jws, out var jws)
        && jws.KeyId == rating.Kid && Checks.IsSignedBy(jws, key);
}
