namespace Jingan.TransparencyLog;

/// <summary>The one spelling of bytes in these formats: base64 of RFC 4648 section 4, padded,
/// without stray bits or white space.</summary>
internal static class Base64Text
{
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        var buffer = new byte[text.Length / 4 * 3];
        if (text.Length % 4 != 0 || !Convert.TryFromBase64Chars(text, buffer, out var length))
        {
            return false;
        }

        // The decoder skips white space and drops trailing bits: only what prints the same is accepted.
        var decoded = buffer.AsSpan(0, length);
        if (!text.SequenceEqual(Convert.ToBase64String(decoded)))
        {
            return false;
        }

        bytes = decoded.ToArray();
        return true;
    }

    public static bool TryDecodeHash(ReadOnlySpan<char> text, out byte[] hash) =>
        TryDecode(text, out hash) && hash.Length == MerkleTree.HashLength;
}
