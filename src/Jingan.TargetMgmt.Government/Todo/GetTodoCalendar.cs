using System.Security.Cryptography;
using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Todo;

/// <summary>GET /todo.ics: the to-do of whoever has the private address, as all-day events (RFC 5545). A calendar
/// program sends no token, so the key in its address stands for one that still counts.</summary>
internal static class GetTodoCalendar
{
    private const string MediaType = "text/calendar";

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/todo.ics", Handle)
            .WithName(nameof(GetTodoCalendar))
            .WithSummary("A to-do for a calendar program, under its private address (POST /todo/calendar).")
            .Produces<string>(StatusCodes.Status200OK, MediaType)
            .AllowAnonymous();

    private static async Task<IResult> Handle(
        string? key, HttpContext http, GovernmentDb db, TodoReading reading, AccessTokens tokens,
        AccessRegisters registers, CancellationToken ct)
    {
        if (await HolderAsync(key ?? "", db, tokens, registers, ct) is not { } caller)
        {
            return new Problem(ProblemCode.NotFound, new(
                "没有此日历地址，或其令牌已失效、地址已更换；请用 POST /todo/calendar 重新取得。",
                "There is no such calendar: its token counts no more, or the address was renewed; get one with "
                    + "POST /todo/calendar."));
        }

        var today = ShanghaiDate.Of(db.Clock.GetUtcNow());
        var calendar = new Ical.Net.Calendar { ProductId = "-//Jingan.TargetMgmt//todo//ZH", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", "静安区目标管理 待办");
        calendar.Events.AddRange((await reading.ReadAsync(caller, ct)).Select(i => EventOf(i, today, db.Clock)));
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Text(
            new CalendarSerializer().SerializeToString(calendar)!, MediaType, Encoding.UTF8);
    }

    private static CalendarEvent EventOf(TodoItem item, DateOnly today, TimeProvider clock) => new()
    {
        // The same thing to do stays the same event.
        Uid = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{item.Kind}/{item.Period}/{item.TargetId}/{item.Link}")))[..32] + "@targetmgmt",
        DtStamp = new CalDateTime(clock.GetUtcNow().UtcDateTime),
        Start = new CalDateTime(item.Until ?? today), // what has no day is there until it is done
        Summary = item.What,
        Description = item.Link,
        Transparency = Ical.Net.TransparencyType.Transparent,
    };

    private static async Task<Caller?> HolderAsync(
        string key, GovernmentDb db, AccessTokens tokens, AccessRegisters registers, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var holder = CalendarStore.AddHolder(queries, AccessToken.HashOf(key));
        await db.ReadAsync(queries, ct);
        var file = tokens.Current();
        return holder.Rows is [var fingerprint] && tokens.FindFingerprint(fingerprint, file) is { } caller
            && await registers.Of(GovernmentDb.Name).StandingAsync(file, fingerprint, ct) == AccessStanding.Honoured
                ? caller
                : null;
    }
}
