using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Evaluation.Keys;

/// <summary>Whether a key's signatures count.</summary>
internal enum KeyState
{
    InForce,
    Replaced,
    Revoked,
}

/// <summary>An assessor 评估员: a registered public key and whose it is.</summary>
/// <param name="Kid">Key id.</param>
/// <param name="PublicKey">The key.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="Person">Key id of the first key in the chain of replacements:
/// the same for all keys of a person.</param>
/// <param name="State">Whether it counts now.</param>
/// <param name="From">Log index of its registration.</param>
/// <param name="To">Log index of the entry from which on it no longer counts; null while it does.</param>
/// <param name="Replaces">The key that it replaced.</param>
/// <param name="ReplacedBy">The key that replaced it.</param>
/// <param name="Revocation">Why it was revoked.</param>
/// <param name="Founding">Whether it is the log's first, which signed for itself.</param>
internal sealed record Assessor(
    string Kid, Jwk PublicKey, string Name, string Person, KeyState State, long From, long? To, string? Replaces,
    string? ReplacedBy, Revocation? Revocation,
    bool Founding = false);

/// <summary>Why a key was revoked.</summary>
/// <param name="Reason">In words.</param>
/// <param name="CompromisedSince">Since when others may have had it, UTC; it informs, and takes nothing back.</param>
/// <param name="Index">Its position in the evaluation log.</param>
internal sealed record Revocation(string Reason, string? CompromisedSince, long Index);

/// <summary>What a signature of a registered key is worth at this moment.</summary>
/// <param name="Kid">Key id.</param>
/// <param name="PublicKey">The key's text.</param>
/// <param name="Person">Whose it is, see <see cref="Assessor.Person"/>.</param>
/// <param name="Replaced">Log index of the entry that replaced it.</param>
/// <param name="Revoked">Log index of the entry that revoked it.</param>
/// <param name="Conflicts">How many entries about conflicts of interest the person has, ended ones included.</param>
internal sealed record Signer(
    string Kid, string PublicKey, string Person, long? Replaced, long? Revoked, long Conflicts)
{
    /// <summary>Why the signature does not count; null when it does.</summary>
    public Problem? Refusal => (Revoked, Replaced) switch
    {
        ({ } index, _) => new(ProblemCode.AssessorKeyRevoked, new(
            $"密钥 {Kid} 已撤销（第 {index} 条），此后的签名无效；请用在用的密钥重新签名。",
            $"The key {Kid} was revoked by entry {index}, and what it signs no longer counts; sign with a key in "
                + "force.")),
        (_, { } index) => new(ProblemCode.AssessorKeyRevoked, new(
            $"密钥 {Kid} 已更换（第 {index} 条），此后的签名无效；请用新密钥重新签名。",
            $"The key {Kid} was replaced by entry {index}, and what it signs no longer counts; sign with the new "
                + "key.")),
        _ => null,
    };
}
