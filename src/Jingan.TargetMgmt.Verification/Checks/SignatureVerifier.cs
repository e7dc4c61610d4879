using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Verifies assessors' signatures beside the reading: of all that is checked they take longest.</summary>
internal sealed class SignatureVerifier(Findings findings)
{
    private static readonly int MostPending = 4 * Environment.ProcessorCount;

    private readonly Queue<Task> _pending = new();

    public async Task AddAsync(IReadOnlyList<(long Index, CompactJws Jws, Jwk Key)> signatures)
    {
        if (signatures.Count > 0)
        {
            while (_pending.Count >= MostPending)
            {
                await _pending.Dequeue();
            }

            _pending.Enqueue(Task.Run(() => Verify(signatures)));
        }
    }

    public Task FinishAsync() => Task.WhenAll(_pending);

    // A key object serves one thread at a time, so each batch has its own.
    private void Verify(IReadOnlyList<(long Index, CompactJws Jws, Jwk Key)> signatures)
    {
        var keys = new Dictionary<Jwk, JwsKey>();
        foreach (var (index, jws, jwk) in signatures)
        {
            if (!keys.TryGetValue(jwk, out var key) && jwk.TryToKey(out key))
            {
                keys.Add(jwk, key);
            }

            if (key is null || !jws.IsSignedBy(key))
            {
                findings.AddDamage(index, new(
                    $"第 {index} 条：签名与评估员 {jws.KeyId} 登记的公钥不符。",
                    $"entry {index}: the signature is not by the key that assessor {jws.KeyId} registered."));
            }
        }

        foreach (var key in keys.Values)
        {
            key.Dispose();
        }
    }
}
