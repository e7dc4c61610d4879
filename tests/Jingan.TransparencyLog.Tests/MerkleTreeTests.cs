using System.Text;

namespace Jingan.TransparencyLog.Tests;

public sealed class MerkleTreeTests
{
    [Fact]
    public void The_empty_tree_has_the_hash_of_nothing() =>
        Assert.Equal("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", Convert.ToBase64String(MerkleTree.EmptyRoot));

    // RecordHash("hello world") of golang.org/x/mod/sumdb/tlog.
    [Fact]
    public void A_leaf_hash_is_the_one_that_other_programs_compute() =>
        Assert.Equal("TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=",
            Convert.ToBase64String(MerkleTree.HashLeaf("hello world"u8)));

    // Else two hashes side by side could be passed off as an entry (RFC 6962 section 2.1, second preimages).
    [Fact]
    public void A_node_is_not_the_leaf_of_its_two_halves()
    {
        var (left, right) = (MerkleTree.HashLeaf("a"u8), MerkleTree.HashLeaf("b"u8));
        Assert.NotEqual(MerkleTree.HashNode(left, right), MerkleTree.HashLeaf([.. left, .. right]));
    }

    [Fact]
    public void Left_and_right_are_not_the_same()
    {
        var (left, right) = (MerkleTree.HashLeaf("a"u8), MerkleTree.HashLeaf("b"u8));
        Assert.NotEqual(MerkleTree.HashNode(left, right), MerkleTree.HashNode(right, left));
    }

    [Theory]
    [InlineData(0, 32)]
    [InlineData(31, 32)]
    [InlineData(33, 32)]
    [InlineData(32, 0)]
    [InlineData(32, 31)]
    [InlineData(32, 33)]
    [InlineData(33, 31)]
    [InlineData(64, 0)]
    public void A_hash_of_another_length_is_refused(int left, int right) =>
        Assert.Throws<ArgumentException>(() => MerkleTree.HashNode(new byte[left], new byte[right]));

    [Fact]
    public void An_entry_longer_than_a_buffer_is_hashed_whole()
    {
        var entry = Encoding.UTF8.GetBytes(new string('目', 30_000));
        var other = entry.ToArray();
        other[^1] ^= 1;
        Assert.NotEqual(MerkleTree.HashLeaf(entry), MerkleTree.HashLeaf(other));
        Assert.Equal(Rfc6962.Root([entry]), MerkleTree.HashLeaf(entry));
    }
}
