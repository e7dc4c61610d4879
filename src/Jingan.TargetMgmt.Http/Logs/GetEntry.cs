using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>GET /logs/{side}/entry/{index}: one entry's exact bytes, as <c>jtm verify --entry</c> takes them.</summary>
internal static class GetEntry
{
    internal static void Map(
        IEndpointRouteBuilder log, string side, Func<HttpContext, SideLog> database,
        Func<HttpContext, Disclosure> disclosure) => log
        .MapGet("/entry/{index:long:min(0)}", (long index, HttpContext http, CancellationToken ct) =>
            Handle(index, http, database(http), disclosure(http), ct))
        .WithName($"{side}-{nameof(GetEntry)}")
        .WithSummary("One entry, byte for byte as it was hashed; to whom the interface shows what it says.")
        .Produces<byte[]>(StatusCodes.Status200OK, "application/json");

    private static async Task<IResult> Handle(
        long index, HttpContext http, SideLog db, Disclosure hidden, CancellationToken ct)
    {
        var size = await db.Reading.PublishedSizeAsync(ct);
        if (index >= size)
        {
            return LogRoutes.NoSuchEntry(index, size);
        }

        var entry = await db.Reading.EntryAsync(index, ct);
        if (await EntryDisclosure.RefusalAsync(http, hidden, index, [entry], ct) is { } withheld)
        {
            return withheld;
        }

        LogRoutes.KeepForEver(http, shared: false);
        return TypedResults.Bytes(entry, "application/json");
    }
}
