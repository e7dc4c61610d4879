using System.Runtime.CompilerServices;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Goes through a whole log once, from the first entry to the last, and recomputes its tree: every leaf,
/// every tile of every level, the root.</summary>
internal sealed class LogWalk(LogFiles files, long size, Findings findings)
{
    // Read ahead by so many bundles for each that is hashed at a time; the rest waits for its turn, in order.
    private const int AheadOfEach = 3;

    /// <summary>False: recompute from the level-0 tiles, without the entries.</summary>
    public bool WithEntries { get; init; } = true;

    /// <summary>What the walk's reader wants to see of the entries.</summary>
    public ReadEntry Read { get; init; } = EntryReader.Read;

    /// <summary>Called for every bundle, in order.</summary>
    public Func<CheckedBundle, Task>? VisitAsync { get; init; }

    /// <summary>Called with the number of entries done.</summary>
    public Action<long>? Advance { get; init; }

    /// <summary>Smaller sizes whose roots are wanted as well.</summary>
    public IReadOnlyList<long> Sizes { get; init; } = [];

    private readonly Dictionary<long, byte[]> _roots = [];

    /// <summary>Root at one of the <see cref="Sizes"/>, after the walk.</summary>
    public byte[] RootAt(long earlier) => _roots.GetValueOrDefault(earlier, MerkleTree.EmptyRoot);

    /// <summary>The root.</summary>
    /// <exception cref="ClientException">The tree cannot be recomputed.</exception>
    public async Task<byte[]> RunAsync(CancellationToken ct)
    {
        using var tower = new TileTower(files, findings);
        var reader = new BundleReader(files, size, WithEntries, findings, Read);
        var last = Array.Empty<byte>();
        (long, DateTimeOffset)? latest = null;
        await foreach (var bundle in InOrderAsync(reader, ct))
        {
            latest = bundle.Times?.Compare(latest, findings) ?? latest;
            if (VisitAsync is not null)
            {
                await VisitAsync(bundle);
            }

            var start = bundle.Index * Tile.FullWidth;
            foreach (var earlier in Sizes.Where(s =>
                s > start && s <= start + (bundle.Leaves.Length / MerkleTree.HashLength)))
            {
                _roots[earlier] = tower.Root(bundle.Leaves.AsSpan(0, (int)(earlier - start) * MerkleTree.HashLength));
            }

            if (bundle.Root is not null)
            {
                await tower.AddAsync(bundle.Root, ct);
            }
            else
            {
                last = bundle.Leaves;
            }

            Advance?.Invoke(start + (bundle.Leaves.Length / MerkleTree.HashLength));
        }

        await tower.CompareLastAsync(ct);
        return tower.Root(last);
    }

    private async IAsyncEnumerable<CheckedBundle> InOrderAsync(
        BundleReader reader, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ahead = new Queue<Task<CheckedBundle>>();
        try
        {
            var bundles = (size + Tile.FullWidth - 1) / Tile.FullWidth;
            for (var index = 0L; index < bundles || ahead.Count > 0;)
            {
                for (; index < bundles && ahead.Count < AheadOfEach * files.Concurrency; index++)
                {
                    var next = index;
                    ahead.Enqueue(Task.Run(() => reader.ReadAsync(next, stop.Token), stop.Token));
                }

                yield return await ahead.Dequeue();
            }
        }
        finally
        {
            // After a failure nobody waits for the others; their own failures say nothing new.
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(ahead)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
