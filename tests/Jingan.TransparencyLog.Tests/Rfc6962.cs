using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Jingan.TransparencyLog.Tests;

/// <summary>The tree as RFC 6962 section 2.1 defines it, word for word and without any of our code:
/// what everything else is compared with.</summary>
internal sealed class Rfc6962(IReadOnlyList<byte[]> entries)
{
    // Only so that all proofs of a log can be computed: the definition asks for the same subtrees again and again.
    private readonly ConcurrentDictionary<(int, int), byte[]> _known = new();

    public static byte[] Root(IReadOnlyList<byte[]> entries) => new Rfc6962(entries).Root(0, entries.Count);

    /// <summary>MTH(D[low:high]).</summary>
    public byte[] Root(int low, int high) => _known.GetOrAdd((low, high), range => (high - low) switch
    {
        0 => SHA256.HashData([]),
        1 => SHA256.HashData([0x00, .. entries[low]]),
        var n => SHA256.HashData([0x01, .. Root(low, low + Split(n)), .. Root(low + Split(n), high)]),
    });

    /// <summary>PATH(m, D[low:high]) of section 2.1.1, m counted from low.</summary>
    public byte[][] Path(int m, int low, int high)
    {
        if (high - low == 1)
        {
            return [];
        }

        var k = Split(high - low);
        return m < k
            ? [.. Path(m, low, low + k), Root(low + k, high)]
            : [.. Path(m - k, low + k, high), Root(low, low + k)];
    }

    /// <summary>PROOF(m, D[n]) of section 2.1.2.</summary>
    public byte[][] Proof(int m, int n) => SubProof(m, 0, n, true);

    private byte[][] SubProof(int m, int low, int high, bool b)
    {
        if (m == high - low)
        {
            return b ? [] : [Root(low, high)];
        }

        var k = Split(high - low);
        return m <= k
            ? [.. SubProof(m, low, low + k, b), Root(low + k, high)]
            : [.. SubProof(m - k, low + k, high, false), Root(low, low + k)];
    }

    // "Let k be the largest power of two smaller than n."
    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n)
        {
            k *= 2;
        }

        return k;
    }
}
