using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Sources;

/// <summary>A checkpoint that the policy accepts.</summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="Log">The key that signed it.</param>
/// <param name="Witnesses">Who cosigned it, and when.</param>
internal sealed record Witnessed(Checkpoint Checkpoint, VerifierKey Log, IReadOnlyList<CountedWitness> Witnesses)
{
    /// <summary>The checkpoint, when a pinned log signed it and the quorum of witnesses cosigned it.</summary>
    /// <param name="what">Where it was read, for the complaint.</param>
    public static Witnessed Accept(WitnessPolicy policy, SignedNote note, string what)
    {
        var signed = policy.Verify(note);
        return signed is { Checkpoint: { } checkpoint, Log: { } log }
            ? new(checkpoint, log, signed.Witnesses)
            : throw Failure(policy, note, signed.Outcome, signed.Fault, what);
    }

    /// <summary>Damage where something signed was altered; where the policy or the witnesses have nothing to say,
    /// nothing is proven.</summary>
    public static ClientException Failure(
        WitnessPolicy policy, SignedNote note, PolicyOutcome outcome, string? fault, string what) => outcome switch
        {
            PolicyOutcome.UnknownLog when !policy.Logs.Any(log => log.Key.Name == OriginOf(note)) =>
                ClientException.Impossible(new(
                $"{what}：策略文件中没有日志“{OriginOf(note)}”。",
                $"{what}: the policy does not name the log \"{OriginOf(note)}\".")),
            PolicyOutcome.UnknownLog => ClientException.Damaged(new(
                $"{what}：检查点不是策略文件所列的“{OriginOf(note)}”密钥签署的。",
                $"{what}: the checkpoint is not signed by the key that the policy pins for \"{OriginOf(note)}\".")),
            PolicyOutcome.QuorumMissed => ClientException.Impossible(new(
                $"{what}：见证不足（法定数“{policy.Quorum}”）：{fault}",
                $"{what}: too few witnesses (quorum \"{policy.Quorum}\"): {fault}")),
            PolicyOutcome.EntryNotIncluded => ClientException.Damaged(new(
                $"{what}：日志“{OriginOf(note)}”的这份回执与记录不符：{fault}",
                $"{what}: the receipt, of the log \"{OriginOf(note)}\", is not for this entry: {fault}")),
            PolicyOutcome.BadSignature =>
                ClientException.Damaged(new($"{what}：签名无效：{fault}", $"{what}: a signature is bad: {fault}")),
            _ => ClientException.Damaged(new($"{what}：不是检查点：{fault}", $"{what}: it is no checkpoint: {fault}")),
        };

    private static string OriginOf(SignedNote note) =>
        Checkpoint.TryParse(note.Text.Span, out var checkpoint, out _) ? checkpoint.Origin : "";
}
