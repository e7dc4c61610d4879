using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>GET /logs/{side}/checkpoint: the newest signed checkpoint with the witnesses' lines known so far (C2SP
/// tlog-checkpoint).</summary>
internal static class GetCheckpoint
{
    public const string MediaType = "text/plain; charset=utf-8";

    internal static void Map(IEndpointRouteBuilder log, string side, Func<HttpContext, SideLog> database) => log
        .MapGet("/checkpoint", (long? size, HttpContext http, CancellationToken ct) =>
            Handle(size, http, database(http), ct))
        .WithName($"{side}-{nameof(GetCheckpoint)}")
        .WithSummary("The newest signed checkpoint; with size, the one published for that size.")
        .Produces<string>(StatusCodes.Status200OK, "text/plain")
        .AllowAnonymous();

    private static async Task<IResult> Handle(long? size, HttpContext http, SideLog db, CancellationToken ct)
    {
        if (await (size is null
            ? db.Reading.NewestCheckpointAsync(ct)
            : db.Reading.CheckpointAsync(size, ct)) is not { } checkpoint)
        {
            return new Problem(ProblemCode.NotFound, size is null
                ? new("日志尚无检查点。", "The log has no checkpoint yet.")
                : new($"没有大小为 {size} 的检查点；每次提交签署一个。",
                    $"No checkpoint was published for size {size}; each commit signs one."));
        }

        http.Response.Headers.CacheControl = "max-age=1";
        return TypedResults.Bytes(checkpoint.Note, MediaType);
    }
}
