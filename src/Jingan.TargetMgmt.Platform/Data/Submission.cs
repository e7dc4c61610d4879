using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Platform.Data;

/// <summary>Units that wait for the writer together, and the promise to answer them.</summary>
internal sealed class Submission(IReadOnlyList<CommitUnit> units, CancellationToken ct)
{
    // Asynchronously: the writer goes on with the next batch while the answers are sent.
    private readonly TaskCompletionSource<CommitOutcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<CommitUnit> Units => units;

    /// <summary>Hashed by the caller, of the bytes that will be stored; what is signed is hashed once more from what was stored.</summary>
    public IReadOnlyList<byte[]?> LeafHashes { get; } = [.. units.Select(u => u.Entry is null ? null : MerkleTree.HashLeaf(u.Entry))];

    public Task<CommitOutcome> Answer => _answer.Task;

    /// <summary>What to answer once the batch is over.</summary>
    public CommitOutcome? Outcome { get; set; }

    /// <summary>Why it could not be stored, when that is nobody's rule.</summary>
    public Exception? Failure { get; set; }

    public bool IsDecided => Outcome is not null || Failure is not null;

    /// <summary>True, and answered, when the caller has gone before its turn came.</summary>
    public bool IsAbandoned() => ct.IsCancellationRequested && _answer.TrySetCanceled(ct);

    public void SendAnswer()
    {
        if (Failure is not null)
        {
            _answer.TrySetException(Failure);
        }
        else
        {
            _answer.TrySetResult(Outcome!);
        }
    }
}
