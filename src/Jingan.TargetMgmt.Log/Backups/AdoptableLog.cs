using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Backups;

/// <summary>A side's log as it lies there, verified, beside all that is known of it elsewhere.</summary>
/// <param name="Head">Its newest checkpoint.</param>
/// <param name="Signer">The key that has signed it.</param>
/// <param name="Lost">The largest checkpoint of that key's that it does not have; null when none is known.</param>
public sealed record AdoptableLog(PublishedCheckpoint Head, VerifierKey Signer, LostCheckpoint? Lost)
{
    /// <summary>The key that has signed the newest checkpoint.</summary>
    /// <param name="database">Where the log is.</param>
    /// <param name="keys">Those that may have.</param>
    /// <exception cref="DoubtException">None of them has.</exception>
    public static VerifierKey SignerOf(DatabaseOptions database, IReadOnlyList<VerifierKey> keys)
    {
        var head = StoredTree.HeadOf(database);
        return keys.FirstOrDefault(k => LogIdentity.FaultOf(head.Note, head.Size, head.Root, [k]) is null)
            ?? throw new DoubtException(new(
                $"最新检查点（大小 {head.Size}）不是 {string.Join("、", keys)} 所签",
                $"the newest checkpoint (size {head.Size}) is signed by none of {string.Join(", ", keys)}"));
    }

    /// <summary>Verifies the log from zero and compares it with what is known.</summary>
    /// <param name="database">Where the log is.</param>
    /// <param name="log">Where its marks are.</param>
    /// <param name="signer">The key that has signed it.</param>
    /// <param name="elsewhere">Checkpoints of the same key that others hold.</param>
    /// <exception cref="DoubtException">It is not what was signed.</exception>
    public static AdoptableLog Examine(
        DatabaseOptions database, LogOptions log, VerifierKey signer, IEnumerable<Checkpoint> elsewhere)
    {
        List<LogMark> known = [.. MarksOf(log, signer), .. elsewhere.Select(c => new LogMark(c.Size, c.Root))];
        Dictionary<long, byte[]> roots = [];
        var head = StoredTree.Verify(database, signer, edge =>
        {
            if (known.Any(m => m.Size == edge.Size))
            {
                roots[edge.Size] = edge.Root();
            }
        });
        var lost = known.OrderByDescending(m => m.Size)
            .FirstOrDefault(m => !roots.TryGetValue(m.Size, out var root) || !m.Is(m.Size, root));
        return new(head, signer, lost is null ? null : new(lost.Size, Convert.ToBase64String(lost.Root)));
    }

    private static List<LogMark> MarksOf(LogOptions log, VerifierKey signer)
    {
        using var highWater = MarkFile.OpenToRead(log.HighWaterFile, HighWaterFile.Kind);
        return ((LogMark?[])[
            highWater?.Read(), KeyMark.ReadBeside(log.KeyFile, signer),
            log.PreviousKeyFile.Length == 0 ? null : KeyMark.ReadBeside(log.PreviousKeyFile, signer),
        ]).OfType<LogMark>().ToList();
    }
}
