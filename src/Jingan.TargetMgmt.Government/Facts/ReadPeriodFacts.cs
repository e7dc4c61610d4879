using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Facts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>GET /progress-facts/periods/{code}: <see cref="IProgressFacts.ReadPeriodAsync"/> for the evaluator's process.</summary>
internal static class ReadPeriodFacts
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/periods/{code}", Handle)
            .WithName(nameof(ReadPeriodFacts))
            .WithSummary("A period with its targets and reports, for the other side's process; the ETag is the log's head.")
            .Produces<PeriodFactsPage>()
            .Produces(StatusCodes.Status304NotModified);

    // Read as a whole and then cut: a page is for the size of an answer, and a district's targets of a year mostly fit on one.
    private static async Task<IResult> Handle(Period code, string? after, int? limit, HttpContext http, GovernmentDb db, IProgressFacts facts) =>
        Paging.TryRead(after, limit, out var paging) is { } refusal
            ? refusal
            : await db.AnswerFactsAsync(http, async (head, ct) => await facts.ReadPeriodAsync(code, ct) is { } all
                ? ToPage(all, paging.PageOfAll(all.Targets, t => t.Target.Id.Value))
                : new(head, null, [], [], null), page => page.Log);

    private static PeriodFactsPage ToPage(PeriodFacts all, Page<TargetFacts> page) => new(all.Log, all.Period, all.Units, page.Items, page.Next);
}
