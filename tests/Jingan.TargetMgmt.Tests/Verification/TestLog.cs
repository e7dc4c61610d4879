using System.Buffers;
using System.Text;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>A log with keys of its own and two witnesses, written out as the tile layout says; its tree is computed
/// leaf by leaf, not as the tool does it.</summary>
internal sealed class TestLog(string origin = "log.test/evaluation", byte seed = 1)
{
    public const long Cosigned = 1_767_225_600;

    private readonly List<List<byte[]>> _levels = [[]];

    public List<byte[]> Entries { get; } = [];

    public NoteSigner Signer { get; } = NoteSigner.Ed25519(origin, Seed(seed));

    public CosignatureSigner[] Witnesses { get; } =
    [
        CosignatureSigner.Ed25519("w1.test", Seed(101)), CosignatureSigner.Ed25519("w2.test", Seed(102)),
    ];

    public long Size => Entries.Count;

    /// <summary>Both witnesses have to have cosigned.</summary>
    public string Policy => $"""
        log {Signer.VerifierKey}
        witness one {Witnesses[0].VerifierKey}
        witness two {Witnesses[1].VerifierKey}
        group both all one two
        quorum both

        """;

    /// <summary>Entries that no rule looks into.</summary>
    public static TestLog Of(int count)
    {
        var log = new TestLog();
        for (var i = 0; i < count; i++)
        {
            log.Add(UnitOf(i));
        }

        return log;
    }

    /// <summary>An entry that owes nothing to others: the first version of a made-up unit.</summary>
    public static string UnitOf(int number, string at = "2018-07-01T00:00:00.000Z") =>
        $$"""{"v":1,"type":"unit","at":"{{at}}","actor":"a","version":1,"unit":{"code":"U{{number:D6}}","name":"合成单位","kind":"department"} }""";

    /// <summary>Adds an entry of these members, with those beside them that its type has to have.</summary>
    public long Add(string entry) => AddAsIs(WholeEntry.Complete(entry));

    /// <summary>Adds it as it is.</summary>
    public long AddAsIs(string entry)
    {
        Entries.Add(Encoding.UTF8.GetBytes(entry));
        AddHash(0, MerkleTree.HashLeaf(Entries[^1]));
        return Size - 1;
    }

    public string LeafHash(long index) => Convert.ToHexStringLower(_levels[0][(int)index]);

    public SignedNote Checkpoint(long? size = null, int witnesses = 2)
    {
        var text = new Checkpoint(Signer.VerifierKey.Name, size ?? Size, Root(size ?? Size)).ToText();
        return Witnesses.Take(witnesses).Aggregate(SignedNote.Create(text, Signer.Sign(text)), (note, w) =>
            note.With(Cosignature.Sign(w, Cosigned, text)));
    }

    public TlogProof Receipt(
        long index, long? size = null) => new(index, Build(TreeProof.Inclusion(index, size ?? Size)), Checkpoint(size));

    public IReadOnlyList<byte[]> Consistency(long oldSize, long newSize) =>
        Build(TreeProof.Consistency(oldSize, newSize));

    public byte[] Root(long size) =>
        _levels[0].Take((int)size).Aggregate(CompactRange.Empty, (tree, hash) => tree.Append(hash)).Root();

    public TestLog WriteTo(string folder)
    {
        foreach (var (path, bytes) in Files())
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
        }

        return this;
    }

    public IEnumerable<(string Path, byte[] Bytes)> Files()
    {
        foreach (var tile in Tile.All(Size))
        {
            yield return (tile.Path, TileBytes(tile));
            if (tile.Level == 0)
            {
                var bundle = new ArrayBufferWriter<byte>();
                Entries.Skip((int)tile.Index * Tile.FullWidth)
                    .Take(tile.Width)
                    .ToList()
                    .ForEach(entry => EntryBundle.Append(bundle, entry));
                yield return (new EntryBundle(tile.Index, tile.Width).Path, bundle.WrittenSpan.ToArray());
            }
        }

        yield return ("key", Encoding.UTF8.GetBytes(Signer.VerifierKey + "\n"));
        yield return ("checkpoint", Checkpoint().ToBytes());
    }

    private static byte[] Seed(byte number) => [.. Enumerable.Repeat(number, 32)];

    private IReadOnlyList<byte[]> Build(TreeProof proof) => proof.Build(tile => TileBytes(tile));

    private byte[] TileBytes(Tile tile) =>
        [.. _levels[tile.Level].Skip((int)tile.Index * Tile.FullWidth).Take(tile.Width).SelectMany(hash => hash)];

    // By the definition of tlog-tiles: a hash of level L+1 is the root of a full tile of level L.
    private void AddHash(int level, byte[] hash)
    {
        if (level == _levels.Count)
        {
            _levels.Add([]);
        }

        _levels[level].Add(hash);
        if (_levels[level].Count % Tile.FullWidth == 0)
        {
            AddHash(level + 1, _levels[level].TakeLast(Tile.FullWidth)
                .Aggregate(CompactRange.Empty, (tree, h) => tree.Append(h)).Root());
        }
    }
}
