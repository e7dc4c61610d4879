using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Http.Access;
using Jingan.TransparencyLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Jingan.TargetMgmt.Platform.Http.Logs;

/// <summary>GET /logs/{side}/tile/entries/{N}[.p/{W}]: up to 256 entries as they were hashed (C2SP tlog-tiles).</summary>
internal static class GetEntryBundle
{
    internal static void Map(IEndpointRouteBuilder log, string side, Func<HttpContext, Database> database) => log
        .MapGet("/tile/entries/{**rest}", (string? rest, HttpContext http, CancellationToken ct) => Handle(http, database(http), ct))
        .WithName($"{side}-{nameof(GetEntryBundle)}")
        .WithSummary("Up to 256 entries, each after its length in two bytes. Entries with ratings of an unreleased period are the evaluator's until the release.")
        .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");

    private static async Task<IResult> Handle(HttpContext http, Database db, CancellationToken ct)
    {
        if (!EntryBundle.TryParse(LogRoutes.PathAsSent(http, db.Side), out var bundle)
            || bundle.Width > EntryBundle.WidthAt(bundle.Index, await db.Reading.PublishedSizeAsync(ct)))
        {
            return LogRoutes.NoSuchTile();
        }

        var from = bundle.Index * Tile.FullWidth;
        if (await RefusalAsync(http, db, from, bundle.Width, ct) is { } embargoed)
        {
            return embargoed;
        }

        var bytes = await db.Reading.BundleAsync(bundle, ct);
        LogRoutes.KeepForEver(http, shared: false);
        return TypedResults.Bytes(bytes, "application/octet-stream", entityTag: new EntityTagHeaderValue($"\"{bundle.Path}\""));
    }

    private static Problem Sealed(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return new(ProblemCode.Embargoed, new(
            "其中含有待复评目标的第一次评定；复评作出后即可查看。", "They hold first marks that a second assessor must not see; they open when the second mark is there."));
    }

    /// <summary>Released to everyone at once, by the evaluation report and nothing else; before it, the evaluator's alone.</summary>
    internal static async Task<Problem?> RefusalAsync(HttpContext http, Database db, long first, int count, CancellationToken ct)
    {
        if (Caller.Of(http).Role == Role.Evaluator)
        {
            if (await db.IsSealedAsync(first, count, ct))
            {
                return Sealed(http);
            }

            if (await db.EmbargoedPeriodAsync(first, count, ct) is not null)
            {
                http.RequestServices.GetRequiredService<AccessNotes>().ReadUnderEmbargo(http);
            }

            return null;
        }

        if (await db.EmbargoedPeriodAsync(first, count, ct) is not { } period)
        {
            return null;
        }

        http.Response.Headers.CacheControl = "no-store";
        return new(ProblemCode.Embargoed, new(
            $"其中含有 {period} 期尚未发布的评定；第三方出具该期评估报告时对所有人同时发布。",
            $"They hold ratings of {period}, which the evaluation report releases to everyone at once."))
        {
            Extensions = new Dictionary<string, object?> { ["period"] = period },
        };
    }
}
