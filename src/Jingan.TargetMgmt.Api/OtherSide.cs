using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Facts;

namespace Jingan.TargetMgmt.Api;

/// <summary>Whether the side that runs elsewhere answers: asked at most every few seconds,
/// because the health check is public.</summary>
internal sealed class OtherSide(FactsClient facts, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    // Whoever asks for this side's health does not wait long for the other's.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _asking = new(1);
    private (Text? Fault, long At)? _last;

    public async Task<OtherSideHealth> ReadAsync(CancellationToken ct)
    {
        await _asking.WaitAsync(ct);
        try
        {
            if (_last is not { } last || clock.GetElapsedTime(last.At) >= Fresh)
            {
                _last = last = (await FindFaultAsync(ct), clock.GetTimestamp());
            }

            return new(facts.Side, last.Fault?.Current);
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private async Task<Text?> FindFaultAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return await facts.FindFaultAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new($"{Patience.TotalSeconds} 秒内未答复", $"no answer within {Patience.TotalSeconds} s");
        }
    }
}

/// <summary>The side that runs elsewhere, as the health check shows it.</summary>
/// <param name="Side">Which side it is.</param>
/// <param name="Fault">Why its facts cannot be read, in the caller's language; null when they can.</param>
internal sealed record OtherSideHealth(string Side, string? Fault);
