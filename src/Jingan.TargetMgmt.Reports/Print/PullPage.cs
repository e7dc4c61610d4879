using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Reports.Documents;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Reports.Print;

/// <summary>GET /reports/{period}.html: a period's report as a page to look at and to print.</summary>
internal static class PullPage
{
    private const string MediaType = "text/html";

    internal static void Map(RouteGroupBuilder group) => group.MapGet("/{period}.html", Handle)
        .WithName(nameof(PullPage))
        .WithSummary("A period's report as one page to print, with charts: no script, nothing to fetch.")
        .Produces<string>(StatusCodes.Status200OK, MediaType);

    internal static async Task<IResult> Handle(
        Period period, HttpContext http, IProgressFacts progress, IRatingFacts ratings, CancellationToken ct)
    {
        if (await PeriodReportReading.ReadAsync(progress, ratings, period, ct) is not { } report)
        {
            return PeriodReading.NoSuchPeriod(period);
        }

        var (html, policy) = ReportPage.Of(report);
        // What a page says of itself does not count for this (CSP 3, section 6.4.2.1).
        http.Response.Headers.ContentSecurityPolicy = policy + "; frame-ancestors 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        new Attachment($"report-{period}.html", $"{report.Head.Title}.html").NameShown(http.Response);
        return TypedResults.Text(html, MediaType, Encoding.UTF8);
    }
}
