using System.Security.Cryptography;

namespace Jingan.TransparencyLog.Tests;

/// <summary>The tree as RFC 6962 section 2.1 defines it, word for word and without any of our code: what everything else is compared with.</summary>
internal static class Rfc6962
{
    /// <summary>MTH(D[n]).</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> entries)
    {
        if (entries.Length == 0)
        {
            return SHA256.HashData([]);
        }

        if (entries.Length == 1)
        {
            return SHA256.HashData([0x00, .. entries[0]]);
        }

        // "Let k be the largest power of two smaller than n."
        var k = 1;
        while (k * 2 < entries.Length)
        {
            k *= 2;
        }

        return SHA256.HashData([0x01, .. Root(entries[..k]), .. Root(entries[k..])]);
    }
}
