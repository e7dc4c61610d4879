using System.Text.Json;

namespace Jingan.TransparencyLog.Tests;

public sealed class MerkleProofTests
{
    // The test data of github.com/transparency-dev/merkle at 417fb0c (Apache-2.0):
    // 6 good and 92 bad proofs of each kind.
    public static TheoryData<string> InclusionVectors => [.. Files("inclusion")];

    public static TheoryData<string> ConsistencyVectors => [.. Files("consistency")];

    [Theory]
    [MemberData(nameof(InclusionVectors))]
    public void An_inclusion_proof_is_judged_as_other_programs_judge_it(string file)
    {
        var v = Vector("inclusion", file);
        Assert.Equal(!v.GetProperty("wantErr").GetBoolean(), MerkleProof.VerifyInclusion(
            Number(v, "leafIdx"), Number(v, "treeSize"), Vectors.Bytes(v.GetProperty("leafHash")),
            Vectors.Hashes(v.GetProperty("proof")), Vectors.Bytes(v.GetProperty("root"))));
    }

    [Theory]
    [MemberData(nameof(ConsistencyVectors))]
    public void A_consistency_proof_is_judged_as_other_programs_judge_it(string file)
    {
        var v = Vector("consistency", file);
        Assert.Equal(!v.GetProperty("wantErr").GetBoolean(), MerkleProof.VerifyConsistency(
            Number(v, "size1"), Number(v, "size2"), Vectors.Bytes(v.GetProperty("root1")),
            Vectors.Bytes(v.GetProperty("root2")), Vectors.Hashes(v.GetProperty("proof"))));
    }

    [Fact]
    public void All_196_vectors_are_there()
    {
        Assert.Equal((98, 6), Count("inclusion"));
        Assert.Equal((98, 6), Count("consistency"));
    }

    private static (int All, int Good) Count(string kind)
    {
        var vectors = Vectors.Merkle.GetProperty(kind).EnumerateArray().ToList();
        return (vectors.Count, vectors.Count(v => !v.GetProperty("wantErr").GetBoolean()));
    }

    private static IEnumerable<string> Files(string kind) =>
        Vectors.Merkle.GetProperty(kind).EnumerateArray().Select(v => v.GetProperty("file").GetString()!);

    private static JsonElement Vector(string kind, string file) =>
        Vectors.Merkle.GetProperty(kind).EnumerateArray().Single(v => v.GetProperty("file").GetString() == file);

    // One vector has an index of 2^64-1: in these formats that is no index at all, as -1 is.
    private static long Number(JsonElement v, string name) =>
        v.GetProperty(name).TryGetInt64(out var number) ? number : -1;
}
