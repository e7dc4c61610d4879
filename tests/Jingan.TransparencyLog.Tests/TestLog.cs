using System.Text;

namespace Jingan.TransparencyLog.Tests;

/// <summary>A log of some entries with its key, three witnesses, and checkpoints that they sign.</summary>
internal sealed class TestLog
{
    public const string Origin = "log.example/ratings";
    public const long Time = 1767225600;

    private readonly TileLog _tiles;

    public TestLog(int size)
    {
        Entries = [.. Enumerable.Range(0, size).Select(i => Encoding.UTF8.GetBytes($"entry {i}"))];
        _tiles = new(Entries.Select(entry => MerkleTree.HashLeaf(entry)));
    }

    public static NoteSigner Signer { get; } = NoteSigner.NewEd25519(Origin);

    public static NoteSigner Sm2Signer { get; } = NoteSigner.NewSm2(Origin);

    public static IReadOnlyList<CosignatureSigner> Witnesses { get; } =
        [.. Enumerable.Range(1, 3).Select(i => CosignatureSigner.NewEd25519($"witness.example/{i}"))];

    public IReadOnlyList<byte[]> Entries { get; }

    public byte[] Text => new Checkpoint(Origin, Entries.Count, _tiles.Root(Entries.Count)).ToText();

    public SignedNote Note(params int[] witnesses) => witnesses.Aggregate(
        SignedNote.Create(Text, Signer.Sign(Text)),
        (note, i) => note.With(Cosignature.Sign(Witnesses[i], Time + i, Text)));

    public TlogProof Proof(
        int index, params int[] witnesses) => new(index, _tiles.Inclusion(index, Entries.Count), Note(witnesses));

    /// <summary>The log, the witnesses w0 to w2, and these lines.</summary>
    public static WitnessPolicy Policy(params string[] lines) => WitnessPolicy.TryParse(
        string.Concat(((string[])[$"log {Signer.VerifierKey}",
            .. Witnesses.Select((w, i) => $"witness w{i} {w.VerifierKey}"), .. lines]).Select(l => l + "\n")),
        out var policy, out var fault) ? policy : throw new ArgumentException(fault);
}
