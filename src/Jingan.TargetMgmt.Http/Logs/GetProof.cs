using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Jingan.TransparencyLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>GET /logs/{side}/proof/{index}: the receipt that can be checked offline (C2SP tlog-proof).
/// It holds hashes only, so it is public.</summary>
internal static class GetProof
{
    internal static void Map(IEndpointRouteBuilder log, string side, Func<HttpContext, SideLog> database) => log
        .MapGet("/proof/{index:long:min(0)}", (long index, long? size, HttpContext http, CancellationToken ct) =>
            Handle(index, size, http, database(http), ct))
        .WithName($"{side}-{nameof(GetProof)}")
        .WithSummary(
            "A .tlog-proof: inclusion in the newest checkpoint that enough witnesses have cosigned, else in the "
                + "newest; with size, in that one.")
        .Produces<string>(StatusCodes.Status200OK, "text/plain")
        .AllowAnonymous();

    private static async Task<IResult> Handle(
        long index, long? size, HttpContext http, SideLog db, CancellationToken ct)
    {
        var published = await db.Reading.PublishedSizeAsync(ct);
        if (index >= published || size <= index)
        {
            return LogRoutes.NoSuchEntry(index, Math.Min(size ?? published, published));
        }

        var witnessed = size is null ? await WitnessedSizeAsync(index, db, ct) : null;
        if (await db.Reading.CheckpointAsync(size ?? witnessed, ct) is not { } checkpoint
            || checkpoint.Size > published)
        {
            return new Problem(ProblemCode.NotFound, new(
                $"没有大小为 {size} 的检查点；每次提交签署一个。",
                $"No checkpoint was published for size {size}; each commit signs one."));
        }

        if (!SignedNote.TryParse(checkpoint.Note, out var note, out var malformed))
        {
            throw new InvalidDataException($"A stored checkpoint cannot be read: {malformed}");
        }

        var hashes = await db.Reading.ProveAsync(TreeProof.Inclusion(index, checkpoint.Size), ct);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(new TlogProof(index, hashes, note, Extra(db)).ToBytes(), GetCheckpoint.MediaType,
            $"{db.Side}-{index}.tlog-proof");
    }

    private static async Task<long?> WitnessedSizeAsync(long index, SideLog db, CancellationToken ct) =>
        db.LogOptions.Quorum == 0 ? null
        : db.WitnessStates.WitnessedSize is { } known && known > index ? known
        : await db.Reading.WitnessedSizeAsync(index, db.LogOptions.Quorum, ct);

    // Says how long to wait for a better receipt. Nobody signs it, so nobody may rely on it:
    // what counts are the lines under the checkpoint.
    private static byte[]? Extra(SideLog db) => db.Witnesses.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            witnesses = db.WitnessStates.All.Select(w => new { w.Name, w.CosignedSize, w.CosignedAt }),
            db.LogOptions.Quorum,
        }, WireJson.Options);
}
