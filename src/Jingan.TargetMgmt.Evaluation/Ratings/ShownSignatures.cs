using System.Buffers.Binary;
using System.Collections.Concurrent;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Sql;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>A rating that is about to be shown: its entry's hash and what was signed.</summary>
internal readonly record struct SignedRating(long Index, byte[] LeafHash, string Kid, string Jws);

/// <summary>Ratings are shown with a good signature or not at all. Each is verified once:
/// an entry's hash stands for all of its bytes.</summary>
internal static class ShownSignatures
{
    private const int MostKept = 200_000;

    private static readonly SignatureChecks Checks = new();

    private static readonly ConcurrentDictionary<UInt128, string> Verified = [];

    /// <param name="ratings">What is shown.</param>
    /// <param name="keys">The registered keys' text, by kid.</param>
    /// <exception cref="DoubtException">A signature is not good; the reason names the rating.</exception>
    public static void Require(IReadOnlyList<SignedRating> ratings, IReadOnlyDictionary<string, string> keys)
    {
        var unknown = ratings.Where(r => !keys.TryGetValue(r.Kid, out var key)
            || !Verified.TryGetValue(Name(r), out var good) || good != key).ToList();
        // A year's first overview has tens of thousands: the processors share them.
        if (unknown.AsParallel().Where(r => !IsGood(r, keys)).Select(r => (long?)r.Index).Min() is { } bad)
        {
            throw new DoubtException(new($"第 {bad} 条评定的签名无效：记录或公钥被改动",
                $"the signature of rating {bad} is not good: the entry or a key was altered"));
        }

        if (Verified.Count + unknown.Count > MostKept)
        {
            Verified.Clear();
        }

        foreach (var rating in unknown)
        {
            Verified[Name(rating)] = keys[rating.Kid];
        }
    }

    private static bool IsGood(SignedRating rating, IReadOnlyDictionary<string, string> keys) =>
        keys.TryGetValue(rating.Kid, out var key) && CompactJws.TryParse(rating.Jws, out var jws)
        && jws.KeyId == rating.Kid && Checks.IsSignedBy(jws, key);

    // Half of a hash: nobody finds another entry with the same.
    private static UInt128 Name(SignedRating rating) => BinaryPrimitives.ReadUInt128BigEndian(rating.LeafHash);
}
