using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Jingan.TransparencyLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>GET /logs/{side}/add-checkpoint?old=N: the exact body for a witness (C2SP tlog-witness),
/// for one that no network reaches.</summary>
internal static class GetAddCheckpoint
{
    internal static void Map(IEndpointRouteBuilder log, string side, Func<HttpContext, SideLog> database) => log
        .MapGet("/add-checkpoint", (long? old, HttpContext http, CancellationToken ct) =>
            Handle(old, http, database(http), ct))
        .WithName($"{side}-{nameof(GetAddCheckpoint)}")
        .WithSummary(
            "What a witness that has seen size old needs to cosign the newest checkpoint; its lines go to POST "
                + "cosignatures.")
        .Produces<string>(StatusCodes.Status200OK, "text/plain")
        .AllowAnonymous();

    private static async Task<IResult> Handle(long? old, HttpContext http, SideLog db, CancellationToken ct)
    {
        if (await db.Reading.CheckpointAsync(null, ct) is not { } newest)
        {
            return new Problem(ProblemCode.NotFound, new("日志尚无检查点。", "The log has no checkpoint yet."));
        }

        if (old is not ({ } known and >= 0) || known > newest.Size)
        {
            return Problem.Invalid("/old", new(
                $"须为见证方已知的大小，0–{newest.Size}", $"must be the size that the witness knows, 0 to {newest.Size}"));
        }

        var proof = await db.Reading.ProveAsync(TreeProof.Consistency(known, newest.Size), ct);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(new AddCheckpointRequest(known, proof, newest.Note).ToBytes(),
            GetCheckpoint.MediaType);
    }
}
