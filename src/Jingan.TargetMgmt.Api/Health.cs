using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Api.Limits;
using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Government;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Webhooks;
using Jingan.TargetMgmt.Log.Checking;

namespace Jingan.TargetMgmt.Api;

/// <summary>GET /health/live: the process answers, and which environment it was started in. GET /health/ready: its
/// sides can read their logs and take writes, how their witnesses stand,
/// and whether a side that runs elsewhere answers.</summary>
internal static class Health
{
    /// <param name="Status"><c>live</c>.</param>
    /// <param name="Environment">Such as <c>Development</c> or <c>Production</c>:
    /// whoever fills a service with made-up data has to know.</param>
    internal sealed record Live(string Status, string Environment);

    /// <param name="Status"><c>ready</c>, <c>readOnly</c>, or <c>storageLow</c> where the disk is nearly full.</param>
    /// <param name="Logs">The logs of the sides in this process.</param>
    /// <param name="Webhooks">The messages of these sides that were given up. They make nothing unready.</param>
    /// <param name="Storage">How much is free where these sides keep their data.</param>
    /// <param name="Access">Tokens and people whose access is about to end.</param>
    /// <param name="OtherSide">The side that runs elsewhere. Its silence does not make this one unready:
    /// both would then go down with either.</param>
    internal sealed record Ready(
        string Status, IReadOnlyList<LogHealth> Logs, IReadOnlyList<WebhookHealth> Webhooks,
        IReadOnlyList<StorageHealth> Storage, AccessHealth Access,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OtherSideHealth? OtherSide = null);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Health").AllowAnonymous().RetryReads();
        health.MapGet("/live", (IHostEnvironment host) => TypedResults.Ok(new Live("live", host.EnvironmentName)))
            .WithName("GetLive")
            .WithSummary("Whether the process answers, and the environment it was started in.");
        health.MapGet("/ready", ReadReadyAsync)
            .WithName("GetReady")
            .Produces<Ready>()
            .Produces<Ready>(StatusCodes.Status503ServiceUnavailable)
            .WithSummary(
                "Whether the sides of this process can be read and take writes; their log heads and witnesses; "
                    + "messages given up; what is free on their disks; whether a side that runs elsewhere answers. 503 "
                    + "with status readOnly when a log is in doubt; status storageLow when a side takes no writes for "
                    + "want of room, and 503 when none does.");
    }

    private static async Task<IResult> ReadReadyAsync(IServiceProvider services, CancellationToken ct)
    {
        var modules = services.GetRequiredService<Modules>();
        List<LogHealth> logs = [];
        List<WebhookHealth> webhooks = [];
        List<StorageHealth> storage = [];
        var space = services.GetRequiredService<FreeSpace>();
        if (modules.Government)
        {
            logs.Add(await services.ReadGovernmentLogHealthAsync(ct));
            webhooks.Add(await services.ReadGovernmentWebhookHealthAsync(ct));
            storage.Add(space.Of(FreeSpace.Government));
        }

        if (modules.Evaluation)
        {
            logs.Add(await services.ReadEvaluationLogHealthAsync(ct));
            webhooks.Add(await services.ReadEvaluationWebhookHealthAsync(ct));
            storage.Add(space.Of(FreeSpace.Evaluation));
        }

        var access = AccessHealth.Of(services.GetRequiredService<AccessTokens>().Current(),
            services.GetRequiredService<TimeProvider>().GetUtcNow());
        var other = services.GetService<OtherSide>() is { } apart ? await apart.ReadAsync(ct) : null;
        var status = logs.Any(l => l.ReadOnly is not null) ? "readOnly"
            : storage.Any(s => s.IsLow) ? "storageLow"
            : "ready";

        // While one side still takes writes, nobody in front of the service is to take it away from that side's people.
        var isUnready = status == "readOnly" || storage.All(s => s.IsLow);
        return TypedResults.Json(
            new Ready(status, logs, webhooks, storage, access, other),
            statusCode: isUnready ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }
}
