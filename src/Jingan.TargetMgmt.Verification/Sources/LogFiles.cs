using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Sources;

/// <summary>What became of asking for a file.</summary>
internal enum FileOutcome
{
    Read,
    Missing,

    /// <summary>The file is there, and withheld until a period's evaluation report is issued.</summary>
    Embargoed,

    /// <summary>The file is there, and holds an entry that is not open to the role of the token.</summary>
    Withheld,
}

/// <summary>A log in the layout of C2SP tlog-tiles, file by file, wherever it is.
/// Nothing that is read here is trusted.</summary>
/// <param name="name">What it is called in messages.</param>
internal abstract class LogFiles(string name) : IDisposable
{
    public const string CheckpointPath = "checkpoint";

    public const string KeyPath = "key";

    /// <summary>The longest file there can be: a bundle of the longest entries.</summary>
    protected const int MaxLength = Tile.FullWidth * (2 + EntryBundle.MaxEntryLength);

    public string Name => name;

    /// <summary>Whether everything below its checkpoint has to be there: a service that lacks a part of its log is
    /// damaged, a copy may be incomplete.</summary>
    public virtual bool OwesAll => false;

    /// <summary>How many files it pays to ask for at once.</summary>
    public abstract int Concurrency { get; }

    /// <summary>Reads a file into a buffer, in place of what was in it.</summary>
    /// <exception cref="ClientException">It could not be found out.</exception>
    public abstract ValueTask<FileOutcome> ReadAsync(string path, MemoryStream into, CancellationToken ct);

    /// <summary>Reads a tile. Of a full tile that has taken its place only as much as was asked for (tlog-tiles:
    /// clients may fall back so).</summary>
    public async ValueTask<FileOutcome> ReadAsync(Tile tile, MemoryStream into, CancellationToken ct)
    {
        var outcome = await ReadAsync(tile.Path, into, ct);
        if (outcome != FileOutcome.Missing || tile.Width == Tile.FullWidth)
        {
            return outcome;
        }

        outcome = await ReadAsync((tile with { Width = Tile.FullWidth }).Path, into, ct);
        into.SetLength(Math.Min(into.Length, tile.Width * MerkleTree.HashLength));
        return outcome;
    }

    /// <summary>Reads a bundle, or the full one that has taken its place; the width is that of what was read.</summary>
    public async ValueTask<(FileOutcome Outcome, int Width)> ReadAsync(
        EntryBundle bundle, MemoryStream into, CancellationToken ct)
    {
        var outcome = await ReadAsync(bundle.Path, into, ct);
        return outcome != FileOutcome.Missing || bundle.Width == Tile.FullWidth
            ? (outcome, bundle.Width)
            : (await ReadAsync((bundle with { Width = Tile.FullWidth }).Path, into, ct), Tile.FullWidth);
    }

    /// <summary>The leaf hashes of all entries of a bundle, one after the other, where something beside this program
    /// makes them quicker, as a browser does; null: this program does.</summary>
    /// <param name="bundle">The bundle's bytes as they were read; they may be no bundle.</param>
    public virtual ValueTask<byte[]?> HashLeavesAsync(ReadOnlyMemory<byte> bundle) => new((byte[]?)null);

    public abstract SignedNote ParseCheckpoint(byte[] bytes);

    public async Task<SignedNote> ReadCheckpointAsync(CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        return await ReadAsync(CheckpointPath, buffer, ct) == FileOutcome.Read
            ? ParseCheckpoint(buffer.ToArray())
            : throw ClientException.Impossible(new($"{name} 没有检查点（{CheckpointPath}）；请核对是否为日志。",
                $"{name} has no checkpoint file; check that it is a log."));
    }

    public abstract void Dispose();
}
