using Jingan.TargetMgmt.Web.Languages;

namespace Jingan.TargetMgmt.Web.Wire;

/// <summary>Why the service did not do what it was asked: RFC 9457, as it answers, or what the app says
/// itself.</summary>
/// <param name="Status">The status; 0 where there was no answer.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">What was found and what to do next.</param>
/// <param name="Errors">By JSON pointer into what was sent.</param>
public sealed record Refusal(
    int Status, string Code, string Detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null)
{
    public static Refusal Offline => new(0, "offline", Language.Of(
        "联系不上服务。已填的内容还在，网络恢复后会继续。",
        "The service cannot be reached. What was typed is kept, and goes on when the network is back."));

    public static Refusal Expired => new(401, "unauthorized", Language.Of(
        "登录已失效，请重新登录；已填的内容还在。",
        "The sign-in is no longer valid. Sign in again; what was typed is kept."));

    /// <summary>The service answered something that this program does not read: it is newer, or something in between
    /// answered.</summary>
    public static Refusal NotUnderstood => new(502, "not_understood", Language.Of(
        "读不懂服务的答复：程序可能已更新，请重新载入页面；已填的内容会保留。",
        "The answer is not understood: the program may have been renewed. Load the page again; what was typed stays."));

    public bool IsOffline => Status == 0;

    /// <summary>What is said about a member that was sent; empty where nothing is.</summary>
    public string Of(string pointer) => Errors is null ? "" : string.Join('；', Errors
        .Where(e => e.Key == pointer || e.Key.StartsWith(pointer + "/", StringComparison.Ordinal))
        .SelectMany(e => e.Value));
}

/// <summary>What came of a question: a value, or why there is none.</summary>
public readonly record struct Answer<T>(T? Value, Refusal? Refusal, string? Etag = null)
    where T : class;
