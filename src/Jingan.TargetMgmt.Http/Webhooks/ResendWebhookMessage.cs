using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>POST /webhooks/{side}/messages/{endpoint}/{id}/resend: a message is sent again, as if it were new: under
/// the same id, now, and for another three days.</summary>
internal static class ResendWebhookMessage
{
    internal static void Map(IEndpointRouteBuilder routes, string side, Func<HttpContext, SideLog> database) => routes
        .MapPost("/messages/{endpoint}/{id}/resend", (string endpoint, string id, HttpContext http) =>
            Handle(endpoint, id, http, database(http)))
        .WithName($"{side}-{nameof(ResendWebhookMessage)}")
        .WithSummary("Send a message again now, under the same id, whether it was given up, taken, or still waits.")
        .Produces<ListedWebhookMessage>()
        .KeptBy(Role.Admin);

    private static Task<IResult> Handle(string endpoint, string id, HttpContext http, SideLog db) =>
        db.KeepAsync(http, async ct =>
    {
        var endpoints = http.RequestServices.GetRequiredService<IOptions<WebhookOptions>>().Value.Endpoints;
        var queries = new QueryBatch();
        var found = WebhookQueries.AddFind(queries, endpoint, id);
        await db.ReadAsync(queries, ct);
        if (found.Rows is not [var message] || endpoints.All(e => e.Name != endpoint))
        {
            return new(new Problem(ProblemCode.NotFound, new(
                $"没有发给 {Beginning.Shown(endpoint, 32)} 的消息 {Beginning.Shown(id, 80)}，或该接收方已不在配置中；消息清单见 GET "
                    + $"/webhooks/{db.Side}/messages。",
                $"There is no message {Beginning.Shown(id, 80)} to {Beginning.Shown(endpoint, 32)}, or that endpoint "
                    + $"is configured no more; see GET /webhooks/{db.Side}/messages.")));
        }

        var now = db.Clock.GetUtcNow();
        var again = message with
        {
            State = WebhookState.Waiting,
            Attempts = 0,
            NextAt = UtcText.Format(now),
            UntilAt = UtcText.Format(now + RetrySchedule.Patience),
        };
        return new(null, [WebhookStore.ToSave(again)], () => TypedResults.Ok(ListedWebhookMessage.Of(again)));
    });
}
