using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Drafts;

/// <summary>DELETE /targets/{id}/drafts/{period}: the unit gives a draft up.</summary>
internal static class DiscardDraft
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/targets/{id}/drafts/{period}", Handle)
            .WithName(nameof(DiscardDraft))
            .WithSummary("Give your unit's draft up; what was submitted stays.")
            .Produces(StatusCodes.Status204NoContent)
            .KeptBy(Role.Reporter);

    private static Task<IResult> Handle(TargetId id, Period period, HttpContext http, GovernmentDb db) =>
        db.KeepAsync(http, async ct =>
    {
        var caller = Caller.Of(http);
        var queries = new QueryBatch();
        var found = DraftStore.AddFind(queries, id, caller.Unit!.Value, period);
        await db.ReadAsync(queries, ct);
        var stored = found.Rows is [var row] ? row : null;
        return DraftChanged.Refusal(http, stored) is { } changed ? new(changed)
            : stored?.Content is null ? new(null, null, TypedResults.NoContent)
            : new(null, [DraftStore.ToDiscarded(stored, UtcText.Format(db.Clock.GetUtcNow()), caller.Name)],
                TypedResults.NoContent);
    });
}
