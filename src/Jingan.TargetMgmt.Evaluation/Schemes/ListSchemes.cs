using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Schemes;

/// <summary>GET /schemes: the colour schemes that were published, in log order, for everybody. The newest counts for
/// every period whose report is not issued.</summary>
internal static class ListSchemes
{
    /// <summary>A scheme that was published.</summary>
    /// <param name="Index">Its entry in the evaluation log.</param>
    /// <param name="PublishedAt">When it was published, in UTC.</param>
    internal sealed record Published(long Index, string Version, string Title, string PublishedAt);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/schemes", Handle)
            .WithName(nameof(ListSchemes))
            .WithSummary(
                "The colour schemes that were published, in log order; the newest counts for every period whose "
                    + "evaluation report is not issued.");

    private static async Task<Results<Ok<Page<Published>>, Problem>> Handle(
        string? after, int? limit, SchemeStore schemes, CancellationToken ct) =>
        Paging.TryReadByIndex(after, limit, out var paging, out var index) is { } refusal
            ? refusal
            : TypedResults.Ok(paging.PageOf(await schemes.ListAsync(index, paging.Take, ct), s =>
                s.Index.ToString(CultureInfo.InvariantCulture)));
}
