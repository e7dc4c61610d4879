using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Extensions;

/// <summary>GET /extension-requests: what units asked for and what the office answered, in log order.</summary>
internal static class ListExtensionRequests
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/extension-requests", Handle)
            .WithName(nameof(ListExtensionRequests))
            .WithSummary("The units' requests for an extension, each with its answer, in log order.");

    private static async Task<Results<Ok<Page<ExtensionRequest>>, Problem>> Handle(
        Period? period, UnitCode? unit, string? state, string? after, int? limit, HttpContext http, GovernmentDb db,
        CancellationToken ct)
    {
        if (Paging.TryReadByIndex(after, limit, out var paging, out var index) is { } refusal)
        {
            return refusal;
        }

        if (state is not (null or "" or "open" or "granted" or "refused"))
        {
            return Problem.Invalid("/state",
                new($"收到“{state}”；须为 open、granted 或 refused", $"is \"{state}\"; write open, granted or refused"));
        }

        var queries = new QueryBatch();
        var requests = ExtensionRequestStore.AddList(
            queries, period?.Value ?? "", unit?.Value ?? "", state ?? "", index, paging.Take);
        await db.ReadAsync(queries, ct);
        var isOffice = Caller.Of(http).Role == Role.Office;
        return TypedResults.Ok(paging.PageOf(
            [.. requests.Rows.Select(r => isOffice && r.Answer is null ? r with { Actions = ["answer"] } : r)],
            r => r.Request!.Value.ToString(CultureInfo.InvariantCulture)));
    }
}
