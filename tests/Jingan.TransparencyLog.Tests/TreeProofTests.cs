using System.Globalization;
using System.Text;

namespace Jingan.TransparencyLog.Tests;

/// <summary>Proofs made from tiles and checked again, against the definition: every one of a small log.</summary>
public sealed class TreeProofTests
{
    private const int Sizes = 300;

    private static readonly byte[][] Entries =
        [.. Enumerable.Range(0, Sizes).Select(i => Encoding.UTF8.GetBytes($"entry {i}"))];

    private static readonly byte[][] Leaves = [.. Entries.Select(entry => MerkleTree.HashLeaf(entry))];

    private static readonly Rfc6962 Definition = new(Entries);

    private static readonly byte[][] Roots =
        [.. Enumerable.Range(0, Sizes + 1).Select(size => Definition.Root(0, size))];

    private static readonly TileLog Log = new(Leaves);

    [Fact]
    public void Every_root_up_to_300_is_that_of_the_definition() =>
        Assert.All(Enumerable.Range(0, Sizes + 1), size => Assert.Equal(Roots[size], Log.Root(size)));

    [Fact]
    public void Every_inclusion_proof_up_to_300_is_that_of_the_definition_and_accepted() =>
        Parallel.For(1, Sizes + 1, size =>
    {
        for (var index = 0; index < size; index++)
        {
            var proof = Log.Inclusion(index, size);
            Same(Definition.Path(index, 0, size), proof, $"index {index} of {size}");
            Assert.True(MerkleProof.VerifyInclusion(index, size, Leaves[index], proof, Roots[size]),
                $"index {index} of {size}");
        }
    });

    [Fact]
    public void Every_consistency_proof_up_to_300_is_that_of_the_definition_and_accepted() =>
        Parallel.For(0, Sizes + 1, size =>
    {
        for (var old = 0; old <= size; old++)
        {
            // RFC 6962 defines no proof from the empty tree: in tlog-witness it is the empty one.
            var proof = Log.Consistency(old, size);
            Same(old == 0 ? [] : Definition.Proof(old, size), proof, $"{old} to {size}");
            Assert.True(MerkleProof.VerifyConsistency(old, size, Roots[old], Roots[size], proof), $"{old} to {size}");
        }
    });

