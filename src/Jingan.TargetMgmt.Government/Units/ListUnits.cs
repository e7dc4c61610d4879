using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Units;

/// <summary>GET /units: all units, by code;
/// GET /units.csv: the same as the table that POST /units/import takes.</summary>
internal static class ListUnits
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/units", Handle)
            .WithName(nameof(ListUnits))
            .WithSummary("The units, by code.");
        routes.MapGet("/units.csv", HandleCsv)
            .WithName($"{nameof(ListUnits)}Csv")
            .WithSummary("All units as a table, which can be imported again.")
            .Produces<string>(StatusCodes.Status200OK, Csv.MediaType);
    }

    private static async Task<Results<Ok<Page<Unit>>, Problem>> Handle(
        string? after, int? limit, UnitStore units, CancellationToken ct) =>
        Paging.TryRead(after, limit, out var paging) is { } refusal
            ? refusal
            : TypedResults.Ok(paging.PageOf(await units.ListAsync(paging.After, paging.Take, ct), u => u.Code.Value));

    private static async Task<IResult> HandleCsv(UnitStore units, CancellationToken ct) => Csv.ToResult(
        "units.csv", ImportUnits.Form.Columns.Select(c => c.Name),
        (await units.AllAsync(ct)).Select(u =>
            (object?[])
            [
                u.Unit.Code.Value, u.Unit.Name, DbText.Of(u.Unit.Kind), u.Unit.OnePersonSigns == true ? "true" : null,
            ]));
}
