using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Documents;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>POST /targets/draft: the targets that a work report seems to promise, for a person to correct and import.
/// It stores nothing.</summary>
internal static class DraftTargets
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/targets/draft", Handle)
            .WithName(nameof(DraftTargets))
            .WithSummary("Propose targets from a work report, by rules, for a person to correct; nothing is stored.")
            .TakesDocument(DocumentReader.MediaTypes)
            .Produces<TargetDraft>(StatusCodes.Status200OK, "application/json", Csv.MediaType)
            .ReadBy(Role.Office);

    private static IResult Handle(HttpContext http) =>
        DocumentReader.Read(http.Request.ContentType, RequestBody.BytesOf(http)) switch
        {
            ({ } report, _) when Csv.IsWanted(http) => DraftTable.ToResult(WorkReport.Read(report)),
            ({ } report, _) => TypedResults.Ok(WorkReport.Read(report)),
            var (_, refusal) => refusal!,
        };
}
