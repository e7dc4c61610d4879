using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>An entry as somebody shows it: where it is said to stand, and under which hash.</summary>
/// <param name="Index">Its index in the log.</param>
/// <param name="LeafHash">Its leaf hash, lower-case hexadecimal.</param>
internal readonly record struct NamedLeaf(long Index, string LeafHash);

/// <summary>Checks by a log's hashes alone, which are for everybody, that entries stand where they are said to stand:
/// the checkpoint by the policy, the tree under it, and that it continues what was verified last.</summary>
/// <remarks>What the entries say is not looked at.</remarks>
/// <param name="files">The log.</param>
/// <param name="policy">Whom to believe.</param>
/// <param name="last">The checkpoint that was verified last; null at the first time.</param>
internal sealed class LeafCheck(LogFiles files, WitnessPolicy policy, Checkpoint? last)
{
    private readonly Findings _findings = new();

    /// <summary>Reports how far it has got, once the size is known.</summary>
    public Func<long, Action<long>>? Progress { get; init; }

    /// <returns>The checkpoint, and what was found.</returns>
    /// <exception cref="ClientException">There is nothing to begin with, or no way to go on.</exception>
    public async Task<(SignedNote Note, Checkpoint Checkpoint, Findings Findings)> RunAsync(
        IEnumerable<NamedLeaf> leaves, CancellationToken ct)
    {
        var note = await files.ReadCheckpointAsync(ct);
        var checkpoint = Witnessed.Accept(policy, note, files.Name).Checkpoint;
        CheckpointRules.RefuseRollback(files.Name, checkpoint, last);
        var named = leaves.ToLookup(leaf => leaf.Index / Tile.FullWidth);
        foreach (var beyond in named.SelectMany(tile => tile).Where(l => l.Index < 0 || l.Index >= checkpoint.Size))
        {
            _findings.AddDamage(beyond.Index, new(
                $"没有第 {beyond.Index} 条：{files.Name} 只有 {checkpoint.Size} 条。",
                $"there is no entry {beyond.Index}: {files.Name} has {checkpoint.Size}."));
        }

        var walk = new LogWalk(files, checkpoint.Size, _findings)
        {
            WithEntries = false,
            VisitAsync = tile => Compare(tile, named[tile.Index]),
            Advance = Progress?.Invoke(checkpoint.Size),
            Sizes = last is null ? [] : [last.Size],
        };
        CheckpointRules.CompareRoots(
            _findings, checkpoint, await walk.RunAsync(ct), last, walk.RootAt(last?.Size ?? 0));
        return (note, checkpoint, _findings);
    }

    private Task Compare(CheckedBundle tile, IEnumerable<NamedLeaf> named)
    {
        foreach (var leaf in named)
        {
            var at = (int)(leaf.Index - (tile.Index * Tile.FullWidth)) * MerkleTree.HashLength;
            if (at < 0 || at >= tile.Leaves.Length)
            {
                continue; // told above
            }

            var found = Convert.ToHexStringLower(tile.Leaves.AsSpan(at, MerkleTree.HashLength));
            if (found != leaf.LeafHash)
            {
                _findings.AddDamage(leaf.Index, new(
                    $"{files.Name} 第 {leaf.Index} 条的叶哈希是 {found}，所示为 {leaf.LeafHash}：不是同一条记录。",
                    $"entry {leaf.Index} of {files.Name} has the leaf hash {found}, what is shown has "
                        + $"{leaf.LeafHash}: it is not the same entry."));
            }
        }

        return Task.CompletedTask;
    }
}
