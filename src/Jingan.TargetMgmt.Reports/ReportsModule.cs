using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Reports.Print;
using Jingan.TargetMgmt.Reports.Views;
using Jingan.TargetMgmt.Reports.Workbooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Reports;

/// <summary>Read-only views over both sides, computed from their ports when asked for;
/// nothing is stored here.</summary>
public static class ReportsModule
{
    /// <summary>Reports keep no state and need no settings: the host registers the two ports they read.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services, IConfiguration configuration) =>
        services;

    /// <summary>Maps <c>/reports</c> below the given group.</summary>
    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/reports")
            .WithTags("Reports")
            .BelongingTo("government")
            .ReadBy(Role.Office, Role.Evaluator, Role.Auditor);
        PullOverview.Map(group);
        PullUnits.Map(group);
        PullMatrix.Map(group);
        PullTransitions.Map(group);
        PullCompleteness.Map(group);
        PullCooperation.Map(group);
        PullBurden.Map(group);
        PullWorkbook.Map(group);
        PullPage.Map(group);
        return routes;
    }
}
