using System.Security.Cryptography;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Todo;

/// <summary>POST /todo/calendar: the caller gets a private address for its calendar; the one before ends.</summary>
internal static class RenewCalendar
{
    /// <param name="Address">Path and query of <c>GET /todo.ics</c>; whoever has it reads the to-do.</param>
    internal sealed record Response(string Address, string MadeAt);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/todo/calendar", Handle)
            .WithName(nameof(RenewCalendar))
            .WithSummary("A private address of my to-do for a calendar program, shown once; the one before ends.")
            .Produces<Response>();

    private static Task<IResult> Handle(HttpContext http, GovernmentDb db) => db.KeepAsync(http, async ct =>
    {
        var fingerprint = Caller.Of(http).Fingerprint;
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var at = UtcText.Format(db.Clock.GetUtcNow());
        var queries = new QueryBatch();
        var known = CalendarStore.AddVersion(queries, fingerprint);
        await db.ReadAsync(queries, ct);
        var hash = AccessToken.HashOf(key);
        return new(
            null,
            [
                known.Rows is [var version]
                    ? CalendarStore.ToRenewed(fingerprint, version, hash, at)
                    : CalendarStore.ToFirst(fingerprint, hash, at),
            ],
            () => TypedResults.Ok(new Response($"/api/v1/todo.ics?key={key}", at)));
    });
}
