using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>A side's log over HTTP: what C2SP tlog-tiles asks for, and what proves single entries. Hashes are public;
/// entries go to whom the interface shows what they say.</summary>
public static class LogRoutes
{
    /// <summary>Maps <c>/logs/{side}/…</c>.</summary>
    /// <typeparam name="T">The side's database.</typeparam>
    /// <typeparam name="TDisclosure">What the side keeps back.</typeparam>
    public static void MapLog<T, TDisclosure>(this IEndpointRouteBuilder routes, string side)
        where T : SideLog
        where TDisclosure : Disclosure
    {
        Func<HttpContext, SideLog> database = http => http.RequestServices.GetRequiredService<T>();
        Func<HttpContext, Disclosure> disclosure = http => http.RequestServices.GetRequiredService<TDisclosure>();
        var log = routes.MapGroup($"/logs/{side}").WithTags("Logs").BelongingTo(side).RetryReads();
        GetCheckpoint.Map(log, side, database);
        GetTile.Map(log, side, database);
        GetEntryBundle.Map(log, side, database, disclosure);
        GetEntry.Map(log, side, database, disclosure);
        GetProof.Map(log, side, database);
        FindEntry.Map(log, side, database);
        GetLogKey.Map(log, side, database);
        GetAddCheckpoint.Map(log, side, database);
        AddCosignatures.Map(log, side, database);
        ListAccess.Map(log, side, database, disclosure);

        // What is no path of a log does not exist, for those without a token too: 401 would say that it might.
        log.MapGet("/{**rest}", NoSuchTile).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The path below the log's prefix as it was sent: routing would decode %2f,
    /// and other spellings of a tile do not exist (tlog-tiles).</summary>
    internal static string PathAsSent(HttpContext http, string side)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        var prefix = $"/logs/{side}/";
        var start = path.IndexOf(prefix, StringComparison.Ordinal);
        return start < 0 ? "" : path[(start + prefix.Length)..];
    }

    /// <summary>Lets a client keep for ever what can never be another thing under the same name. What not everybody may
    /// see is kept for whoever asked, and for nobody who comes after on the same machine.</summary>
    internal static void KeepForEver(HttpContext http, bool shared)
    {
        http.Response.Headers.CacheControl = shared
            ? "public, max-age=31536000, immutable"
            : "private, max-age=31536000, immutable";
        if (!shared)
        {
            http.Response.Headers.Vary = "Authorization";
        }
    }

    internal static Problem NoSuchTile() => new(Contracts.ProblemCode.NotFound, new(
        "没有此瓦片：路径须与 C2SP tlog-tiles 一致，且不超出最新检查点。",
        "There is no such tile: the path must be spelled as C2SP tlog-tiles says, and lie within the newest "
            + "checkpoint."));

    internal static Problem NoSuchEntry(long index, long size) => new(Contracts.ProblemCode.NotFound, new(
        $"没有第 {index} 条记录：最新检查点覆盖 0–{size - 1}。",
        $"There is no entry {index}: the newest checkpoint covers 0 to {size - 1}."));
}