    [Fact]
    public void An_inclusion_proof_is_accepted_at_its_own_index_and_size_only()
    {
        for (var size = 1; size <= 64; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var proof = Log.Inclusion(index, size);
                for (var other = -1; other <= size + 64; other++)
                {
                    Assert.Equal(
                        other == index, MerkleProof.VerifyInclusion(other, size, Leaves[index], proof, Roots[size]));
                }

                Assert.All(Enumerable.Range(0, 65).Where(s => s != size), s =>
                    Assert.False(MerkleProof.VerifyInclusion(index, s, Leaves[index], proof, Roots[s])));
            }
        }
    }

    [Fact]
    public void An_altered_inclusion_proof_is_refused()
    {
        for (var size = 1; size <= 64; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var proof = Log.Inclusion(index, size);
                Assert.All(Altered(proof), altered =>
                    Assert.False(MerkleProof.VerifyInclusion(index, size, Leaves[index], altered, Roots[size])));
                Assert.False(MerkleProof.VerifyInclusion(
                    index, size, Flipped(Leaves[index], index), proof, Roots[size]));
                Assert.False(MerkleProof.VerifyInclusion(
                    index, size, Leaves[index], proof, Flipped(Roots[size], size)));
            }
        }
    }

    [Fact]
    public void An_altered_consistency_proof_is_refused()
    {
        for (var size = 0; size <= 64; size++)
        {
            for (var old = 0; old <= size; old++)
            {
                var proof = Log.Consistency(old, size);
                Assert.All(Altered(proof), altered =>
                    Assert.False(MerkleProof.VerifyConsistency(old, size, Roots[old], Roots[size], altered)));
                Assert.False(MerkleProof.VerifyConsistency(old, size, Flipped(Roots[old], old), Roots[size], proof));
                Assert.False(
                    old > 0 && MerkleProof.VerifyConsistency(old, size, Roots[old], Flipped(Roots[size], size), proof));
                Assert.All(Enumerable.Range(0, size + 1).Where(o => o != old), o =>
                    Assert.False(MerkleProof.VerifyConsistency(o, size, Roots[old], Roots[size], proof)));
            }
        }
    }

    // Proofs come from the party that is checked: whatever it sends is an answer, not an exception.
    [Fact]
    public void What_is_not_a_proof_is_refused()
    {
        var root = Roots[3];
        Assert.False(MerkleProof.VerifyInclusion(0, 3, Leaves[0], null!, root));
        Assert.False(MerkleProof.VerifyInclusion(0, 3, Leaves[0], [Leaves[1], null!], root));
        Assert.False(MerkleProof.VerifyInclusion(0, 3, Leaves[0], [Leaves[1], new byte[31]], root));
        Assert.False(MerkleProof.VerifyInclusion(0, 0, Leaves[0], [], Roots[0]));
        Assert.False(MerkleProof.VerifyInclusion(0, 1, new byte[31], [], new byte[31]));
        Assert.False(MerkleProof.VerifyInclusion(0, long.MaxValue, Leaves[0], [.. Enumerable.Repeat(Leaves[0], 100)],
            root));
        Assert.False(MerkleProof.VerifyConsistency(1, 3, Roots[1], root, null!));
        Assert.False(MerkleProof.VerifyConsistency(1, 3, Roots[1], root, [Leaves[1], null!]));
        Assert.False(MerkleProof.VerifyConsistency(3, 2, root, Roots[2], []));
        Assert.False(MerkleProof.VerifyConsistency(-1, -1, Roots[0], Roots[0], []));
        Assert.False(MerkleProof.VerifyConsistency(0, -1, Roots[0], Roots[0], []));
        Assert.False(MerkleProof.VerifyConsistency(0, 3, Roots[1], root, []));
        Assert.False(MerkleProof.VerifyConsistency(0, 3, Roots[0], [], []));
        Assert.False(MerkleProof.VerifyConsistency(0, 0, Roots[1], Roots[1], []));
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(0, 0)]
    public void There_is_no_inclusion_proof_of_a_leaf_that_is_not_there(long index, long size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeProof.Inclusion(index, size));

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void There_is_no_consistency_proof_backwards(long oldSize, long newSize) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeProof.Consistency(oldSize, newSize));

    [Fact]
    public void A_full_tile_serves_where_a_partial_one_was_asked_for()
    {
        var tile = Leaves.Take(256).SelectMany(hash => hash).ToArray();
        Assert.Equal(Roots[200], TreeProof.Root(200).Build(_ => tile).Single());
    }

    [Theory]
    [InlineData(199 * 32)]
    [InlineData(200 * 32 - 1)]
    [InlineData(200 * 32 + 1)]
    [InlineData(0)]
    public void A_tile_that_was_cut_is_named(int length)
    {
        var fault = Assert.Throws<InvalidDataException>(() => TreeProof.Root(200).Build(_ => new byte[length]));
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"tile/0/000.p/200 has {length} bytes, expected 6400."),
            fault.Message);
    }

    // A proof in the largest possible tree needs a few tiles per level;
    // a consistency proof has one hash more than the tree has levels.
    [Fact]
    public void Nothing_overflows_at_the_largest_size()
    {
        const long All = long.MaxValue;
        foreach (var proof in (TreeProof[])[TreeProof.Inclusion(All - 1, All), TreeProof.Inclusion(0, All),
            TreeProof.Consistency(All - 1, All), TreeProof.Root(All)])
        {
            Assert.InRange(proof.Tiles.Count, 1, 16);
            Assert.All(proof.Tiles, tile => Assert.Equal(Tile.WidthAt(tile.Level, tile.Index, All), tile.Width));
            Assert.InRange(proof.Build(tile => new byte[tile.Width * 32]).Count, 1, 64);
        }
    }

    private static void Same(byte[][] expected, IReadOnlyList<byte[]> actual, string what) =>
        Assert.True(expected.SelectMany(hash => hash).SequenceEqual(actual.SelectMany(hash => hash)), what);

    private static IEnumerable<byte[][]> Altered(IReadOnlyList<byte[]> proof)
    {
        for (var i = 0; i < proof.Count; i++)
        {
            yield return [.. proof.Take(i), Flipped(proof[i], i), .. proof.Skip(i + 1)];
            yield return [.. proof.Take(i), .. proof.Skip(i + 1)];
        }

        foreach (var more in proof.Append(new byte[32]))
        {
            yield return [.. proof, more];
            yield return [more, .. proof];
        }
    }

    private static byte[] Flipped(byte[] hash, int bit)
    {
        var flipped = hash.ToArray();
        flipped[bit * 37 % 32] ^= (byte)(1 << bit % 8);
        return flipped;
    }
}
