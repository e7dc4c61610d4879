using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>What must hold between a target and what it is broken down into.</summary>
internal static class TreeRule
{
    /// <summary>The children's values together. Only totals of one unit of measure and one direction can be added: a
    /// level or a rate of three units is no third of anything.</summary>
    /// <returns>Null where they cannot be added, or a value is not fixed yet.</returns>
    public static decimal? SumOf(Target parent, IReadOnlyList<Target> children) =>
        children.Count > 0 && parent is { Kind: TargetKind.Quantitative, Aggregation: Aggregation.Cumulative }
        && children.All(c => c.Kind == TargetKind.Quantitative && c.Aggregation == parent.Aggregation
            && c.Direction == parent.Direction && c.UnitOfMeasure == parent.UnitOfMeasure
            && c.TargetValue is not null)
            ? children.Sum(c => c.TargetValue)
            : null;

    /// <summary>Where the decomposition does not hold.</summary>
    public static TargetTree.Coverage CoverageOf(
        IReadOnlyList<TargetTree.Branch> roots, IReadOnlyList<SchemeColour> colours)
    {
        var rank = colours.ToDictionary(c => c.Code, c => c.Rank);
        var parents = roots.Where(b => b.Level == TargetLevel.Overall).ToList();
        var notCarried = parents.Where(b => b.Children.Count == 0).Select(b => b.TargetId).ToList();
        return new(
            parents.Count, parents.Count - notCarried.Count, notCarried,
            [.. parents.Where(b => b.Children.Any(c => IsBetter(b, c, rank))).Select(b => b.TargetId)],
            [.. parents.Where(b => b.ChildrenSum is { } sum && sum != b.TargetValue).Select(b => b.TargetId)]);
    }

    // A colour of another scheme has no rank here and is compared with none.
    private static bool IsBetter(TargetTree.Branch parent, TargetTree.Branch child, Dictionary<string, int> rank) =>
        parent.Colour is { } above && child.Colour is { } below
        && rank.TryGetValue(above, out var first) && rank.TryGetValue(below, out var second) && first < second;
}
