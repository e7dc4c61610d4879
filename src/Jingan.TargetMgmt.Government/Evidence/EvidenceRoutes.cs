using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>The routes of evidence; how long a body may be is a matter of configuration.</summary>
internal static class EvidenceRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<IOptions<EvidenceOptions>>().Value;
        AddEvidence.Map(routes, options);
        OpenUpload.Map(routes);
        ContinueUpload.Map(routes, options);
        CompleteUpload.Map(routes);
        ListEvidence.Map(routes);
        GetEvidence.Map(routes);
        RemoveEvidence.Map(routes);
    }
}
