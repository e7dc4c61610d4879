namespace Jingan.TargetMgmt.Contracts;

/// <content>What is refused for its amount or its time, whatever it is.</content>
public sealed partial record ProblemCode
{
    /// <summary>The caller asked more often, or sent more, than one caller may; <c>Retry-After</c> says when it may
    /// again.</summary>
    public static readonly ProblemCode TooManyRequests = new(
        "too_many_requests", 429, new("请求过于频繁", "There were too many requests."));

    /// <summary>No answer was ready in the time that the route has.</summary>
    public static readonly ProblemCode TimedOut = new("timed_out", 504, new("处理超时", "It took too long."));

    /// <summary>The disk is nearly full: the side takes no writes, so that what it has stays safe.</summary>
    public static readonly ProblemCode StorageLow = new(
        "storage_low", 507, new("磁盘空间不足", "There is too little free space."));
}
