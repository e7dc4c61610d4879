using Jingan.TargetMgmt.Log.Store;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>A stored checkpoint whose note is not what the log has signed.</summary>
/// <param name="Size">The tree that it is of.</param>
/// <param name="Fault">What is wrong, in words.</param>
internal sealed record AlteredNote(long Size, string Fault)
{
    /// <summary>The first of them; null when there is none. Signatures take the time of a check: where it is in a
    /// hurry, all processors share them.</summary>
    /// <param name="keys">Those that the log signs with, or has signed with.</param>
    public static AlteredNote? FirstOf(
        IEnumerable<StoredCheckpoint> checkpoints, IReadOnlyList<VerifierKey> keys, bool inAHurry)
    {
        AlteredNote? first = null;
        var found = new Lock();

        // Not PLINQ: it is compiled anew for what it goes through, and every start goes through this.
        Parallel.ForEach(checkpoints, new() { MaxDegreeOfParallelism = inAHurry ? -1 : 1 }, (checkpoint, rest) =>
        {
            if (LogIdentity.FaultOf(checkpoint.Note, checkpoint.Size, checkpoint.Root, keys) is { } fault)
            {
                rest.Break(); // those before it are looked at all the same
                lock (found)
                {
                    first = first?.Size < checkpoint.Size ? first : new(checkpoint.Size, fault);
                }
            }
        });
        return first;
    }
}
