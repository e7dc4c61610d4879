using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>A side's messages over HTTP, for the administrator: what was given up is seen here, and sent
/// again.</summary>
public static class WebhookRoutes
{
    /// <summary>Maps <c>/webhooks/{side}/…</c>.</summary>
    /// <typeparam name="T">The side's database.</typeparam>
    public static void MapWebhooks<T>(this IEndpointRouteBuilder routes, string side)
        where T : SideLog
    {
        Func<HttpContext, SideLog> database = http => http.RequestServices.GetRequiredService<T>();
        var webhooks = routes.MapGroup($"/webhooks/{side}").WithTags("Webhooks").BelongingTo(side).RetryReads();
        ListWebhookMessages.Map(webhooks, side, database);
        ResendWebhookMessage.Map(webhooks, side, database);
    }
}
