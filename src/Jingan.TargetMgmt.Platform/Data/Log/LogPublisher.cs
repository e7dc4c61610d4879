using System.Collections.Concurrent;

namespace Jingan.TargetMgmt.Platform.Data.Log;

/// <summary>What follows a commit, in this order: the mark outside the database, the checkpoint for the world, the answers. The writer is at the next batch meanwhile.</summary>
internal sealed class LogPublisher : IDisposable
{
    private readonly BlockingCollection<(IReadOnlyList<Submission> Batch, PublishedCheckpoint? Checkpoint)> _waiting = [];
    private readonly LogStatus _status;
    private readonly HighWaterFile _highWater;
    private readonly Thread _thread;

    public LogPublisher(LogStatus status, HighWaterFile highWater, string side)
    {
        (_status, _highWater) = (status, highWater);
        _thread = new(Run) { IsBackground = true, Name = $"{side} log publisher" };
        _thread.Start();
    }

    /// <summary>See <see cref="LogWriter.AtStep"/>.</summary>
    public Action<CommitStep>? AtStep { get; set; }

    /// <param name="batch">Decided submissions.</param>
    /// <param name="checkpoint">What the batch was stored under; null when nothing of it has an entry.</param>
    public void Add(IReadOnlyList<Submission> batch, PublishedCheckpoint? checkpoint) => _waiting.Add((batch, checkpoint));

    /// <summary>Sees through what is waiting, and stops.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
        _highWater.Dispose();
    }

    private void Run()
    {
        List<(IReadOnlyList<Submission> Batch, PublishedCheckpoint? Checkpoint)> batches = [];
        while (_waiting.TryTake(out var first, Timeout.Infinite))
        {
            batches.Add(first);
            while (_waiting.TryTake(out var more))
            {
                batches.Add(more);
            }

            if (batches.FindLast(b => b.Checkpoint is not null).Checkpoint is { } newest)
            {
                Mark(newest);
                _status.Publish(newest);
            }

            foreach (var submission in batches.SelectMany(b => b.Batch))
            {
                submission.SendAnswer();
            }

            batches.Clear();
        }
    }

    // What is stored is stored, whatever becomes of the mark; a mark that stays behind only guards less.
    private void Mark(PublishedCheckpoint checkpoint)
    {
        try
        {
            AtStep?.Invoke(CommitStep.Committed);
            _highWater.Write(checkpoint.Size, checkpoint.Root);
        }
#pragma warning disable CA1031 // nothing that fails now may keep the answers back
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _status.MarkFailed(failure);
        }
    }
}
