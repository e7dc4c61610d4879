using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Api.Tests.Logs;

/// <summary>A client of one log that believes nothing but the key it has pinned.</summary>
internal sealed class LogReader
{
    private readonly HttpClient _http;
    private readonly WitnessPolicy _policy;

    private LogReader(HttpClient http, string side, string key)
    {
        (_http, Side) = (http, side);
        Assert.True(WitnessPolicy.TryParse($"log {key}\nquorum none\n", out var policy, out var fault), fault);
        _policy = policy;
    }

    public string Side { get; }

    public static async Task<LogReader> PinAsync(HttpClient http, string side) =>
        new(http, side, (await http.GetStringAsync($"/logs/{side}/key", Http.Ct)).TrimEnd('\n'));

    public Task<byte[]> GetAsync(string path) => _http.GetByteArrayAsync($"/logs/{Side}/{path}", Http.Ct);

    public Task<HttpResponseMessage> AskAsync(string path) => _http.GetAsync($"/logs/{Side}/{path}", Http.Ct);

    /// <summary>The newest checkpoint, verified.</summary>
    public async Task<Checkpoint> CheckpointAsync(string query = "")
    {
        Assert.True(SignedNote.TryParse(await GetAsync("checkpoint" + query), out var note, out var fault), fault);
        var verified = _policy.Verify(note);
        Assert.True(verified.Accepted, verified.Fault);
        return verified.Checkpoint!;
    }

    /// <summary>The proof that an entry is in the log, verified; returns the checkpoint that it leads to.</summary>
    public async Task<Checkpoint> ProveAsync(long index, byte[] leafHash, string query = "")
    {
        Assert.True(TlogProof.TryParse(await GetAsync($"proof/{index}{query}"), out var proof, out var fault), fault);
        Assert.Equal(index, proof.Index);
        var verified = proof.VerifyLeaf(leafHash, _policy);
        Assert.True(verified.Accepted, verified.Fault);
        return verified.Checkpoint!;
    }

    /// <summary>Hashes made from tiles.</summary>
    public async Task<IReadOnlyList<byte[]>> BuildAsync(TreeProof proof)
    {
        var tiles = new Dictionary<Tile, byte[]>();
        foreach (var tile in proof.Tiles)
        {
            tiles[tile] = await GetAsync(tile.Path);
        }

        return proof.Build(tile => tiles[tile]);
    }

    /// <summary>All entries up to a size, from the bundles.</summary>
    public async Task<IReadOnlyList<byte[]>> EntriesAsync(long size)
    {
        List<byte[]> entries = [];
        for (var index = 0L; entries.Count < size; index++)
        {
            var bundle = new EntryBundle(index, EntryBundle.WidthAt(index, size));
            Assert.True(EntryBundle.TryRead(await GetAsync(bundle.Path), bundle.Width, out var read, out var fault),
                fault);
            entries.AddRange(read.Select(e => e.ToArray()));
        }

        return entries;
    }
}
