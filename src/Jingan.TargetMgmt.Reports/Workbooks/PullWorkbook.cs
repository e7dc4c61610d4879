using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Workbooks;
using Jingan.TargetMgmt.Reports.Documents;
using Jingan.TargetMgmt.Reports.Documents.Parts;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Reports.Workbooks;

/// <summary>GET /reports/{period}.xlsx: a period's report as a workbook for leaders.</summary>
internal static class PullWorkbook
{
    internal static void Map(RouteGroupBuilder group) => group.MapGet("/{period}.xlsx", Handle)
        .WithName(nameof(PullWorkbook))
        .WithSummary("A period's report as a workbook: overview, what needs attention, units, course, reporting.")
        .Produces<byte[]>(StatusCodes.Status200OK, WorkbookAnswer.MediaType);

    internal static async Task<IResult> Handle(
        Period period, IProgressFacts progress, IRatingFacts ratings, CancellationToken ct) =>
        await PeriodReportReading.ReadAsync(progress, ratings, period, ct) is { } report
            ? Of(report)
            : PeriodReading.NoSuchPeriod(period);

    internal static WorkbookAnswer Of(PeriodReport report) => new(
        new($"report-{report.Head.Period}.xlsx", $"{report.Head.Title}.xlsx"),
        report.Head.Title,
        async (book, styles, ct) =>
        {
            foreach (var part in ReportPart.AllOf(report))
            {
                await PartSheet.WriteAsync(
                    book, styles, part, report.Head.Title, BeijingTime.CutOffOf(report.Head), ct);
            }
        });
}
