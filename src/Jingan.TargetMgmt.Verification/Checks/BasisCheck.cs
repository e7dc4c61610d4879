using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Entries;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Looks up in the government log what ratings were based on: they judge a report that is there,
/// and is the one they name.</summary>
internal sealed class BasisCheck(LogFiles government, WitnessPolicy policy, Findings findings)
{
    /// <summary>Recomputes a report's population from the entries on the way; null: not asked for,
    /// and the entries are not read.</summary>
    public PeriodCheck? Period { get; init; }

    /// <summary>The log that the ratings stand in; it is not the one that they judge by.</summary>
    public string? RatedIn { get; init; }

    /// <summary>The government log's checkpoint. Its tree is recomputed from its level-0 tiles,
    /// so that no tile can have been made for the occasion.</summary>
    public async Task<Witnessed> RunAsync(IReadOnlyList<RatingBasis> bases, CancellationToken ct)
    {
        var verified = Witnessed.Accept(policy, await government.ReadCheckpointAsync(ct), government.Name);
        if (verified.Checkpoint.Origin == RatedIn)
        {
            throw ClientException.Impossible(new(
                $"{government.Name} 就是被核验的日志“{RatedIn}”；请用 --government 给出政府日志。",
                $"{government.Name} is the log \"{RatedIn}\" that is being verified; give the government log with "
                    + "--government."));
        }

        var size = verified.Checkpoint.Size;
        var byTile = Within(bases, size).ToLookup(b => b.Basis.Index / Tile.FullWidth);
        var walk = new LogWalk(government, size, findings)
        {
            WithEntries = Period is not null,
            Sizes = Period?.Sizes ?? [],
            VisitAsync = bundle =>
            {
                foreach (var basis in byTile[bundle.Index])
                {
                    Compare(basis, bundle);
                }

                Period?.Visit(bundle);
                return Task.CompletedTask;
            },
        };
        if (!(await walk.RunAsync(ct)).AsSpan().SequenceEqual(verified.Checkpoint.Root))
        {
            findings.AddDamage(long.MaxValue, new(
                $"{government.Name}：重新计算的根与检查点不符。",
                $"{government.Name}: the recomputed root is not the checkpoint's."));
        }

        Period?.Finish(walk.RootAt, size);
        return verified;
    }

    private IEnumerable<RatingBasis> Within(IReadOnlyList<RatingBasis> bases, long size)
    {
        foreach (var basis in bases)
        {
            if (basis.Basis.Log != EntryTypes.Government || basis.Basis.Index < 0)
            {
                findings.AddDamage(basis.RatingIndex, new(
                    $"第 {basis.RatingIndex} 条：评定依据不在政府日志中。",
                    $"entry {basis.RatingIndex}: its basis is not in the government log."));
            }
            else if (basis.Basis.Index >= size)
            {
                findings.AddMissing(basis.RatingIndex, new(
                    $"第 {basis.RatingIndex} 条：依据为政府日志第 {basis.Basis.Index} 条，而 {government.Name} 只到 {size} 条，未能核对。",
                    $"entry {basis.RatingIndex}: its basis is government "
                        + $"entry {basis.Basis.Index}, {government.Name} has {size} entries: not checked."));
            }
            else
            {
                yield return basis;
            }
        }
    }

    private void Compare(RatingBasis basis, CheckedBundle bundle)
    {
        var at = (int)(basis.Basis.Index % Tile.FullWidth) * MerkleTree.HashLength;
        var found = Convert.ToHexStringLower(bundle.Leaves.AsSpan(at, MerkleTree.HashLength));
        if (found != basis.Basis.LeafHash)
        {
            findings.AddDamage(basis.RatingIndex, new(
                $"第 {basis.RatingIndex} 条：依据（政府日志第 {basis.Basis.Index} 条）的叶哈希为 {found}，评定所签为 {basis.Basis.LeafHash}。",
                $"entry {basis.RatingIndex}: its basis, government entry {basis.Basis.Index}, has the leaf "
                    + $"hash {found}; {basis.Basis.LeafHash} was signed."));
        }
    }
}
