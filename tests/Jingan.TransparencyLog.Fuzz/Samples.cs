using System.Security.Cryptography;
using System.Text;

namespace Jingan.TransparencyLog.Fuzz;

/// <summary>A small log with two signatures of its own and two witnesses: good inputs for every parser.</summary>
internal static class Samples
{
    private static readonly NoteSigner Log = NoteSigner.Ed25519("log.example/fuzz", Seed("log"));
    private static readonly NoteSigner Sm2Log = NoteSigner.Sm2("log.example/fuzz", Seed("sm2"));
    private static readonly CosignatureSigner[] Witnesses =
        [CosignatureSigner.Ed25519("witness.example/监督", Seed("w1")),
            CosignatureSigner.Ed25519("witness.example/2", Seed("w2"))];

    private static readonly byte[] Verse = "\n春眠不觉晓\n\n处处闻啼鸟\n\n\n"u8.ToArray();

    public static byte[] Entry { get; } = "entry 1"u8.ToArray();

    public static byte[] Text { get; } = new Checkpoint(
        Log.VerifierKey.Name, 3, MerkleTree.HashNode(MerkleTree.HashNode(Leaf(0), Leaf(1)), Leaf(2))).ToText();

    public static IReadOnlyList<VerifierKey> Keys { get; } =
    [
        Log.VerifierKey, Sm2Log.VerifierKey, .. Witnesses.Select(w => w.VerifierKey),
    ];

    public static SignedNote Note { get; } = Witnesses.Aggregate(
        SignedNote.Create(Text, Log.Sign(Text)).With(Sm2Log.Sign(Text)),
        (note, witness) => note.With(Cosignature.Sign(witness, 1767225600, Text)));

    /// <summary>A note that is no checkpoint, with blank lines in its text.</summary>
    public static SignedNote Poem { get; } = SignedNote.Create(Verse, Log.Sign(Verse));

    public static TlogProof Proof { get; } = new(1, [Leaf(0), Leaf(2)], Note);

    public static WitnessPolicy Policy { get; } = WitnessPolicy.TryParse(string.Join('\n',
        $"log {Log.VerifierKey} https://log.example/fuzz", $"log {Sm2Log.VerifierKey}",
        $"witness w1 {Witnesses[0].VerifierKey}",
        $"witness w2 {Witnesses[1].VerifierKey} https://witness.example/2", "group one 1 w1", "group both all one w2",
        "quorum both", ""), out var policy, out var fault)
        ? policy : throw new InvalidOperationException(fault);

    public static IReadOnlyList<string> Pems { get; } = [Log.ToPem(), Sm2Log.ToPem()];

    private static byte[] Leaf(int i) => MerkleTree.HashLeaf(i == 1 ? Entry : [(byte)i]);

    private static byte[] Seed(string of) => SHA256.HashData(Encoding.ASCII.GetBytes(of));
}
