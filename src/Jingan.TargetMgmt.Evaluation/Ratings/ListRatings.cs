using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>GET /ratings: the ratings in force; before a period's release only the evaluator sees them.</summary>
internal static class ListRatings
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/ratings", Handle)
            .WithName(nameof(ListRatings))
            .WithSummary("The ratings in force, by period and target; unit is the lead unit.");

    private static async Task<Results<Ok<Page<RatingFact>>, Problem>> Handle(
        Period? period, TargetId? target, string? colour, UnitCode? unit, string? after, int? limit, HttpContext http,
        RatingStore ratings, AccessNotes notes, CancellationToken ct)
    {
        if (Paging.TryRead(after, limit, out var paging) is { } refusal)
        {
            return refusal;
        }

        var cursor = paging.After.Split('/');
        var filter = (period is { } one ? RatingFilter.Of(one) : RatingFilter.Any) with
        {
            Target = target?.Value ?? "",
            Colour = colour?.Trim() ?? "", // T-SQL takes blanks for nothing, SQLite does not
            Unit = unit?.Value ?? "",
            Unreleased = Caller.Of(http).Role == Role.Evaluator,
        };
        var rows = await ratings.ListAsync(filter, (cursor[0], cursor.Length > 1 ? cursor[1] : ""), paging.Take, ct);
        if (filter.Unreleased && rows.Count > 0)
        {
            notes.ReadUnderEmbargo(http); // whether one of them is still unreleased is not worth a query
        }

        return TypedResults.Ok(paging.PageOf(rows, r => $"{r.Period}/{r.TargetId}"));
    }
}
