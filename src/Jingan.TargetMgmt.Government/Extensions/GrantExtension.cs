using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Extensions;

/// <summary>POST /periods/{code}/extensions: the office lets one unit file for a closed period until a day.</summary>
internal static class GrantExtension
{
    internal sealed record Request(UnitCode Unit, DateOnly Until, string Reason, TargetId? TargetId = null);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/periods/{code}/extensions", Handle)
            .WithName(nameof(GrantExtension))
            .WithSummary("Let one unit file until a later day; it does not hold up the evaluation report.")
            .Produces<Extension>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office)
            .Validate<Request>(membersAlone: true);

    private static Task<IResult> Handle(
        Period code, Request request, HttpContext http, GovernmentDb db, PeriodMarker marker, UnitStore units,
        TargetStore targets) => marker.WriteAsync(http, async ct =>
    {
        var queries = new QueryBatch();
        var found = PeriodMarkStore.AddFind(queries, code);
        await db.ReadAsync(queries, ct);
        if (found.Rows is not [var period])
        {
            return PeriodNotFound.For(code);
        }

        var now = db.Clock.GetUtcNow();
        if (ExtensionRule.Refusal(request.Until, ShanghaiDate.Of(now), period) is { } refusal)
        {
            return refusal;
        }

        if (await units.FindAsync(request.Unit, ct) is null)
        {
            return Problem.Invalid("/unit", new("没有此单位", "is no known unit"));
        }

        if (request.TargetId is { } id && !await targets.HasPartAsync(id, request.Unit, ct))
        {
            return Problem.Invalid("/targetId",
                new("没有此目标，或该单位不是其牵头、配合单位", "is no known target, or the unit neither leads nor co-operates on it"));
        }

        if (request.TargetId is { } named && await targets.FindAsync(named, ct) is { Target: { } target }
            && OwedRule.Refusal(target, code) is { } notOwed)
        {
            return notOwed;
        }

        var extension = new Extension(code, request.Unit, request.TargetId, request.Until, request.Reason.Trim(),
            Caller.Of(http).Name, UtcText.Format(now));
        return PreparedWrite.Write(StatusCodes.Status201Created, extension, $"/api/v1/periods?year={code.Year}",
            ExtensionStore.ToCommit(extension));
    });

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Reason).RequiredProse(1000);
    }
}
