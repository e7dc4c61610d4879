using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Log.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>GET /progress-facts: whether this side answers the other's process, and its token.</summary>
internal static class ReadGovernmentHead
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("", Handle).WithName(nameof(ReadGovernmentHead)).WithSummary("The government log's head, for the other side's process.");

    private static async Task<Ok<LogHead>> Handle(GovernmentDb db, CancellationToken ct) => TypedResults.Ok(await db.ReadLogHeadAsync(ct));
}
