using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>GET /targets/tree: the decomposition 目标分解 of a year's overall targets into departmental ones, and where
/// it does not hold.</summary>
internal static class TargetTree
{
    /// <param name="ColoursOf">The last released period, whose colours the tree has; null while there is none.</param>
    /// <param name="Roots">The overall targets, and departmental ones that stand on their own, by id.</param>
    internal sealed record Response(
        int Year, IReadOnlyList<LogHead> Logs, IReadOnlyList<SchemeColour> Colours, Period? ColoursOf,
        Coverage Coverage, IReadOnlyList<Branch> Roots);

    /// <summary>What a reader looks for first: the overall targets that nobody carries, the parents that look better
    /// than a child in need, and those whose children do not add up to them.</summary>
    internal sealed record Coverage(
        int Overall, int Carried, IReadOnlyList<TargetId> NotCarried, IReadOnlyList<TargetId> BetterThanChild,
        IReadOnlyList<TargetId> SumDiffers);

    /// <summary>A target with what it is broken down into.</summary>
    /// <param name="Original">The value to reach in the first version, where a later version has another.</param>
    /// <param name="ChildrenSum">The children's values together, where all have the unit of measure of the parent;
    /// null where they cannot be added.</param>
    /// <param name="Colour">The released colour in the period of the tree.</param>
    internal sealed record Branch(
        TargetId TargetId, string Title, TargetLevel Level, TargetKind Kind, UnitCode LeadUnit, string? UnitOfMeasure,
        decimal? TargetValue, decimal? Original, decimal? ChildrenSum, string? Colour, IReadOnlyList<Branch> Children);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/targets/tree", Handle)
            .WithName(nameof(TargetTree))
            .WithSummary("A year's overall targets with what they are broken down into, and where that does not hold.")
            .ReadBy(Role.Office, Role.Evaluator, Role.Auditor);

    private static async Task<Ok<Response>> Handle(
        CalendarYear year, GovernmentDb db, TargetDocuments documents, IRatingFacts ratings, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var head = queries.AddLogHead(db.Side);
        var newest = TargetStore.AddNewest(queries, year.Value, documents);
        var first = TargetStore.AddFirst(queries, year.Value, documents);
        await db.ReadReplicaAsync(queries, ct);
        var evaluation = await ratings.ReadYearAsync(year.Value, ct);
        return TypedResults.Ok(Read(
            year.Value, [head.Rows[0], evaluation.Log], [.. newest.Rows.Select(t => t.Target)],
            first.Rows.ToDictionary(t => t.Target.Id, t => t.Target.TargetValue), evaluation.Colours,
            evaluation.Ratings));
    }

    internal static Response Read(
        int year, IReadOnlyList<LogHead> logs, IReadOnlyList<Target> targets,
        IReadOnlyDictionary<TargetId, decimal?> originals, IReadOnlyList<SchemeColour> colours,
        IReadOnlyList<ReleasedColour> ratings)
    {
        Period? period = ratings.Count == 0
            ? null
            : ratings.Select(r => r.Period).MaxBy(p => (p.LastMonth, p.IsQuarter));
        var colourOf = ratings.Where(r => r.Period == period).ToDictionary(r => r.TargetId, r => r.Colour);
        var ids = targets.Select(t => t.Id).ToHashSet();
        var children = targets.Where(t => t.ParentId is { } p && ids.Contains(p)).ToLookup(t => t.ParentId!.Value);
        Branch[] roots = [.. targets.Where(t => t.ParentId is not { } p || !ids.Contains(p)).Select(BranchOf)];
        return new(year, logs, colours, period, TreeRule.CoverageOf(roots, colours), roots);

        Branch BranchOf(Target target)
        {
            Branch[] below = [.. children[target.Id].Select(BranchOf)];
            return new(
                target.Id, target.Title, target.Level, target.Kind, target.LeadUnit, target.UnitOfMeasure,
                target.TargetValue,
                originals.TryGetValue(target.Id, out var value) && value != target.TargetValue ? value : null,
                TreeRule.SumOf(target, [.. children[target.Id]]), colourOf.GetValueOrDefault(target.Id), below);
        }
    }
}
