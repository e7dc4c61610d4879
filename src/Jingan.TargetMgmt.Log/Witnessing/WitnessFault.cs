using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Witnessing;

/// <summary>A request to a witness was in vain. It says nothing against the log:
/// the witness is asked again later.</summary>
/// <param name="reason">Shown by the health check, which is public: no address in it,
/// and nothing that the witness wrote.</param>
internal sealed class WitnessFaultException(Text reason, Exception? cause = null) : Exception(reason.En, cause)
{
    public Text Reason { get; } = reason;
}

/// <summary>What an answer that is no cosignature means (C2SP tlog-witness, "add-checkpoint").</summary>
internal static class WitnessFault
{
    public static WitnessFaultException OfStatus(int status) => new(status switch
    {
        400 => new("答复 400：不接受请求的格式", "answers 400: it does not take the request's form"),
        403 => new("答复 403：不信任本日志的密钥，请向见证方登记", "answers 403: it does not trust this log's key; register it there"),
        404 => new("答复 404：不认识本日志，请向见证方登记", "answers 404: it does not know this log; register it there"),
        409 => new("答复 409：与其已知的检查点不符", "answers 409: that does not follow on the checkpoint it knows"),
        422 => new("答复 422：不接受一致性证明", "answers 422: it does not accept the consistency proof"),
        >= 300 and < 400 => new($"答复 {status}：重定向，不予跟随；请改正 Log:Witnesses:Url",
            $"answers {status}: a redirect, which is not followed; correct Log:Witnesses:Url"),
        _ => new($"答复 {status}", $"answers {status}"),
    });

    public static WitnessFaultException Unproven(long claimed) => new(new(
        $"称已见过大小为 {claimed} 的检查点，但未出示由本日志密钥签署的该检查点：不予采信",
        $"says it has seen a checkpoint of size {claimed} and shows none that this log's key has signed: not "
            + "believed"));

    public static WitnessFaultException NoLines(
        string fault) => new(new($"答复的不是见证签名行：{fault}", $"answers something else than cosignature lines: {fault}"));

    public static WitnessFaultException NoOwnLine(VerifierKey witness) => new(new(
        $"答复中没有密钥 {witness.Name}（{witness.KeyId:x8}）的签名行",
        $"answers without a line of the key {witness.Name} ({witness.KeyId:x8})"));

    public static WitnessFaultException TooLong(
        int limit) => new(new($"答复超过 {limit} 字节", $"answers with more than {limit} bytes"));

    public static WitnessFaultException TooSlow(TimeSpan limit, Exception cause) => new(
        new($"{limit.TotalSeconds} 秒内没有答复", $"did not answer within {limit.TotalSeconds} s"), cause);

    public static WitnessFaultException Unreachable(Exception cause)
    {
        // The exception's own message names host and port.
        var error = (cause as HttpRequestException)?.HttpRequestError ?? HttpRequestError.ResponseEnded;
        return new(new($"无法连接或连接中断（{error}）", $"cannot be reached, or broke off ({error})"), cause);
    }

    public static WitnessFaultException NotStored(CommitOutcome outcome) => new(outcome.Doubt is { } doubt
        ? doubt
        : new("已签名，但本系统等待写入的请求过多，稍后重试", "it cosigned, but too many writes are waiting here; tried again later"));
}
