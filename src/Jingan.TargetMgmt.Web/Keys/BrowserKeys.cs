using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;
using Microsoft.JSInterop;

namespace Jingan.TargetMgmt.Web.Keys;

/// <summary>The assessor's key of this browser.</summary>
/// <param name="Name">The assessor's name, as given when the key came here.</param>
/// <param name="Algorithm"><c>ES256</c> or <c>EdDSA</c>.</param>
/// <param name="Kid">Its id in the evaluation log; null where that is its thumbprint.</param>
/// <param name="PublicKey">The public half.</param>
/// <param name="IsKept">False where it is gone when the tab is closed.</param>
public sealed record BrowserKey(string Name, string Algorithm, string? Kid, Jwk PublicKey, bool IsKept)
{
    /// <summary>The id it signs with.</summary>
    public string Id => Kid ?? PublicKey.Thumbprint();
}

/// <summary>The key that an assessor signs with in this browser. The private half is the browser's: no program reads
/// it (<c>wwwroot/js/keys.js</c>). Where the browser does not know Ed25519, this tab has it until it is closed.
/// </summary>
public sealed class BrowserKeys(IJSRuntime js) : IDisposable
{
    private AssessorKey? _managed;

    /// <summary>The key; null while there is none.</summary>
    public BrowserKey? Key { get; private set; }

    /// <summary>Whether this browser signs at all: at this address it may be forbidden.</summary>
    public bool Can => ((IJSInProcessRuntime)js).Invoke<bool>("jinganKeys.can");

    /// <summary>Finds the key that this browser keeps now: another tab may have made or removed one.</summary>
    public async Task<BrowserKey?> OpenAsync() =>
        Key = _managed is null ? await js.InvokeAsync<BrowserKey?>("jinganKeys.open") : Key;

    /// <summary>Makes a key that never leaves this browser.</summary>
    public async Task<BrowserKey> MakeAsync(string name)
    {
        Discard();
        return Key = await js.InvokeAsync<BrowserKey>("jinganKeys.make", name);
    }

    /// <summary>Takes over a key from a file; null when it is no unencrypted P-256 or Ed25519 key (PKCS #8, PEM).
    /// </summary>
    public async Task<BrowserKey?> BringAsync(string name, string pem)
    {
        Discard();
        Key = Pkcs8Of(pem) is { } der ? await js.InvokeAsync<BrowserKey?>("jinganKeys.bring", name, der) : null;
        if (Key is null && (_managed = AssessorKey.TryRead(pem, kid: null)) is { } managed)
        {
            Key = new(name, JwsKey.EdDsa, null, managed.PublicKey, IsKept: false);
        }

        return Key;
    }

    /// <summary>Notes under which id the log knows the key.</summary>
    public async Task CallAsync(string kid) => Key = _managed is null
        ? await js.InvokeAsync<BrowserKey>("jinganKeys.call", kid)
        : Key! with { Kid = kid };

    /// <summary>Takes the key out of this browser. Nothing brings back one that was made here.</summary>
    public async Task ForgetAsync()
    {
        await js.InvokeVoidAsync("jinganKeys.forget");
        Discard(); // said to be gone when it is
    }

    /// <summary>Signs claims as they will be logged: a compact JWS.</summary>
    public async Task<string> SignAsync(JsonObject claims)
    {
        var key = Key ?? throw new InvalidOperationException("There is no key to sign with.");
        var input = CompactJws.InputOf(BytesOf(claims), key.Id, key.Algorithm);
        return CompactJws.Join(input, _managed is null
            ? await js.InvokeAsync<byte[]>("jinganKeys.sign", input)
            : _managed.SignInput(input));
    }

    /// <summary>Signs claims with somebody else's key, which is used once and not kept; null when it is no such key, or
    /// not known.</summary>
    /// <param name="pem">The key's file.</param>
    /// <param name="kidOf">The id of a public key; null where it has none.</param>
    public async Task<string?> SignWithAsync(string pem, JsonObject claims, Func<Jwk, string?> kidOf)
    {
        if (Pkcs8Of(pem) is { } der
            && await js.InvokeAsync<BrowserKey?>("jinganKeys.borrow", der) is { } borrowed)
        {
            return kidOf(borrowed.PublicKey) is { } kid
                && CompactJws.InputOf(BytesOf(claims), kid, borrowed.Algorithm) is var input
                ? CompactJws.Join(input, await js.InvokeAsync<byte[]>("jinganKeys.signBorrowed", input))
                : null;
        }

        using var managed = AssessorKey.TryRead(pem, kid: null);
        return managed is not null && kidOf(managed.PublicKey) is { } id
            && CompactJws.InputOf(BytesOf(claims), id, JwsKey.EdDsa) is var signed
            ? CompactJws.Join(signed, managed.SignInput(signed))
            : null;
    }

    /// <summary>The very bytes that are signed.</summary>
    public static byte[] BytesOf(JsonObject claims) => Encoding.UTF8.GetBytes(claims.ToJsonString(WireJson.Options));

    public void Dispose() => _managed?.Dispose();

    private void Discard()
    {
        _managed?.Dispose();
        (_managed, Key) = (null, null);
    }

    private static byte[]? Pkcs8Of(string pem)
    {
        const string Label = "PRIVATE KEY";
        try
        {
            return System.Security.Cryptography.PemEncoding.TryFind(pem, out var fields) && pem[fields.Label] == Label
                ? Convert.FromBase64String(pem[fields.Base64Data])
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
