using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>What a checkpoint owes to the tree that was recomputed, and to the checkpoint that was verified
/// last.</summary>
internal static class CheckpointRules
{
    /// <exception cref="ClientException">The log has fewer entries than when it was verified last.</exception>
    public static void RefuseRollback(string log, Checkpoint checkpoint, Checkpoint? last)
    {
        if (last is not null && last.Size > checkpoint.Size)
        {
            throw ClientException.Damaged(new(
                $"{log}：日志回退：上次核验时有 {last.Size} 条，现在只有 {checkpoint.Size} 条。",
                $"{log}: the log went back: {last.Size} entries when verified last, {checkpoint.Size} now."));
        }
    }

    /// <summary>Compares the recomputed roots with those that were signed.</summary>
    /// <param name="root">Recomputed, of the whole log.</param>
    /// <param name="earlierRoot">Recomputed, of as many entries as <paramref name="last"/> has.</param>
    public static void CompareRoots(
        Findings findings, Checkpoint checkpoint, byte[] root, Checkpoint? last, byte[] earlierRoot)
    {
        if (!root.AsSpan().SequenceEqual(checkpoint.Root))
        {
            findings.AddDamage(checkpoint.Size, new(
                $"由记录重新计算的根 {Convert.ToHexStringLower(root)} 与检查点的根 "
                    + $"{Convert.ToHexStringLower(checkpoint.Root)} 不符：记录被改动或缺失。",
                $"the root recomputed from the entries, {Convert.ToHexStringLower(root)}, is not the checkpoint's,"
                    + $" {Convert.ToHexStringLower(checkpoint.Root)}: entries were altered."));
        }

        if (last is not null && !earlierRoot.AsSpan().SequenceEqual(last.Root))
        {
            findings.AddDamage(last.Size, new(
                $"日志分叉：前 {last.Size} 条的根为 {Convert.ToHexStringLower(earlierRoot)}，上次核验时为 "
                    + $"{Convert.ToHexStringLower(last.Root)}。",
                "the log has forked: the root of its "
                    + $"first {last.Size} entries is {Convert.ToHexStringLower(earlierRoot)}, when verified last it "
                    + $"was {Convert.ToHexStringLower(last.Root)}."));
        }
    }
}
