using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>Units that wait for the writer together, and the promise to answer them.</summary>
internal sealed class Submission(IReadOnlyList<CommitUnit> units, CancellationToken ct)
{
    // Asynchronously: the writer goes on with the next batch while the answers are sent.
    private readonly TaskCompletionSource<CommitOutcome> _answer = new(
        TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<CommitUnit> Units => units;

    /// <summary>Hashed by the caller, of the bytes that will be stored;
    /// what is signed is hashed once more from what was stored.</summary>
    public IReadOnlyList<byte[]?> LeafHashes { get; } =
        [.. units.Select(u => u.Entry is null ? null : MerkleTree.HashLeaf(u.Entry))];

    /// <summary>When it was submitted, as the clock stamps.</summary>
    public long QueuedAt { get; init; }

    /// <summary>How long it waited for its turn.</summary>
    public TimeSpan Waited { get; set; }

    public Task<CommitOutcome> Answer => _answer.Task;

    /// <summary>What to answer once the batch is over.</summary>
    public CommitOutcome? Outcome { get; set; }

    /// <summary>Why it could not be stored, when that is nobody's rule.</summary>
    public Exception? Failure { get; set; }

    public bool IsDecided => Outcome is not null || Failure is not null;

    /// <summary>Every statement of the units, each unit's entry before its rows, with the index the unit has when its
    /// turn comes at this size of the log.</summary>
    public IEnumerable<(Statement Statement, long LogIndex)> StatementsFrom(long size)
    {
        for (var (i, index) = (0, size); i < units.Count; i++)
        {
            if (LeafHashes[i] is { } leafHash)
            {
                yield return (LogRows.AddEntry(leafHash, units[i].Entry!), index);
            }

            foreach (var statement in units[i].Statements)
            {
                yield return (statement, index);
            }

            index += LeafHashes[i] is null ? 0 : 1;
        }
    }

    /// <summary>Decides that it is stored: every statement has been run.</summary>
    /// <returns>The tree with its entries.</returns>
    public TreeEdge StoreIn(TreeEdge edge, string side)
    {
        List<Receipt> receipts = new(units.Count);
        foreach (var leafHash in LeafHashes.OfType<byte[]>())
        {
            receipts.Add(new(side, edge.Size, Convert.ToHexStringLower(leafHash), 0));
            edge = edge.Append(leafHash);
        }

        Outcome = CommitOutcome.Stored(receipts);
        return edge;
    }

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
