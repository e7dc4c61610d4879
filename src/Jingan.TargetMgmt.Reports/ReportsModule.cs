using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Reports.Notices;
using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Print;
using Jingan.TargetMgmt.Reports.Views;
using Jingan.TargetMgmt.Reports.Workbooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Reports;

/// <summary>Read-only views over both sides, computed from their ports when asked for;
/// nothing is stored here.</summary>
public static class ReportsModule
{
    /// <summary>Reports keep no state: the host registers the two ports they read. Section <c>Reports</c> names the
    /// template of notices.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReportsOptions>().Bind(configuration.GetSection("Reports")).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<ReportsOptions>, ReportsOptionsValidator>()
            .AddSingleton(sp => new NoticeTemplate(
                sp.GetRequiredService<IOptions<ReportsOptions>>().Value.ReadTemplate()));
    }

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
        PullNotice.Map(group);
        PullWorkbook.Map(group);
        PullPage.Map(group);
        return routes;
    }
}
