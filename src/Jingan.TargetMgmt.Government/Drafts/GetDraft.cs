using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Drafts;

/// <summary>GET /targets/{id}/drafts/{period}: the unit's draft, and what would become of it now.</summary>
internal static class GetDraft
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/targets/{id}/drafts/{period}", Handle)
            .WithName(nameof(GetDraft))
            .WithSummary("Your unit's draft, with why it would not be taken now; the ETag is what it says.")
            .Produces<DraftAnswer>()
            .ReadBy(Role.Reporter);

    private static async Task<IResult> Handle(
        TargetId id, Period period, HttpContext http, GovernmentDb db, TargetDocuments documents, IRatingFacts ratings,
        PeriodMarker marker, CancellationToken ct)
    {
        await marker.AppendDueAsync(ct);
        var caller = Caller.Of(http);
        var queries = new QueryBatch();
        var found = DraftStore.AddFind(queries, id, caller.Unit!.Value, period);
        await db.ReadAsync(queries, ct);
        if (found.Rows is not [var stored] || stored.ToDraft() is not { } draft)
        {
            var said = DraftChanged.Said(found.Rows is [var row] ? row : null);
            return new Problem(ProblemCode.NotFound, said);
        }

        await using var connection = await db.OpenAsync(ct);
        var filing = new ProgressFiling(db, connection, documents, new(ratings), caller, db.Clock.GetUtcNow());
        var context = (await filing.FindAsync(id, period, ct))!; // no target goes
        return DraftAnswer.Of(
            http, draft, context.Counted.Version,
            await new DraftCheck(filing).LookAsync(draft, context, caller.Name, ct));
    }
}
