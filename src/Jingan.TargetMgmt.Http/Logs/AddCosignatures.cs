using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Witnessing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>POST /logs/{side}/cosignatures: lines of a witness that no network reaches. They are verified,
/// so it does not matter who carries them.</summary>
internal static class AddCosignatures
{
    internal sealed record Response(long Size, IReadOnlyList<string> Witnesses);

    internal static void Map(IEndpointRouteBuilder log, string side, Func<HttpContext, SideLog> database) => log
        .MapPost("/cosignatures", (long? size, HttpContext http, CancellationToken ct) =>
            Handle(size, http, database(http), ct))
        .WithName($"{side}-{nameof(AddCosignatures)}")
        .WithSummary(
            "Cosignature lines as the witness printed them, over the checkpoint of that size (the newest when size "
                + "is not given).")
        .Accepts<string>("text/plain")
        .Produces<Response>();

    private static async Task<IResult> Handle(long? size, HttpContext http, SideLog db, CancellationToken ct)
    {
        if (await db.Reading.CheckpointAsync(size, ct) is not { } checkpoint)
        {
            return new Problem(ProblemCode.NotFound, new(
                $"没有大小为 {size} 的检查点；大小见所签检查点的第二行。",
                $"No checkpoint was published for size {size}; it is the second line of what was cosigned."));
        }

        var (accepted, fault) = CosignatureLines.Read(Encoding.UTF8.GetString(RequestBody.BytesOf(http).Span),
            checkpoint.Note, db.Witnesses);
        if (fault is { } notValid)
        {
            return new Problem(ProblemCode.CosignatureNotValid, notValid);
        }

        foreach (var line in accepted)
        {
            var outcome = await db.AddCosignatureAsync(checkpoint.Size, line, ct);
            if (!outcome.IsStored && !outcome.IsConflict)
            {
                return WritePipeline.NotTaken(http, db, outcome);
            }
        }

        return TypedResults.Ok(new Response(checkpoint.Size, [.. accepted.Select(l => l.Witness.Name)]));
    }
}
