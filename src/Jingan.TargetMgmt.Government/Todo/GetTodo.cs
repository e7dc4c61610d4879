using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Todo;

/// <summary>GET /todo: what the caller has to do, most urgent first.</summary>
internal static class GetTodo
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/todo", Handle)
            .WithName(nameof(GetTodo))
            .WithSummary("What I have to do, most urgent first; what is done is not in it.");

    private static async Task<Results<Ok<Page<TodoItem>>, Problem>> Handle(
        string? after, int? limit, HttpContext http, TodoReading reading, CancellationToken ct) =>
        Paging.TryRead(after, limit, out var paging) is { } refusal
            ? refusal
            : TypedResults.Ok(paging.PageOfAll(await reading.ReadAsync(Caller.Of(http), ct), i => i.Key));
}
