using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Statistics;

/// <summary>Periods as issued, written short: the colours of targets 1, 2, 3 … in order, <c>-</c> where one is not
/// rated, <c>.</c> where there is no such target.</summary>
internal static class Year
{
    public static readonly IReadOnlyList<SchemeColour> Colours =
        [.. ColourScheme.Example2018.Colours.OrderBy(c => c.Rank)];

    public static TargetId Target(int number) => new($"JA2018-{number:D3}");

    public static FrozenPeriod Period(string code, string colours)
    {
        List<FrozenPeriod.Rating> ratings = [];
        List<FrozenPeriod.UnratedTarget> unrated = [];
        foreach (var (target, letter) in colours.Select((c, i) => (Target(i + 1), c)).Where(t => t.c != '.'))
        {
            if (letter == '-')
            {
                unrated.Add(new(target, TargetState.NotReported));
            }
            else
            {
                ratings.Add(Rating(target, Colours.Single(c => c.Code[0] == letter).Code));
            }
        }

        return new(new(code), Colours, ratings, unrated);
    }

    public static FrozenPeriod.Rating Rating(
        TargetId target, string colour, string? suggested = null, string? reason = null, long? basis = null,
        string unit = "LSJ", string assessor = "a") =>
        new(target, new(unit), colour, suggested, reason is null ? null : new(reason, "x"),
            basis is { } index ? new("government", index, "00") : null, assessor);

    public static FrozenPeriod Period(
        string code, params FrozenPeriod.Rating[] ratings) => new(new(code), Colours, ratings, []);

    public static IReadOnlyDictionary<TargetId, Outcome> OutcomesOf(params TargetAsOf[] targets) =>
        Outcomes.Of(new("2018-12"), targets);

    /// <summary>A target to reach 10, and what was reported of it.</summary>
    public static TargetAsOf Fact(
        int number, decimal? value, TargetKind kind = TargetKind.Quantitative, DateOnly? done = null)
    {
        var isMilestone = kind == TargetKind.Milestone;
        var target = new Target(
            Target(number), 2018, TargetLevel.Departmental, "经济", "合成数据", TargetNature.Anticipated, kind, new("LSJ"),
            "合成数据", Baseline: 0,
            TargetValue: kind == TargetKind.Quantitative ? 10 : null, Direction: Direction.Increase,
            Nodes: isMilestone ? [new("n1", "节点", new(2018, 10, 31))] : null);
        return new(target, value is null && done is null ? null : new(value, done is null ? null : [new("n1", done)]));
    }
}
