using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log;
using Jingan.TransparencyLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>GET /logs/{side}/tile/entries/{N}[.p/{W}]:
/// up to 256 entries as they were hashed (C2SP tlog-tiles).</summary>
internal static class GetEntryBundle
{
    internal static void Map(
        IEndpointRouteBuilder log, string side, Func<HttpContext, SideLog> database,
        Func<HttpContext, Disclosure> disclosure) => log
        .MapGet("/tile/entries/{**rest}", (string? rest, HttpContext http, CancellationToken ct) =>
            Handle(http, database(http), disclosure(http), ct))
        .WithName($"{side}-{nameof(GetEntryBundle)}")
        .WithSummary(
            "Up to 256 entries, each after its length in two bytes. It is withheld as a whole while the caller may "
                + "not see one of them; entries with ratings of an unreleased period are the evaluator's until the "
                + "release.")
        .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");

    private static async Task<IResult> Handle(HttpContext http, SideLog db, Disclosure hidden, CancellationToken ct)
    {
        if (!EntryBundle.TryParse(LogRoutes.PathAsSent(http, db.Side), out var bundle)
            || bundle.Width > EntryBundle.WidthAt(bundle.Index, await db.Reading.PublishedSizeAsync(ct)))
        {
            return LogRoutes.NoSuchTile();
        }

        var bytes = await db.Reading.BundleAsync(bundle, ct);
        if (!EntryBundle.TryRead(bytes, bundle.Width, out var entries, out var fault))
        {
            throw new InvalidDataException($"{bundle.Path} was put together wrongly: {fault}");
        }

        var first = bundle.Index * Tile.FullWidth;
        if (await EntryDisclosure.RefusalAsync(http, hidden, first, entries, ct) is { } withheld)
        {
            // Sealed for everybody, not from this caller: an auditor who verifies the log comes by here every time.
            if (withheld.Code == ProblemCode.Embargoed
                && await EntryDisclosure.OpenLaterAsync(http, hidden, first, entries, ct))
            {
                AccessNotes.AsksHonestly(http);
            }

            return withheld;
        }

        LogRoutes.KeepForEver(http, shared: false);
        return TypedResults.Bytes(
            bytes, "application/octet-stream", entityTag: new EntityTagHeaderValue($"\"{bundle.Path}\""));
    }
}
