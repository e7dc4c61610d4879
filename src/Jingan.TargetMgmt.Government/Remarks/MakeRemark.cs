using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Remarks;

/// <summary>POST /targets/{id}/remarks: the office remarks on a unit's report, as long as the unit can answer
/// it.</summary>
internal static class MakeRemark
{
    internal sealed record Request(Period Period, UnitCode Unit, long Revision, RemarkCode Code, string Text);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/targets/{id}/remarks", Handle)
            .WithName(nameof(MakeRemark))
            .WithSummary(
                "Remark on a unit's report while the unit can still file again; state and timeliness stay as they are.")
            .Produces<Remark>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office)
            .Validate<Request>(membersAlone: true);

    private static Task<IResult> Handle(
        TargetId id, Request request, HttpContext http, GovernmentDb db, PeriodMarker marker, TargetStore targets) =>
        marker.WriteAsync(http, async ct =>
    {
        if (await targets.FindAsync(id, ct) is null)
        {
            return TargetNotFound.For(id);
        }

        var (period, unit) = (request.Period, request.Unit);
        var queries = new QueryBatch();
        var found = PeriodMarkStore.AddFind(queries, period);
        var newest = RemarkStore.AddNewest(queries, id, unit, period);
        var remarks = RemarkStore.AddOfReport(queries, id, unit, period);
        var extended = ExtensionStore.AddFurthest(queries, period, unit, id);
        await db.ReadAsync(queries, ct);
        if (found.Rows is not [var marked])
        {
            return PeriodNotFound.InBody(period);
        }

        var now = db.Clock.GetUtcNow();
        var isClosed = marked.Marks.Closed is not null;
        if (RemarkRule.Refusal(
            id, request, newest.Rows is [var last] ? last : null, remarks.Rows, marked.Period,
            PeriodWindow.Refusal(
                marked.Period, extended.Rows is [var until] ? until : null, ShanghaiDate.Of(now), isClosed)?.Code)
            is { } refusal)
        {
            return refusal;
        }

        var remark = new Remark(
            null, id, period, unit, request.Revision, newest.Rows[0].Index, request.Code, request.Text.Trim(),
            Caller.Of(http).Name, UtcText.Format(now), RemarkState.Open, null);
        return PreparedWrite.Write(
            StatusCodes.Status201Created, remark, $"/api/v1/remarks?target={id}&period={period}&unit={unit}",
            RemarkStore.ToCommit(remark, isClosed));
    });

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Text).RequiredProse(1000);
            RuleFor(r => r.Revision).GreaterThan(0).Saying("须为 1 起的修订号", "must be a revision, from 1 on");
        }
    }
}
