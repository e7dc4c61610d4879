using Microsoft.AspNetCore.Builder;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>The bodies of an endpoint that are tables or documents: in which encoding one is, its reader finds out.
/// </summary>
/// <param name="Types">Their media types.</param>
public sealed record TableBody(IReadOnlyList<string> Types);

public static class TableBodyRoutes
{
    /// <summary>The endpoint takes rows: as a JSON array, or as a table.</summary>
    /// <typeparam name="T">What a row says.</typeparam>
    public static RouteHandlerBuilder TakesRows<T>(
        this RouteHandlerBuilder endpoint, params IReadOnlyList<string> tables) =>
        endpoint.TakesRows<T>("application/json", tables);

    /// <summary>The endpoint takes rows: in a text of another kind, or as a table.</summary>
    /// <typeparam name="T">What a row says.</typeparam>
    public static RouteHandlerBuilder TakesRows<T>(
        this RouteHandlerBuilder endpoint, string text, IReadOnlyList<string> tables) => endpoint
        .Takes<T>([text, .. tables])
        .WithMetadata(new TableBody(tables));

    /// <summary>The endpoint takes a document, and reads its text.</summary>
    public static RouteHandlerBuilder TakesDocument(
        this RouteHandlerBuilder endpoint, params IReadOnlyList<string> documents) => endpoint
        .Takes<string>([.. documents])
        .WithMetadata(new TableBody(documents));
}
