using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Jingan.TargetMgmt.Government.Drafts;

/// <summary>What is said to somebody whose draft is not the one that there is (RFC 9110, section 13.1.1).</summary>
internal static class DraftChanged
{
    /// <summary>The refusal of a write whose <c>If-Match</c> or <c>If-None-Match: *</c> does not hold; null when it
    /// does, or asks nothing.</summary>
    public static Problem? Refusal(HttpContext http, StoredDraft? found)
    {
        var headers = http.Request.GetTypedHeaders();
        var tag = found?.Content is null ? null : new EntityTagHeaderValue($"\"{found.Etag}\"");
        return (headers.IfMatch.Count > 0 && !(tag is not null && headers.IfMatch.Any(t => Matches(t, tag))))
            || (tag is not null && headers.IfNoneMatch.Any(t => t.Equals(EntityTagHeaderValue.Any)))
            ? For(found)
            : null;
    }

    /// <summary>Shows what there is instead.</summary>
    public static Problem For(StoredDraft? found) => new(ProblemCode.DraftChanged, Said(found))
    {
        Extensions = new Dictionary<string, object?> { ["draft"] = found?.ToDraft(), ["submittedAs"] = Entry(found) },
    };

    /// <summary>What became of the draft.</summary>
    public static Text Said(StoredDraft? found) => found switch
    {
        null => new("没有此草稿；请先保存。", "There is no such draft; save it first."),
        { Content: null, LogIndex: { } index } => new(
            $"草稿已提交（政府日志第 {index} 条）或已放弃；如需更正，请另存一份再提交。",
            $"The draft was submitted (government log, entry {index}) or discarded; to correct the report save another "
                + "and submit it."),
        { Content: null } => new("草稿已放弃；请重新保存。", "The draft was discarded; save it again."),
        _ => new(
            $"草稿已由 {found.SavedBy} 于 {found.SavedAt} 另行保存（见 draft）；请核对后以其 etag 再次提交。",
            $"{found.SavedBy} has saved another draft at {found.SavedAt} (see draft); look at it and send again with "
                + "its etag."),
    };

    private static long? Entry(StoredDraft? found) => found is { Content: null } ? found.LogIndex : null;

    private static bool Matches(EntityTagHeaderValue asked, EntityTagHeaderValue tag) =>
        asked.Equals(EntityTagHeaderValue.Any) || asked.Compare(tag, useStrongComparison: true);
}
