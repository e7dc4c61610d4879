using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.History;

/// <summary>GET /targets/{id}/history: versions, progress revisions and released ratings,
/// in the order they happened.</summary>
internal static class TargetHistory
{
    /// <summary>One event; exactly one of the last three members is there, the one that <c>Type</c> names.</summary>
    internal sealed record Item(
        string Type, string At, LogEntryRef Entry, VersionItem? Version = null, ProgressRevision? Progress = null,
        RatingFact? Rating = null);

    internal sealed record VersionItem(long Number, Target Target);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/targets/{id}/history", Handle)
            .WithName(nameof(TargetHistory))
            .WithSummary(
                "Everything that happened to a target, in order; ratings appear when their period is released.");

    private static async Task<Results<Ok<Page<Item>>, Problem>> Handle(
        TargetId id, HttpContext http, TargetStore targets, ProgressStore progress, IRatingFacts ratings,
        CancellationToken ct)
    {
        var versions = await targets.VersionsAsync(id, ct);
        if (versions.Count == 0)
        {
            return TargetNotFound.For(id);
        }

        if (await TargetNotFound.HiddenAsync(versions[^1].Target, Caller.Of(http), targets, ct) is { } hidden)
        {
            return hidden;
        }

        IEnumerable<Item> items =
        [
            .. versions.Select(v => new Item("version", v.PublishedAt, v.Entry, Version: new(v.Version, v.Target))),
            .. (await progress.RevisionsAsync(id, ct))
                .Select(p => new Item("progress", p.SubmittedAt, p.Entry!, Progress: p)),
            .. (await ratings.ReadHistoryAsync(id, ct))
                .Select(r => new Item("rating", r.RatedAt, new("evaluation", r.Index, r.LeafHash), Rating: r)),
        ];
        return TypedResults.Ok(new Page<Item>([.. items.OrderBy(i => i.At, StringComparer.Ordinal)], null));
    }
}
