using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.EvaluationReports;

/// <summary>GET /evaluation-reports/{period}: the issued bytes, for everybody; their SHA-256 is in the log.</summary>
internal static class GetReport
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/evaluation-reports/{period}", Handle)
            .WithName(nameof(GetReport))
            .WithSummary("A period's evaluation report, the bytes as issued; the ETag is their SHA-256.")
            .Produces<ReportDocument>();
        routes.MapGet("/evaluation-reports/{period}.json", Handle)
            .WithName($"{nameof(GetReport)}Json")
                .WithSummary("The same, for whoever keeps it as a file.")
                .Produces<ReportDocument>();
    }

    private static async Task<IResult> Handle(Period period, EvaluationReportStore reports, CancellationToken ct) =>
        await reports.FindAsync(period, ct) is { } report
            ? TypedResults.Bytes(report.Document, "application/json; charset=utf-8",
                entityTag: new($"\"{Convert.ToHexStringLower(report.Sha256)}\""))
            : new Problem(ProblemCode.NotFound, new(
                $"{period} 的评估报告尚未出具。", $"The evaluation report for {period} is not issued yet."));
}
