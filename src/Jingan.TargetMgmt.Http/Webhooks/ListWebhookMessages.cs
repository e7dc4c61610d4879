using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>A message as the administrator sees it.</summary>
/// <param name="Id">Its <c>webhook-id</c>.</param>
/// <param name="NextAt">When it is tried next; null unless it waits.</param>
/// <param name="LastAnswer">What the receiver answered last, or why it did not.</param>
/// <param name="Body">What is sent.</param>
internal sealed record ListedWebhookMessage(
    string Endpoint, string Id, string Type, WebhookState State, string MadeAt, long Attempts, string? NextAt,
    string? LastAnswer, string Body, IReadOnlyList<string> Actions)
{
    public static ListedWebhookMessage Of(WebhookMessage m) => new(
        m.Endpoint, m.Id, m.Type, m.State, m.MadeAt, m.Attempts,
        m.State == WebhookState.Waiting ? m.NextAt : null, m.LastAnswer, m.Body, ["resend"]);
}

/// <summary>GET /webhooks/{side}/messages: what receivers are told, were told, or could not be told.</summary>
internal static class ListWebhookMessages
{
    internal static void Map(IEndpointRouteBuilder routes, string side, Func<HttpContext, SideLog> database) => routes
        .MapGet("/messages", (
            string? endpoint, string? state, string? after, int? limit, HttpContext http, CancellationToken ct) =>
            Handle(endpoint, state, after, limit, database(http), ct))
        .WithName($"{side}-{nameof(ListWebhookMessages)}")
        .WithSummary(
            "The messages to this side's webhook endpoints, in the order in which they were made, and how each stands; "
                + "state dead: given up.")
        .ReadBy(Role.Admin);

    private static async Task<Results<Ok<Page<ListedWebhookMessage>>, Problem>> Handle(
        string? endpoint, string? state, string? after, int? limit, SideLog db, CancellationToken ct)
    {
        if (Paging.TryRead(after, limit, out var paging) is { } refusal)
        {
            return refusal;
        }

        if (state is not (null or "" or "waiting" or "sent" or "dead"))
        {
            return Problem.Invalid("/state",
                new($"收到“{state}”；须为 waiting、sent 或 dead", $"is \"{state}\"; write waiting, sent or dead"));
        }

        string[] cursor = [.. paging.After.Split('/', 3), "", ""];
        var queries = new QueryBatch();
        var messages = WebhookQueries.AddList(
            queries, (endpoint ?? "").Trim(), state ?? "", (cursor[0], cursor[1], cursor[2]), paging.Take);
        await db.ReadAsync(queries, ct);
        return TypedResults.Ok(paging.PageOf<ListedWebhookMessage>(
            [.. messages.Rows.Select(ListedWebhookMessage.Of)], m => $"{m.MadeAt}/{m.Endpoint}/{m.Id}"));
    }
}
