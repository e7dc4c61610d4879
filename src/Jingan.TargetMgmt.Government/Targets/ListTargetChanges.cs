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
    /// <param name="OriginalValue">The value to reach in the first version.</param>
    /// <param name="ValueBefore">That of the version before.</param>
    /// <param name="ValueAfter">That of this one.</param>
    /// <param name="WasProvisional">Whether the value before was still to be issued.</param>
    /// <param name="SuspendedFrom">The first period for which this version rests; null where it does not.</param>
    /// <param name="SuspendedUntil">The last one; null while open.</param>
    /// <param name="ChangedWhile">The last colour that was released before the change, where it was in the worse half
    /// of its scheme; null where it was not, or there is none.</param>
    internal sealed record Item(
        long Index, TargetId TargetId, string Title, long Version, string PublishedAt, string PublishedBy,
        TargetChange? Change, string? Reason, IReadOnlyList<RelatedTarget>? Related, decimal? OriginalValue,
        decimal? ValueBefore, decimal? ValueAfter, bool WasProvisional, string? UnitOfMeasure, UnitCode LeadBefore,
        UnitCode LeadAfter, Period? SuspendedFrom, Period? SuspendedUntil, ReleasedColour? ChangedWhile);

    /// <summary>A colour and the period that it was released for.</summary>
    internal sealed record ReleasedColour(Period Period, string Colour);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/targets/changes", Handle)
            .WithName(nameof(ListTargetChanges))
            .WithSummary("Every change of a year's targets: its kind and reason, and the figures before and after.")
            .ReadBy(Role.Office, Role.Evaluator, Role.Auditor);

    private static async Task<Results<Ok<Page<Item>>, Problem>> Handle(
        CalendarYear year, string? after, int? limit, GovernmentDb db, TargetDocuments documents,
        IRatingFacts ratings, CancellationToken ct)
    {
        if (Paging.TryReadByIndex(after, limit, out var paging, out var index) is { } refusal)
        {
            return refusal;
        }

        var queries = new QueryBatch();
        var changes = TargetChangeStore.AddList(queries, year.Value, index, paging.Take, documents);
        await db.ReadReplicaAsync(queries, ct);
        var colours = await ReleasedColours.ReadAsync(
            ratings, year.Value, [.. changes.Rows.Select(c => c.Now.PublishedAt)], ct);
        return TypedResults.Ok(paging.PageOf(
            [.. changes.Rows.Select(c => ItemOf(c, colours))], i => i.Index.ToString(CultureInfo.InvariantCulture)));
    }

    private static Item ItemOf(StoredChange change, ReleasedColours colours)
    {
        var (now, before, at) = (change.Now.Target, change.Before.Target, change.Now.PublishedAt);
        return new(
            change.Index, now.Id, now.Title, change.Now.Version, at, change.Now.PublishedBy, now.Change, now.Reason,
            now.Related, change.First.Target.TargetValue, before.TargetValue, now.TargetValue,
            before.Provisional == true, now.UnitOfMeasure, before.LeadUnit, now.LeadUnit, now.Suspension?.From,
            now.Suspension?.Until, colours.InNeed(now.Id, at));
    }
}
