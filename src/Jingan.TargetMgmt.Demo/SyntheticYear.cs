using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Demo;

/// <summary>All progress reports of a made-up year: they follow from the seed and the targets alone.</summary>
internal sealed class SyntheticYear(ulong seed, int year, YearRules rules)
{
    // Of a hundred reports in which nothing differs, or of qualitative ones.
    private const int NoChangeShare = 12;

    /// <summary>The reports of the year, by month, then by target.</summary>
    public static IReadOnlyList<SyntheticReport> Of(ulong seed, int year, IEnumerable<Target> targets, YearRules rules)
    {
        var made = new SyntheticYear(seed, year, rules);
        return [.. targets.SelectMany(t => made.LeadOf(t).Concat(made.CoUnitsOf(t))).OrderBy(r => r.Period.LastMonth)
            .ThenBy(r => r.Target.Value, StringComparer.Ordinal)];
    }

    private IEnumerable<Period> Months => Enumerable.Range(1, 12).Select(m => new Period($"{year:0000}-{m:00}"));

    private List<SyntheticReport> LeadOf(Target target)
    {
        var habits = UnitHabits.Of(seed, target.LeadUnit.Value);
        var states = StatesOf(target);
        List<SyntheticReport> reports = [];
        foreach (var period in Months)
        {
            var random = SplitMix64.For(seed, "report", target.Id.Value, period.Value);
            if (!random.Chance(period.IsLastOfYear ? habits.Silent / 2 : habits.Silent))
            {
                var state = states[period.LastMonth - 1];
                var isUnchanged = period.LastMonth is > 1 and < 12 && reports.Count > 0 && random.Chance(NoChangeShare)
                    && IsSame(reports[^1], state);
                var told = isUnchanged
                    ? state with { Value = null, Nodes = null, Narrative = Narration.OfNoChange(period) }
                    : state;
                reports.Add(new(
                    target.Id, period, target.LeadUnit, IsLead: true, random.Chance(habits.Late), state.Standing,
                    state.IsLumpy, habits.Claim(random, state.Standing),
                    told.Value, told.Nodes, isUnchanged, told.Narrative, Narration.Difficulties(random, state.Standing),
                    Narration.NextSteps(random, state.Standing),
                    Synthetic.SignatoryOf(seed, target.LeadUnit.Value)));
            }
        }

        return reports;
    }

    private sealed record State(
        int Standing, bool IsLumpy, decimal? Value, IReadOnlyList<NodeState>? Nodes, string Narrative);

    private List<State> StatesOf(Target target)
    {
        switch (target.Kind)
        {
            case TargetKind.Quantitative:
                return [.. QuantitativeYear.Of(seed, target, rules).Zip(Months, (m, period) => new State(
                    m.Standing, m.IsLumpy, Measure.FromMillionths(m.Value), null,
                    Narration.OfNumber(target, period, Measure.FromMillionths(m.Value))))];
            case TargetKind.Milestone:
                var nodes = new MilestoneYear(seed, target, rules);
                return [.. Months.Select(p => (p.EndsOn, States: nodes.StatesOn(p.EndsOn))).Select(d => new State(
                    nodes.StandingOn(d.EndsOn), false, null, d.States, Narration.OfNodes(target, d.States)))];
            default:
                return [.. QualitativeYear.Of(seed, target).Zip(Months, (standing, period) => new State(
                    standing, false, null, null,
                    Narration.OfQuality(SplitMix64.For(seed, "narrative", target.Id.Value, period.Value), standing)))];
        }
    }

    // "No change" carries forward what was reported last, which must then be what is so.
    private static bool IsSame(SyntheticReport last, State state) =>
        !last.NoChange && last.Standing == state.Standing && last.Value == state.Value
        && (state.Nodes is null || last.Nodes!.Zip(state.Nodes).All(n => n.First.DoneOn == n.Second.DoneOn));

    private IEnumerable<SyntheticReport> CoUnitsOf(Target target) =>
        from co in target.CoUnits ?? []
        let habits = UnitHabits.Of(seed, co.Unit.Value)
        from period in Months
        let random = SplitMix64.For(seed, "part", target.Id.Value, co.Unit.Value, period.Value)
        where !random.Chance(habits.Silent)
        select new SyntheticReport(
            target.Id, period, co.Unit, IsLead: false, random.Chance(habits.Late), DemoProgress.OnPlan, IsLumpy: false,
            null, null, null, NoChange: false,
            Narration.OfPart(co.Part), null, null, Synthetic.SignatoryOf(seed, co.Unit.Value));
}
