using System.Collections.Concurrent;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Evaluation.Keys;

/// <summary>Verifies assessors' signatures with keys that are imported once.</summary>
internal sealed class SignatureChecks : IDisposable
{
    // By the key's text, each for one caller at a time. Importing a key multiplies its point by the curve's order,
    // which takes as long as a verification.
    private readonly ConcurrentDictionary<string, ConcurrentBag<JwsKey>> _idleKeys = [];

    /// <summary>Whether the key has signed it.</summary>
    /// <param name="publicKey">The key's text as it is stored.</param>
    public bool IsSignedBy(CompactJws jws, string publicKey)
    {
        var idle = _idleKeys.GetOrAdd(publicKey, _ => []);
        if (!idle.TryTake(out var key)
            && !JsonSerializer.Deserialize<Jwk>(publicKey, WireJson.Options)!.TryToKey(out key))
        {
            return false;
        }

        var isSigned = jws.IsSignedBy(key);
        idle.Add(key);
        return isSigned;
    }

    public void Dispose()
    {
        foreach (var key in _idleKeys.Values.SelectMany(k => k))
        {
            key.Dispose();
        }
    }
}
