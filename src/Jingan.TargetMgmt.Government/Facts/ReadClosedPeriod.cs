using Jingan.TargetMgmt.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>GET /progress-facts/periods/{code}/closed: <see cref="IProgressFacts.ReadClosedAsync"/> for the evaluator's process. Whether its day has come, this side decides by its own log and clock.</summary>
internal static class ReadClosedPeriod
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/periods/{code}/closed", Handle)
            .WithName(nameof(ReadClosedPeriod))
            .WithSummary("The close of a period whose report is being issued, for the other side's process; an overdue period is closed by then.");

    private static async Task<Ok<PeriodMarks>> Handle(Period code, IProgressFacts facts, CancellationToken ct) =>
        TypedResults.Ok(new PeriodMarks(Closed: await facts.ReadClosedAsync(code, ct)));
}
