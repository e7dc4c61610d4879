using Jingan.TargetMgmt.Log.Store;

namespace Jingan.TargetMgmt.Log.Witnessing;

/// <summary>The checkpoint that is sent to the witnesses: a new one at most once a second,
/// and the same to all.</summary>
/// <remarks>If each witness were sent the newest at its own moment, their lines would come to stand under different
/// checkpoints of a busy log, and none would reach the quorum.</remarks>
internal sealed class CheckpointRounds(LogStatus log, TimeProvider clock)
{
    /// <summary>The time between two rounds, and between two requests to one witness.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    private PublishedCheckpoint? _current;
    private TaskCompletionSource _next = New();

    /// <summary>Begins a round whenever something newer was published, until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            var moved = log.Moved; // asked for before the checkpoint, so that none is missed in between
            if (log.Newest is { } newest && newest != Volatile.Read(ref _current))
            {
                Volatile.Write(ref _current, newest);
                Interlocked.Exchange(ref _next, New()).SetResult();
                await Task.Delay(Length, clock, ct);
            }
            else
            {
                await moved.WaitAsync(ct);
            }
        }
    }

    /// <summary>The round's checkpoint, as soon as it has at least that size.</summary>
    public async Task<PublishedCheckpoint> AtLeastAsync(long size, CancellationToken ct)
    {
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            if (Volatile.Read(ref _current) is { } current && current.Size >= size)
            {
                return current;
            }

            await next.WaitAsync(ct);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
