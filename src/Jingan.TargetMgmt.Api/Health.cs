using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Government;

namespace Jingan.TargetMgmt.Api;

/// <summary>GET /health/live: the process answers. GET /health/ready: both sides can read their logs.</summary>
internal static class Health
{
    internal sealed record Ready(string Status, IReadOnlyList<LogHead> Logs);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Ok(new Ready("live", []))).WithSummary("Whether the process answers.");
        health.MapGet("/ready", async (IServiceProvider services, CancellationToken ct) => TypedResults.Ok(new Ready(
            "ready", [await services.ReadGovernmentLogHeadAsync(ct), await services.ReadEvaluationLogHeadAsync(ct)])))
            .WithSummary("Whether both sides can be read, and their log heads.");
    }
}
