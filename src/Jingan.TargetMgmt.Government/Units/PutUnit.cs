using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Units;

/// <summary>PUT /units/{code}: the office adds a unit or gives it a new version.</summary>
internal static class PutUnit
{
    internal sealed record Request(
        string Name, UnitKind Kind, UnitCode? Code = null, bool? OnePersonSigns = null);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/units/{code}", Handle)
            .WithName(nameof(PutUnit))
            .WithSummary("Add a unit, or change its name, kind or signing by a new version.")
            .Produces<Unit>()
            .Produces<Unit>(StatusCodes.Status201Created)
            .WrittenBy(Role.Office)
            .Validate<Request>();

    private static Task<IResult> Handle(
        UnitCode code, Request request, HttpContext http, GovernmentDb db, PeriodMarker marker, UnitStore units) =>
            marker.WriteAsync(http, async ct =>
    {
        if (request.Code is { } named && named != code)
        {
            return Problem.Invalid("/code", new("须与地址中的代码一致", "must equal the code in the path"));
        }

        var unit = new Unit(code, request.Name.Trim(), request.Kind, request.OnePersonSigns).Plain();
        var known = await units.FindAsync(code, ct);
        if (known?.Unit == unit)
        {
            return PreparedWrite.Repeat(unit, await db.ReadReceiptAsync(known.Value.LogIndex, ct));
        }

        var now = db.Clock.GetUtcNow();
        var commit = UnitStore.ToCommit(unit, (known?.Version ?? 0) + 1, UtcText.Format(now), Caller.Of(http).Name,
            ShanghaiDate.Of(now));
        return PreparedWrite.Write(known is null ? StatusCodes.Status201Created : StatusCodes.Status200OK, unit,
            $"/api/v1/units/{code}", commit);
    });

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Name).RequiredProse(100);
    }
}
