using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>What an endpoint's messages are signed with (Standard Webhooks, symmetric): a file with a line
/// <c>whsec_</c> and base64 for each secret. While a secret is changed there are two, and a message has a signature by
/// each.</summary>
internal static class WebhookSecret
{
    private const string Prefix = "whsec_";

    // What the specification asks for, in bytes.
    private const int Shortest = 24, Longest = 64;

    /// <exception cref="InvalidDataException">The file does not hold secrets; the message does not repeat
    /// it.</exception>
    public static IReadOnlyList<byte[]> Read(string file)
    {
        var secrets = File.ReadAllLines(file).Where(l => l.Trim().Length > 0).Select(Parse).ToList();
        return secrets.Count > 0 ? secrets : throw NoSecret();
    }

    /// <summary>The header <c>webhook-signature</c>.</summary>
    public static string Sign(IReadOnlyList<byte[]> secrets, string id, long unixSeconds, string body)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{unixSeconds}.{body}"));
        return string.Join(' ', secrets.Select(s => "v1," + Convert.ToBase64String(HMACSHA256.HashData(s, signed))));
    }

    private static byte[] Parse(string line)
    {
        var text = line.Trim();
        var bytes = new byte[text.Length];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length)
            && length is >= Shortest and <= Longest
            ? bytes[..length]
            : throw NoSecret();
    }

    private static InvalidDataException NoSecret() =>
        new($"must hold {Prefix} and {Shortest} to {Longest} bytes in base64, a line for each secret.");
}
