using Jingan.TargetMgmt.Web.Languages;

namespace Jingan.TargetMgmt.Web.Wire;

/// <summary>Why the service did not do what it was asked: RFC 9457, as it answers, or what the app says
/// itself.</summary>
/// <param name="Status">The status; 0 where there was no answer.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">What was found and what to do next.</param>
/// <param name="Errors">By JSON pointer into what was sent.</param>
/// <param name="RetryAfter">When to ask again, where the service says so.</param>
public sealed record Refusal(
    int Status, string Code, string Detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null,
    TimeSpan? RetryAfter = null)
{
    public static Refusal Offline => new(0, "offline", Language.Of(
        "联系不上服务。已填的内容还在，网络恢复后会继续。",
        "The service cannot be reached. What was typed is kept, and goes on when the network is back."));

    /// <summary>What came is no answer of the service's, or of another version of it.</summary>
    public static Refusal Unreadable => new(200, "unreadable", Language.Of(
        "读不懂收到的答复：可能是网络设备代答，或程序与服务版本不同。请重新载入本页；已填的内容还在。",
        "What came cannot be read: something in the network answered instead, or app and service are of two versions. "
            + "Load this page anew; what was typed is kept."));

    public static Refusal Expired => new(401, "unauthorized", Language.Of(
        "登录已失效，请重新登录；已填的内容还在。",
        "The sign-in is no longer valid. Sign in again; what was typed is kept."));

    public bool IsOffline => Status == 0;

    /// <summary>What is said about a member that was sent; empty where nothing is.</summary>
    public string Of(string pointer) => Errors is null ? "" : string.Join('；', Errors
        .Where(e => e.Key == pointer || e.Key.StartsWith(pointer + "/", StringComparison.Ordinal))
        .SelectMany(e => e.Value));
}

/// <summary>What came of a question: a value, or why there is none.</summary>
public readonly record struct Answer<T>(T? Value, Refusal? Refusal, string? Etag = null)
    where T : class;
