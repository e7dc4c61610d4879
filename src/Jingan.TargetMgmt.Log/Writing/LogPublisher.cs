using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Log.Store;

namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>What follows a commit, in this order: the marks outside the database, the checkpoint for the world, the
/// answers, the marks on disk. The writer is at the next batch meanwhile.</summary>
internal sealed class LogPublisher : IDisposable
{
    /// <summary>How long nothing has to come before both marks are on disk.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly BlockingQueue<PublishedBatch> _waiting = new(int.MaxValue);
    private readonly LogStatus _status;
    private readonly LogMarks _marks;
    private readonly Thread _thread;

    public LogPublisher(LogStatus status, LogMarks marks, string side)
    {
        (_status, _marks) = (status, marks);
        _thread = new(Run) { IsBackground = true, Name = $"{side} log publisher" };
        _thread.Start();
    }

    /// <summary>The hook that is called when the outcome of a batch is known and its checkpoint is not yet published.
    /// For tests; see <see cref="LogWriter.AtStep"/>.</summary>
    public Action<CommitStep>? AtStep { get; set; }

    /// <param name="batch">Decided submissions.</param>
    /// <param name="checkpoint">What the batch was stored under; null when nothing of it has an entry.</param>
    public void Add(IReadOnlyList<Submission> batch, PublishedCheckpoint? checkpoint) =>
        _waiting.TryAdd(new(batch, checkpoint));

    /// <summary>Sees through what is waiting, and stops.</summary>
    public void Dispose()
    {
        _waiting.Close();
        _thread.Join();
        _marks.Dispose();
    }

    private void Run()
    {
        List<PublishedBatch> batches = [];
        while (_waiting.Wait(out var first, Quiet, () => Mark(_marks.Settle)))
        {
            batches.Add(first);
            while (_waiting.TryTake(out var more))
            {
                batches.Add(more);
            }

            var newest = batches.FindLast(b => b.Checkpoint is not null)?.Checkpoint;
            if (newest is not null)
            {
                Mark(() =>
                {
                    AtStep?.Invoke(CommitStep.Committed);
                    _marks.Write(newest.Size, newest.Root);
                });
                _status.Publish(newest);
            }

            foreach (var submission in batches.SelectMany(b => b.Batch))
            {
                submission.SendAnswer();
            }

            // What was promised is in the database, on disk. A mark that a power failure sets back by one batch still
            // stands before any copy that was put aside.
            if (newest is not null)
            {
                Mark(_marks.Flush);
            }

            batches.Clear();
        }
    }

    private sealed record PublishedBatch(IReadOnlyList<Submission> Batch, PublishedCheckpoint? Checkpoint);

    // What is stored is stored, whatever becomes of the mark; a mark that stays behind only guards less.
    private void Mark(Action step)
    {
        try
        {
            step();
        }
#pragma warning disable CA1031 // nothing that fails now may keep the answers back
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _status.MarkFailed(failure);
        }
    }
}
