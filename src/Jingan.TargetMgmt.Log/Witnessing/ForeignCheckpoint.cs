using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Witnessing;

/// <summary>A checkpoint of this log that somebody else has kept.
/// With a good signature of the log's own key it is proof; without, it is nothing.</summary>
internal static class ForeignCheckpoint
{
    /// <summary>The size of the shown checkpoint, and what it proves against the database;
    /// a null size when it proves nothing.</summary>
    /// <param name="db">The side whose log it claims to be.</param>
    /// <param name="witness">Who shows it.</param>
    /// <param name="bytes">The signed note as shown.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<(long? Size, Text? Doubt)> CompareAsync(
        SideLog db, string witness, byte[] bytes, CancellationToken ct)
    {
        if (!SignedNote.TryParse(bytes, out var note, out _)
            || !Checkpoint.TryParse(note.Text.Span, out var shown, out _)
            || shown.Origin != db.Identity.Origin
            || !note.Verify([db.Identity.VerifierKey]).Accepted)
        {
            return (null, null);
        }

        // The rows, read after it was shown: another process may have written them, and only then published it.
        var newest = await db.Reading.CheckpointAsync(null, ct);
        var (size, root) = newest is null ? (0, MerkleTree.EmptyRoot) : (newest.Size, newest.Root);
        if (shown.Size > size)
        {
            return (shown.Size, new(
                $"见证方 {witness} 持有由本日志密钥签署的大小为 {shown.Size} 的检查点（根 {Hex(shown.Root)}），而数据库的日志长度为 "
                    + $"{size}（根 {Hex(root)}）：数据库被换成了旧的副本",
                $"the witness {witness} holds a checkpoint of size {shown.Size} (root {Hex(shown.Root)}) that this "
                    + $"log's key has signed, the database's log has {size} entries (root {Hex(root)}): an old copy "
                    + "was put back"));
        }

        var own = shown.Size == size ? root
            : shown.Size == 0 ? MerkleTree.EmptyRoot
            : (await db.Reading.ProveAsync(TreeProof.Root(shown.Size), ct))[0];
        return (shown.Size, own.AsSpan().SequenceEqual(shown.Root) ? null : new Text(
            $"见证方 {witness} 持有由本日志密钥签署的大小为 {shown.Size} 的检查点，其根为 {Hex(shown.Root)}，而数据库（长度 "
                + $"{size}）在该大小的根为 {Hex(own)}：存在两个不同的日志",
            $"the witness {witness} holds a checkpoint of size {shown.Size} with the "
                + $"root {Hex(shown.Root)} that this log's key has signed, the database (of {size} entries) has the "
                + $"root {Hex(own)} at that size: there are two different logs"));
    }

    private static string Hex(byte[] root) => Convert.ToHexStringLower(root);
}
