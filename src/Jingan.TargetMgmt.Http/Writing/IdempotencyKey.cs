using System.Security.Cryptography;
using System.Text;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Http.Writing;

/// <summary>The key under which a write's answer is remembered, and the hash of what was asked under it.</summary>
internal sealed record IdempotencyKey(string Caller, string Value, byte[] RequestHash)
{
    private const string Header = "Idempotency-Key";

    public static Problem? Fault(HttpContext http) =>
        http.Request.Headers.TryGetValue(Header, out var values)
        && (values is not [{ Length: >= 1 and <= 255 } key] || key.Any(c => c is < '!' or > '~'))
            ? Problem.Invalid(
                "/" + Header, new("须为 1–255 个可见 ASCII 字符", "must have 1 to 255 visible ASCII characters"))
            : null;

    /// <summary>The key that a signed text is for itself. It is no caller's: callers have names.</summary>
    public static IdempotencyKey OfSigned(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return new("", $"signed/{Convert.ToHexStringLower(hash)}", hash);
    }

    /// <summary>The key of one part; null when the request has none.</summary>
    public static IdempotencyKey? OfPart(HttpContext http, int number, string part)
    {
        if (ValueOf(http) is not { } key)
        {
            return null;
        }

        using var hash = BeginHash(http);
        hash.AppendData(Encoding.UTF8.GetBytes(part));
        // Hashed: the longest key leaves no room for a number.
        var value = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{number}/{key}")));
        return new(Access.Caller.Of(http).Name, value, hash.GetHashAndReset());
    }

    /// <summary>The request's key; null when it has none.</summary>
    public static async Task<IdempotencyKey?> ReadAsync(HttpContext http)
    {
        if (ValueOf(http) is not { } key)
        {
            return null;
        }

        // RequestBody has read it whole, so it can be read a second time here.
        using var hash = BeginHash(http);
        http.Request.Body.Position = 0;
        var buffer = new byte[16 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            hash.AppendData(buffer.AsSpan(0, read));
        }

        return new(Access.Caller.Of(http).Name, key, hash.GetHashAndReset());
    }

    private static string? ValueOf(HttpContext http) =>
        http.Request.Headers.TryGetValue(Header, out var values) ? values.ToString() : null;

    private static IncrementalHash BeginHash(HttpContext http)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(
            $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"));
        return hash;
    }
}
