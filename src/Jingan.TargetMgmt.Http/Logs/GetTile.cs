using Jingan.TargetMgmt.Log;
using Jingan.TransparencyLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>GET /logs/{side}/tile/{L}/{N}[.p/{W}]: hashes of the tree (C2SP tlog-tiles).</summary>
internal static class GetTile
{
    internal static void Map(IEndpointRouteBuilder log, string side, Func<HttpContext, SideLog> database) => log
        .MapGet("/tile/{level}/{**rest}", (string level, string? rest, HttpContext http, CancellationToken ct) =>
            Handle(http, database(http), ct))
        .WithName($"{side}-{nameof(GetTile)}")
        .WithSummary("Up to 256 hashes of one level of the tree; partial tiles end in .p/{width}.")
        .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
        .AllowAnonymous();

    private static async Task<IResult> Handle(HttpContext http, SideLog db, CancellationToken ct)
    {
        // The route only leads here; what counts is the spelling as it was sent.
        if (!Tile.TryParse(LogRoutes.PathAsSent(http, db.Side), out var tile)
            || tile.Width > Tile.WidthAt(tile.Level, tile.Index, await db.Reading.PublishedSizeAsync(ct)))
        {
            return LogRoutes.NoSuchTile();
        }

        var bytes = await db.Reading.TileAsync(tile, ct);
        LogRoutes.KeepForEver(http, shared: true);
        return TypedResults.Bytes(
            bytes, "application/octet-stream", entityTag: new EntityTagHeaderValue($"\"{tile.Path}\""));
    }
}
