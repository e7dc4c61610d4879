using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Evaluation.Signing;

/// <summary>When an assessor says he signed: not in the future,
/// and not so long ago that he may think otherwise by now.</summary>
internal static class SigningTime
{
    /// <summary>What is wrong with the claim; null when nothing is.</summary>
    public static Text? Fault(string issuedAt, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return !UtcText.TryParse(issuedAt, out var signed)
            ? new("须为 yyyy-MM-ddTHH:mm:ss.fffZ", "must be yyyy-MM-ddTHH:mm:ss.fffZ")
            : signed > now + StatementTime.ClockSkew ? new("签署时间晚于服务器时间；请校准时钟", "is in the future; set the clock right")
            : signed < now - StatementTime.LongestAgo ? new("签署已超过 7 天；请重新签名", "is more than 7 days ago; sign again")
            : null;
    }
}
