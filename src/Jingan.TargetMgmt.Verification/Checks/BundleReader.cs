using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Reads bundles and level-0 tiles and hashes the entries; several at once, in any order.</summary>
/// <param name="withEntries">False: the tiles alone, where only hashes matter.</param>
/// <param name="read">What is to be made of an entry.</param>
internal sealed class BundleReader(LogFiles files, long size, bool withEntries, Findings findings, ReadEntry read)
{
    private static readonly Dictionary<string, int> None = [];

    // As many as are read at once; a bundle's bytes are not needed once it is hashed.
    private readonly ConcurrentBag<(MemoryStream Bundle, MemoryStream Tile)> _buffers = [];

    /// <exception cref="ClientException">Neither the entries nor their hashes are there:
    /// the tree cannot be recomputed.</exception>
    public async Task<CheckedBundle> ReadAsync(long index, CancellationToken ct)
    {
        var buffers = _buffers.TryTake(out var free) ? free : (new MemoryStream(), new MemoryStream());
        try
        {
            var tile = new Tile(0, index, Tile.WidthAt(0, index, size));
            var hasTile = await files.ReadAsync(tile, buffers.Item2, ct) == FileOutcome.Read;
            var bundle = new EntryBundle(index, tile.Width);
            var (outcome, width) = withEntries
                ? await files.ReadAsync(bundle, buffers.Item1, ct)
                : (FileOutcome.Missing, 0);
            if (withEntries && outcome != FileOutcome.Read)
            {
                TellUnread(bundle, outcome);
            }

            var hashed = outcome == FileOutcome.Read ? await files.HashLeavesAsync(Filled(buffers.Item1)) : null;
            return outcome == FileOutcome.Read
                ? Hash(bundle, width, Filled(buffers.Item1), hasTile ? tile : null, Filled(buffers.Item2), hashed)
                : hasTile ? Take(tile, Filled(buffers.Item2).Span) : throw Lacking(tile);
        }
        finally
        {
            _buffers.Add(buffers);
        }
    }

    private ClientException Lacking(Tile tile)
    {
        var what = new Text($"缺少 {files.Name}/{tile.Path}，无法重新计算。",
            $"{files.Name}/{tile.Path} is missing: the tree cannot be recomputed.");
        return files.OwesAll ? ClientException.Damaged(what) : ClientException.Impossible(what);
    }

    private CheckedBundle Hash(
        EntryBundle bundle, int width, Memory<byte> bytes, Tile? tile, Memory<byte> served, byte[]? hashed)
    {
        var first = bundle.Index * Tile.FullWidth;
        if (!EntryBundle.TryRead(bytes, width, out var entries, out var fault))
        {
            findings.AddDamage(first,
                new($"{files.Name}/{bundle.Path} 已损坏：{fault}", $"{files.Name}/{bundle.Path} is broken: {fault}"));
            return tile is { } hashes ? Take(hashes, served.Span) : throw ClientException.Damaged(new(
                $"{files.Name}/{bundle.Path} 已损坏，且缺少 tile/0：{fault}",
                $"{files.Name}/{bundle.Path} is broken, and the tile with its hashes is missing: {fault}"));
        }

        var leaves = new byte[bundle.Width * MerkleTree.HashLength];
        var types = new Dictionary<string, int>();
        var times = new BundleTimes();
        List<(long, ILogEntry)> content = [];
        for (var i = 0; i < bundle.Width; i++)
        {
            var entry = entries[i].Span;
            var leaf = leaves.AsSpan(i * MerkleTree.HashLength, MerkleTree.HashLength);
            if (hashed?.Length == width * MerkleTree.HashLength)
            {
                hashed.AsSpan(i * MerkleTree.HashLength, MerkleTree.HashLength).CopyTo(leaf);
            }
            else
            {
                MerkleTree.HashLeafInto(entry, leaf);
            }

            var type = EntryType.Of(entry);
            CollectionsMarshal.GetValueRefOrAddDefault(types, type, out _)++;
            if (read(type, entry, first + i, findings) is { } known)
            {
                content.Add((first + i, known));
                times.Add(first + i, known);
            }
        }

        Compare(bundle, leaves, tile, served.Span);
        return new(bundle.Index, leaves, RootOf(leaves), true, types, content) { Times = times };
    }

    private void Compare(EntryBundle bundle, byte[] leaves, Tile? tile, ReadOnlySpan<byte> served)
    {
        var first = bundle.Index * Tile.FullWidth;
        if (tile is not { } hashes)
        {
            findings.AddMissing(files, first, new(
                $"缺少 {files.Name}/tile/0 的第 {bundle.Index} 片，未能比较。",
                $"{files.Name}: level-0 tile {bundle.Index} is missing and was not compared."));
        }
        else if (served.Length != leaves.Length)
        {
            findings.AddDamage(first, WrongLength(hashes, served.Length));
        }
        else if (TileTower.FirstDifference(leaves, served) is { } at)
        {
            findings.AddDamage(first + at, new(
                $"第 {first + at} 条记录的哈希与 {files.Name}/{hashes.Path} 不符。",
                $"entry {first + at} does not have the hash that {files.Name}/{hashes.Path} gives it."));
        }
    }

    private CheckedBundle Take(Tile tile, ReadOnlySpan<byte> served) =>
        served.Length == tile.Width * MerkleTree.HashLength
        ? new(tile.Index, served.ToArray(), RootOf(served), false, None, [])
        : throw ClientException.Damaged(WrongLength(tile, served.Length));

    private Text WrongLength(Tile tile, int length) => new(
        $"{files.Name}/{tile.Path} 有 {length} 字节，应为 {tile.Width * MerkleTree.HashLength}。",
        $"{files.Name}/{tile.Path} has {length} bytes instead of {tile.Width * MerkleTree.HashLength}.");

    private void TellUnread(EntryBundle bundle, FileOutcome outcome)
    {
        var first = bundle.Index * Tile.FullWidth;
        var (zh, en) = ($"{files.Name}/{bundle.Path}（第 {first}–{first + bundle.Width - 1} 条）",
            $"{files.Name}/{bundle.Path} (entries {first} to {first + bundle.Width - 1})");
        if (outcome == FileOutcome.Embargoed)
        {
            findings.AddWithheld(first,
                new($"{zh}：未核验内容，尚未发布；哈希取自 tile/0。", $"{en}: not checked: under embargo; hashes taken from the tile."));
        }
        else if (outcome == FileOutcome.Withheld)
        {
            findings.AddWithheld(first, new(
                $"{zh}：未核验内容，其中有不对此令牌开放的记录（审计或第三方的令牌可读全部）；哈希取自 tile/0。",
                $"{en}: not checked: it holds entries that are not open to this token (an auditor's reads all); "
                    + "hashes taken from the tile."));
        }
        else
        {
            findings.AddMissing(files, first, new(
                $"缺少 {zh}，未核验内容；哈希取自 tile/0。", $"{en} is missing and was not checked; hashes taken from the tile."));
        }
    }

    private static byte[]? RootOf(ReadOnlySpan<byte> leaves) =>
        leaves.Length == Tile.FullWidth * MerkleTree.HashLength ? TileTower.RootOf(leaves) : null;

    private static Memory<byte> Filled(MemoryStream buffer) => buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
}
