using System.Collections.Concurrent;
using System.Text;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>What a suspicious client knows of one log: its key, pinned at the beginning,
/// and every checkpoint it was ever shown.</summary>
internal sealed class PinnedLog
{
    private readonly ConcurrentDictionary<long, string> _roots = [];
    private readonly WitnessPolicy _policy;

    private PinnedLog(string side, string key)
    {
        Side = side;
        Assert.True(WitnessPolicy.TryParse($"log {key}\nquorum none\n", out var policy, out var fault), fault);
        _policy = policy;
    }

    public string Side { get; }

    /// <summary>The largest checkpoint that was shown and found consistent with the one before.</summary>
    public Checkpoint? Newest { get; private set; }

    /// <summary>How many checkpoints were seen.</summary>
    public int Seen => _roots.Count;

    public static async Task<PinnedLog> PinAsync(
        HttpClient http, string side) => new(side, (await http.GetStringAsync($"/logs/{side}/key")).TrimEnd('\n'));

    /// <summary>Reads the newest checkpoint: signed by the pinned key,
    /// and the only one ever shown for its size.</summary>
    public async Task<Checkpoint> ReadAsync(HttpClient http)
    {
        var note = Parse(await http.GetByteArrayAsync($"/logs/{Side}/checkpoint"));
        var verified = _policy.Verify(note);
        Assert.True(verified.Accepted, verified.Fault);
        var checkpoint = verified.Checkpoint!;
        var root = Convert.ToHexStringLower(checkpoint.Root);
        Assert.Equal(_roots.GetOrAdd(checkpoint.Size, root), root);
        return checkpoint;
    }

    /// <summary>Reads checkpoints until the service is gone, as a monitor would.</summary>
    public async Task WatchAsync(HttpClient http)
    {
        try
        {
            for (; ; await Task.Delay(25))
            {
                await ReadAsync(http);
            }
        }
        catch (Exception gone) when (ServiceProcess.IsGone(gone))
        {
            // Killed.
        }
    }

    /// <summary>The newest checkpoint continues every one that was seen before;
    /// the proofs are made from tiles.</summary>
    public async Task AdvanceAsync(HttpClient http)
    {
        var lastSeen = _roots.Keys.DefaultIfEmpty().Max();
        var newest = await ReadAsync(http);
        Assert.True(newest.Size >= lastSeen, $"The {Side} log has {newest.Size} entries, it had {lastSeen}.");
        await AssertConsistentAsync(http, Newest?.Size ?? 0, lastSeen);
        await AssertConsistentAsync(http, lastSeen, newest.Size);
        Newest = newest;
    }

    private async Task AssertConsistentAsync(HttpClient http, long from, long to)
    {
        var proof = TreeProof.Consistency(from, to);
        var tiles = new Dictionary<Tile, byte[]>();
        foreach (var tile in proof.Tiles)
        {
            tiles[tile] = await http.GetByteArrayAsync($"/logs/{Side}/{tile.Path}");
        }

        Assert.True(
            MerkleProof.VerifyConsistency(from, to, RootAt(from), RootAt(to), proof.Build(tile => tiles[tile])),
            $"The {Side} log of {to} entries is no continuation of that of {from}.");
    }

    private byte[] RootAt(long size) => size == 0 ? MerkleTree.EmptyRoot : Convert.FromHexString(_roots[size]);

    /// <summary>Every entry in order, from the bundles; they have every root that was ever shown.</summary>
    public async Task<IReadOnlyList<byte[]>> DownloadAsync(HttpClient http, string token)
    {
        List<byte[]> entries = [];
        var edge = TreeEdge.Empty;
        while (entries.Count < Newest!.Size)
        {
            var index = entries.Count / Tile.FullWidth;
            var bundle = new EntryBundle(index, EntryBundle.WidthAt(index, Newest.Size));
            using var request = Library.Request(HttpMethod.Get, $"/logs/{Side}/{bundle.Path}", token, null);
            using var answer = await http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            Assert.True(
                EntryBundle.TryRead(await answer.Content.ReadAsByteArrayAsync(), bundle.Width, out var read,
                    out var fault), fault);
            foreach (var entry in read)
            {
                entries.Add(entry.ToArray());
                edge = edge.Append(MerkleTree.HashLeaf(entry.Span));
                if (_roots.TryGetValue(edge.Size, out var root))
                {
                    Assert.Equal(root, Convert.ToHexStringLower(edge.Root()));
                }
            }
        }

        Assert.Equal(Newest.Root, edge.Root());
        return entries;
    }

    /// <summary>The receipt is kept: a proof of it leads to the newest checkpoint,
    /// and one to the checkpoint that was promised.</summary>
    public async Task AssertProvesAsync(HttpClient http, Acknowledged receipt)
    {
        foreach (var query in (string[])["", $"?size={receipt.CheckpointSize}"])
        {
            var bytes = await http.GetByteArrayAsync($"/logs/{Side}/proof/{receipt.Index}{query}");
            Assert.True(TlogProof.TryParse(bytes, out var proof, out var fault), fault);
            var verified = proof.VerifyLeaf(Convert.FromHexString(receipt.LeafHash), _policy);
            Assert.True(verified.Accepted, verified.Fault);
            Assert.Equal(receipt.Index, proof.Index);
            Assert.Equal(query.Length == 0 ? Newest!.Size : receipt.CheckpointSize, verified.Checkpoint!.Size);
        }
    }

    private static SignedNote Parse(byte[] bytes)
    {
        Assert.True(SignedNote.TryParse(bytes, out var note, out var fault),
            $"{fault}\n{Encoding.UTF8.GetString(bytes)}");
        return note;
    }
}
