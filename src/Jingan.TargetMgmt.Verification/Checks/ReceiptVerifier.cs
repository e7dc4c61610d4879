using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>A receipt that was verified.</summary>
/// <param name="Note">The checkpoint as it stands in the receipt.</param>
/// <param name="Verified">What it says, and who vouches for it.</param>
/// <param name="Index">Where the entry stands in the log.</param>
/// <param name="LeafHash">The entry's leaf hash.</param>
internal sealed record VerifiedReceipt(SignedNote Note, Witnessed Verified, long Index, byte[] LeafHash);

/// <summary>Verifies a receipt 回执 (.tlog-proof) offline: the entry's bytes as they are at hand,
/// against keys of the user's own.</summary>
internal static class ReceiptVerifier
{
    /// <param name="receipt">The receipt's bytes.</param>
    /// <param name="entry">Brings the entry's exact bytes, once the receipt can be read.</param>
    /// <param name="policy">Whom to believe.</param>
    /// <param name="name">What the receipt is called in messages.</param>
    /// <exception cref="ClientException">It proves nothing of this entry; the message says why.</exception>
    public static VerifiedReceipt Verify(byte[] receipt, Func<byte[]> entry, WitnessPolicy policy, string name)
    {
        if (!TlogProof.TryParse(receipt, out var proof, out var fault))
        {
            throw ClientException.Damaged(new($"{name} 不是完好的回执：{fault}", $"{name} is no intact receipt: {fault}"));
        }

        var leafHash = MerkleTree.HashLeaf(entry());
        var outcome = proof.VerifyLeaf(leafHash, policy);
        return outcome.Accepted
            ? new(proof.Checkpoint, Witnessed.Accept(policy, proof.Checkpoint, name), proof.Index, leafHash)
            : throw Witnessed.Failure(policy, proof.Checkpoint, outcome.Outcome, outcome.Fault, name);
    }
}
