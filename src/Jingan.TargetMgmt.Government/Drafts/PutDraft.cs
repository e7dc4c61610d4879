using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Drafts;

/// <summary>PUT /targets/{id}/drafts/{period}: a unit saves what it is about to report. The last write wins: it shows
/// what it wrote over, and with <c>If-Match</c> it writes over nothing that its sender has not seen.</summary>
internal static class PutDraft
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/targets/{id}/drafts/{period}", Handle)
            .WithName(nameof(PutDraft))
            .WithSummary(
                "Save your unit's draft; it stays in your unit until somebody who signs submits it. With If-Match only "
                    + "over the draft that has this tag.")
            .Produces<DraftAnswer>()
            .KeptBy(Role.Reporter)
            .Validate<DraftContent>(membersAlone: true);

    private static Task<IResult> Handle(
        TargetId id, Period period, DraftContent content, HttpContext http, GovernmentDb db, TargetDocuments documents,
        IRatingFacts ratings, PeriodMarker marker) => db.KeepAsync(http, async ct =>
    {
        await marker.AppendDueAsync(ct);
        var caller = Caller.Of(http);
        var now = db.Clock.GetUtcNow();
        await using var connection = await db.OpenAsync(ct);
        var filing = new ProgressFiling(db, connection, documents, new(ratings), caller, now);
        if (await filing.FindAsync(id, period, ct) is not { } context)
        {
            return new(TargetNotFound.For(id));
        }

        if (DraftSaving.Refusal(context, period, caller) is { } refusal)
        {
            return new(refusal);
        }

        var queries = new QueryBatch();
        var found = DraftStore.AddFind(queries, id, caller.Unit!.Value, period);
        await db.ReadAsync(queries, ct);
        var before = found.Rows is [var row] ? row : null;
        if (DraftChanged.Refusal(http, before) is { } changed)
        {
            return new(changed);
        }

        var saved = DraftSaving.Over(before, context, period, content, caller, UtcText.Format(now));
        var draft = saved.ToDraft()!;
        var look = await new DraftCheck(filing).LookAsync(draft, context, caller.Name, ct);
        return new(
            null, [DraftSaving.ToWrite(saved, before)],
            () => DraftAnswer.Of(http, draft, saved.TargetVersion, look, before?.ToDraft()));
    });

    internal sealed class Validator : ReportContentValidator<DraftContent>;
}
