using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;

namespace Jingan.TransparencyLog.Tests;

public sealed class CompactRangeTests
{
    // The reference data of the RFC 6962 implementations (certificate-transparency, x/mod, transparency-dev):
    // eight leaves, the root at each size.
    private static readonly string[] ReferenceLeaves =
    [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_reference_trees_have_their_published_roots(int size, string root)
    {
        var entries = ReferenceLeaves[..size].Select(Convert.FromHexString).ToArray();
        Assert.Equal(root, Convert.ToHexStringLower(Append(entries).Root()));
        // the yardstick of the next test is itself right
        Assert.Equal(root, Convert.ToHexStringLower(Rfc6962.Root(entries)));
    }

    [Fact]
    public void Every_size_up_to_300_is_the_tree_of_the_definition()
    {
        var entries = Enumerable.Range(0, 300).Select(i => Encoding.UTF8.GetBytes($"entry {i}")).ToArray();
        var definition = new Rfc6962(entries);
        var tree = CompactRange.Empty;
        for (var size = 1; size <= entries.Length; size++)
        {
            tree = tree.Append(MerkleTree.HashLeaf(entries[size - 1]));
            Assert.Equal(size, tree.Size);
            Assert.True(tree.Root().AsSpan().SequenceEqual(definition.Root(0, size)), $"size {size}");
        }
    }

    [Fact]
    public void Any_entries_give_the_tree_of_the_definition() =>
        Gen.Byte.Array[0, 40].Array[0, 70].Sample(entries => Append(entries)
            .Root()
            .AsSpan()
            .SequenceEqual(Rfc6962.Root(entries)));

    [Fact]
    public void A_log_of_70000_entries_has_the_roots_that_another_program_computed()
    {
        var golden = Vectors.Golden.GetProperty("roots").EnumerateObject()
            .ToDictionary(r => long.Parse(r.Name, CultureInfo.InvariantCulture), r => r.Value.GetString()!);
        var tree = CompactRange.Empty;
        Dictionary<long, string> roots = new() { [0] = Convert.ToBase64String(tree.Root()) };
        for (var i = 0; i < 70_000; i++)
        {
            tree = tree.Append(MerkleTree.HashLeaf(GoldenLog.Entry(i)));
            if (golden.ContainsKey(tree.Size))
            {
                roots.Add(tree.Size, Convert.ToBase64String(tree.Root()));
            }
        }

        Assert.Equal(golden, roots);
    }

    [Fact]
    public void A_restored_range_goes_on_where_it_was()
    {
        var leaf = MerkleTree.HashLeaf("next"u8);
        for (var size = 0; size < 70; size++)
        {
            var tree = Append(Enumerable.Range(0, size).Select(i => new[] { (byte)i }));
            var restored = CompactRange.Restore(size, tree.Subtrees);
            Assert.Equal((tree.Size, BitOperations.PopCount((uint)size)), (restored.Size, restored.Subtrees.Count));
            Assert.Equal(tree.Root(), restored.Root());
            Assert.Equal(tree.Append(leaf).Root(), restored.Append(leaf).Root());
        }
    }

    [Theory]
    [InlineData(0, 1, 32)]
    [InlineData(5, 1, 32)]
    [InlineData(5, 3, 32)]
    [InlineData(5, 2, 31)]
    [InlineData(-1, 0, 32)]
    public void A_range_is_not_restored_from_something_else(long size, int roots, int length) =>
        Assert.ThrowsAny<ArgumentException>(() =>
            CompactRange.Restore(size, [.. Enumerable.Repeat(new byte[length], roots)]));

    // A commit that is rolled back must leave the tree in memory as it was.
    [Fact]
    public void An_append_leaves_the_earlier_range_as_it_was()
    {
        Assert.Equal(0, CompactRange.Empty.Size);
        var leaf = MerkleTree.HashLeaf("x"u8);
        for (var size = 0; size < 70; size++)
        {
            var before = Append(Enumerable.Range(0, size).Select(i => new[] { (byte)i }));
            var root = before.Root();
            var one = before.Append(leaf);
            var other = before.Append(MerkleTree.HashLeaf("y"u8));
            Assert.NotEqual(one.Root(), other.Root());
            Assert.Equal(one.Root(), before.Append(leaf).Root());
            Assert.Equal((size, size + 1), (before.Size, one.Size));
            Assert.Equal(root, before.Root());
        }
    }

    [Fact]
    public void No_leaf_is_no_leaf() => Assert.Throws<ArgumentNullException>(() => CompactRange.Empty.Append(null!));

    // The very first leaf is not joined with anything: the length must be refused there too,
    // or a wrong root is stored for size 1.
    [Theory]
    [InlineData(0, 31)]
    [InlineData(0, 33)]
    [InlineData(1, 31)]
    [InlineData(2, 0)]
    [InlineData(3, 33)]
    public void A_leaf_hash_of_another_length_is_refused(int size, int length)
    {
        var tree = Append(Enumerable.Range(0, size).Select(i => new[] { (byte)i }));
        Assert.Throws<ArgumentException>(() => tree.Append(new byte[length]));
    }

    private static CompactRange Append(IEnumerable<byte[]> entries) =>
        entries.Aggregate(CompactRange.Empty, (tree, entry) => tree.Append(MerkleTree.HashLeaf(entry)));
}
