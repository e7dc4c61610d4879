using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>GET /targets/changes: every change of a year's targets, in log order, with what was before and what was
/// promised first.</summary>
internal static class ListTargetChanges
{
    /// <param name="Index">Its index in the government log.</param>
    /// <param name="Change">What kind it is; null where nobody said.</param>
    /// <param name="Original">The figures of the first version.</param>
    /// <param name="Before">Those of the version before.</param>
    /// <param name="After">Those of this one.</param>
    /// <param name="ChangedWhile">The last colour that was released before the change, where it was not one of the two
    /// best; null where it was, or there is none.</param>
    internal sealed record Item(
        long Index, TargetId TargetId, string Title, long Version, string PublishedAt, string PublishedBy,
        TargetChange? Change, string? Reason, IReadOnlyList<TargetId>? Related, Figures Original, Figures Before,
        Figures After, ReleasedColour? ChangedWhile);

    /// <summary>What of a target is a figure, and for which periods it rests.</summary>
    internal sealed record Figures(
        decimal? TargetValue, string? UnitOfMeasure, bool? Provisional, UnitCode LeadUnit, Suspension? Suspension)
    {
        public static Figures Of(Target target) => new(
            target.TargetValue, target.UnitOfMeasure, target.Provisional, target.LeadUnit, target.Suspension);
    }

    /// <summary>A colour and the period that it was released for.</summary>
    internal sealed record ReleasedColour(Period Period, string Colour);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/targets/changes", Handle)
            .WithName(nameof(ListTargetChanges))
            .WithSummary("Every change of a year's targets: its kind and reason, and the figures before and after.")
            .ReadBy(Role.Office, Role.Evaluator, Role.Auditor);

    private static async Task<Results<Ok<Page<Item>>, Problem>> Handle(
        int year, string? after, int? limit, GovernmentDb db, TargetDocuments documents, IRatingFacts ratings,
        CancellationToken ct)
    {
        if (Paging.TryReadByIndex(after, limit, out var paging, out var index) is { } refusal)
        {
            return refusal;
        }

        var queries = new QueryBatch();
        var changes = TargetChangeStore.AddList(queries, year, index, paging.Take, documents);
        await db.ReadReplicaAsync(queries, ct);
        var colours = await ReleasedColours.ReadAsync(ratings, year, changes.Rows.Count > 0, ct);
        return TypedResults.Ok(paging.PageOf(
            [.. changes.Rows.Select(c => ItemOf(c, colours))], i => i.Index.ToString(CultureInfo.InvariantCulture)));
    }

    private static Item ItemOf(StoredChange change, ReleasedColours colours)
    {
        var (now, at) = (change.Now.Target, change.Now.PublishedAt);
        return new(
            change.Index, now.Id, now.Title, change.Now.Version, at, change.Now.PublishedBy, now.Change, now.Reason,
            now.Related, Figures.Of(change.First.Target), Figures.Of(change.Before.Target), Figures.Of(now),
            colours.InNeed(now.Id, at));
    }
}
