using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Facts;

/// <summary>GET /rating-facts: whether this side answers the other's process, and its token.</summary>
internal static class ReadEvaluationHead
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("", Handle).WithName(nameof(ReadEvaluationHead)).WithSummary("The evaluation log's head, for the other side's process.");

    private static async Task<Ok<LogHead>> Handle(EvaluationDb db, CancellationToken ct) => TypedResults.Ok(await db.ReadLogHeadAsync(ct));
}
