using System.Security.Cryptography;
using Dapper;
using Jingan.TargetMgmt.Log;

namespace Jingan.TargetMgmt.Tests.Log;

/// <summary>A side's log as its rows hold it.</summary>
internal sealed record StoredLog(IReadOnlyList<StoredLog.Entry> Entries, IReadOnlyList<StoredLog.Head> Heads)
{
    internal sealed record Entry(long Idx, byte[] LeafHash, byte[] Data);

    internal sealed record Head(long Size, byte[] Root, string At);

    public static async Task<StoredLog> ReadAsync(SideLog db)
    {
        await using var connection = await db.OpenAsync(TestContext.Current.CancellationToken);
        return new(
            [.. await connection.QueryAsync<Entry>(
                "select idx as Idx, leaf_hash as LeafHash, data as Data from log_entry order by idx")],
            [.. await connection.QueryAsync<Head>(
                "select size as Size, root as Root, at as At from log_checkpoint where size > 0 order by size")]);
    }

    /// <summary>Holds when indexes have no gap, every hash is that of its bytes, and every head is the root at its
    /// size; by RFC 6962 alone, without our library.</summary>
    public void AssertIsOneTree()
    {
        Assert.Equal(Enumerable.Range(0, Entries.Count).Select(i => (long)i), Entries.Select(e => e.Idx));
        Assert.All(Entries, e => Assert.Equal(SHA256.HashData([0x00, .. e.Data]), e.LeafHash));
        Assert.Equal(Entries.Count, Heads[^1].Size);
        Assert.All(Heads, h => Assert.Equal(RootOf([.. Entries.Take((int)h.Size).Select(e => e.LeafHash)]), h.Root));
    }

    private static byte[] RootOf(ReadOnlySpan<byte[]> leafHashes)
    {
        if (leafHashes.Length == 1)
        {
            return leafHashes[0];
        }

        var k = 1;
        while (k * 2 < leafHashes.Length)
        {
            k *= 2;
        }

        return SHA256.HashData([0x01, .. RootOf(leafHashes[..k]), .. RootOf(leafHashes[k..])]);
    }
}
