using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Witnessing;
using Jingan.TransparencyLog;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Jingan.TargetMgmt.Tests.Log.Witnessing;

/// <summary>All witnesses of a busy log are sent the same checkpoints:
/// else their lines would never come together under one.</summary>
public sealed class WitnessRoundsTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly LogStatus _log = new("government", NullLogger<LogStatus>.Instance);
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken);

    public void Dispose() => _end.Dispose();

    [Fact]
    public async Task Within_a_second_everyone_gets_the_same_and_then_the_newest()
    {
        Publish(1);
        var rounds = new CheckpointRounds(_log, _clock);
        var running = rounds.RunAsync(_end.Token);
        Assert.Equal(1, (await rounds.AtLeastAsync(0, _end.Token)).Size);

        for (var size = 2; size <= 50; size++)
        {
            Publish(size);
            Assert.Equal(1, (await rounds.AtLeastAsync(0, _end.Token)).Size);
        }

        var next = rounds.AtLeastAsync(2, _end.Token);
        _clock.Advance(CheckpointRounds.Length - TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => next.WaitAsync(TimeSpan.FromMilliseconds(200), _end.Token));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(50, (await next).Size);

        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task What_comes_after_a_rest_is_sent_at_once()
    {
        Publish(1);
        var rounds = new CheckpointRounds(_log, _clock);
        var running = rounds.RunAsync(_end.Token);
        await rounds.AtLeastAsync(1, _end.Token);
        _clock.Advance(CheckpointRounds.Length);
        var next = rounds.AtLeastAsync(2, _end.Token);
        Publish(2);
        Assert.Equal(2, (await next).Size);
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private void Publish(long size) => _log.Publish(new(size, MerkleTree.HashLeaf([]), []));
}
