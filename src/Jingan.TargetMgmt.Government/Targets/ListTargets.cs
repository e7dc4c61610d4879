using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>GET /targets: the library, filtered; a reporter sees its own unit's.</summary>
internal static class ListTargets
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/targets", Handle)
            .WithName(nameof(ListTargets))
            .WithSummary("The targets, by id; q searches in titles.");

    private static async Task<Results<Ok<Page<TargetResource>>, Problem>> Handle(
        CalendarYear? year, UnitCode? unit, string? level, string? kind, string? field, string? q, string? after,
        int? limit, HttpContext http, TargetStore targets, CancellationToken ct)
    {
        if (Paging.TryRead(after, limit, out var paging) is { } refusal)
        {
            return refusal;
        }

        if (!IsNameOf<TargetLevel>(level))
        {
            return Problem.Invalid("/level", new("须为 overall 或 departmental", "must be overall or departmental"));
        }

        if (!IsNameOf<TargetKind>(kind))
        {
            return Problem.Invalid("/kind",
                new("须为 quantitative、milestone 或 qualitative", "must be quantitative, milestone or qualitative"));
        }

        var caller = Caller.Of(http);
        var filter = new TargetFilter(
            year?.Value ?? 0, unit?.Value ?? "", level ?? "", kind ?? "", field?.Trim() ?? "", q?.Trim() ?? "",
            caller.Role == Role.Reporter ? caller.Unit!.Value.Value : "");
        var rows = await targets.ListAsync(filter, paging.After, paging.Take, ct);
        return TypedResults.Ok(paging.PageOf([.. rows.Select(t => TargetResource.Of(t, caller))], t => t.Id.Value));
    }

    private static bool IsNameOf<T>(string? text)
        where T : struct, Enum => string.IsNullOrEmpty(text) || Enum.GetValues<T>().Any(v => DbText.Of(v) == text);
}
