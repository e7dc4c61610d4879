using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Jingan.TransparencyLog.Tests;

/// <summary>A log of 70,000 entries, the same that golang.org/x/mod/sumdb/tlog and /note computed.</summary>
public sealed class GoldenLogTests
{
    private static readonly JsonElement Golden = Vectors.Golden;

    private static readonly TileLog Log = new(Enumerable.Range(0, 70_000)
        .Select(i => MerkleTree.HashLeaf(GoldenLog.Entry(i))));

    [Fact]
    public void Every_root_is_the_one_that_another_program_computed()
    {
        var roots = Golden.GetProperty("roots").EnumerateObject()
            .ToDictionary(r => long.Parse(r.Name, CultureInfo.InvariantCulture), r => r.Value.GetString()!);
        Assert.Equal(19, roots.Count);
        Assert.All(roots, r => Assert.Equal(r.Value, Convert.ToBase64String(Log.Root(r.Key))));
    }

    [Fact]
    public void Every_inclusion_proof_is_the_one_that_another_program_computed()
    {
        var proofs = Golden.GetProperty("inclusion").EnumerateArray().ToList();
        Assert.Equal(27, proofs.Count);
        Assert.All(proofs, p =>
        {
            var (size, index, expected) = (p.GetProperty("Size").GetInt64(), p.GetProperty("Index").GetInt64(),
                Vectors.Hashes(p.GetProperty("Proof")));
            Assert.Equal(expected, Log.Inclusion(index, size));
            Assert.True(MerkleProof.VerifyInclusion(index, size, MerkleTree.HashLeaf(GoldenLog.Entry((int)index)),
                expected, Log.Root(size)));
        });
    }

    [Fact]
    public void Every_consistency_proof_is_the_one_that_another_program_computed()
    {
        var proofs = Golden.GetProperty("consistency").EnumerateArray().ToList();
        Assert.Equal(35, proofs.Count);
        Assert.All(proofs, p =>
        {
            var (old, size, expected) = (p.GetProperty("Old").GetInt64(), p.GetProperty("New").GetInt64(),
                Vectors.Hashes(p.GetProperty("Proof")));
            Assert.Equal(expected, Log.Consistency(old, size));
            Assert.True(MerkleProof.VerifyConsistency(old, size, Log.Root(old), Log.Root(size), expected));
        });
    }

    [Fact]
    public void The_checkpoint_with_both_cosignatures_comes_out_byte_for_byte()
    {
        var text = new Checkpoint(Golden.GetProperty("origin").GetString()!, 70_000, Log.Root(70_000)).ToText();
        var log = NoteSigner.Ed25519(Golden.GetProperty("origin").GetString()!,
            Convert.FromHexString(Golden.GetProperty("logSeedHex").GetString()!));
        Assert.Equal(Golden.GetProperty("vkey").GetString(), log.VerifierKey.ToString());
        var note = SignedNote.Create(text, log.Sign(text));
        foreach (var (seed, vkey) in Golden.GetProperty("witnessSeedsHex").EnumerateArray()
            .Zip(Golden.GetProperty("witnessVkeys").EnumerateArray()))
        {
            var witness = CosignatureSigner.Ed25519(
                vkey.GetString()!.Split('+')[0], Convert.FromHexString(seed.GetString()!));
            Assert.Equal(vkey.GetString(), witness.VerifierKey.ToString());
            note = note.With(Cosignature.Sign(witness, Golden.GetProperty("cosignTime").GetInt64(), text));
        }

        Assert.Equal(Golden.GetProperty("checkpoint").GetString(), Encoding.UTF8.GetString(note.ToBytes()));
    }

    [Fact]
    public void The_tiles_are_those_that_another_program_names()
    {
        var paths = Tile.All(70_000).Select(t => t.Path).ToList();
        Assert.All(Golden.GetProperty("someTilePaths").EnumerateArray(), p => Assert.Contains(p.GetString(), paths));
        Assert.Equal(273 + 1 + 2 + 1, paths.Count);
    }
}
