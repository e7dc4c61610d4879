using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Government;
using Jingan.TargetMgmt.Platform.Data.Log;

namespace Jingan.TargetMgmt.Api;

/// <summary>GET /health/live: the process answers. GET /health/ready: both sides can read their logs and take writes, and how their witnesses stand.</summary>
internal static class Health
{
    internal sealed record Ready(string Status, IReadOnlyList<LogHealth> Logs);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Ok(new Ready("live", []))).WithSummary("Whether the process answers.");
        health.MapGet("/ready", ReadReadyAsync)
            .Produces<Ready>()
            .Produces<Ready>(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Whether both sides can be read and take writes; their log heads and witnesses. 503 with status readOnly when a log is in doubt.");
    }

    private static async Task<IResult> ReadReadyAsync(IServiceProvider services, CancellationToken ct)
    {
        IReadOnlyList<LogHealth> logs = [await services.ReadGovernmentLogHealthAsync(ct), await services.ReadEvaluationLogHealthAsync(ct)];
        return logs.Any(l => l.ReadOnly is not null)
            ? TypedResults.Json(new Ready("readOnly", logs), statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(new Ready("ready", logs));
    }
}
