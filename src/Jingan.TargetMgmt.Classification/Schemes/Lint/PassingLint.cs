namespace Jingan.TargetMgmt.Classification.Schemes.Lint;

/// <summary>Checks that being reached never worsens a colour,
/// where a target passes from one class to another by it.</summary>
internal static class PassingLint
{
    public static Finding? Reversal(ClassTable unreached, ClassTable reached)
    {
        var before = Best(unreached.FromWorst(reached: false), unreached);
        var after = Worst(reached.FromWorst(reached: true), reached);
        if (before is not { } best || after is not { } worst || reached.Ranks[worst.Band] <= unreached.Ranks[best.Band])
        {
            return null;
        }

        // A plan ties the values of one target together: with more progress k is larger and the gap smaller.
        // Other measures say nothing of each other.
        return unreached.Class.Measure == reached.Class.Measure
            && unreached.Class.Measure is SchemeMeasure.K or SchemeMeasure.GapPoints
            ? AlongOneMeasure(unreached, reached)
            : BandLint.Reversed(unreached.SideAt(best), reached.SideAt(worst));
    }

    private static Finding? AlongOneMeasure(ClassTable unreached, ClassTable reached)
    {
        if (unreached == reached)
        {
            return null; // the class by itself was looked at
        }

        var measure = reached.Class.Measure;
        var points = MeasureRange.Points(measure, unreached.Edges.Concat(reached.Edges), twoBetween: true);
        (long Value, int Band)? best = null;
        foreach (var value in MeasureRange.IsBetterLarger(measure) ? points : points.Reverse())
        {
            var (before, after) = (unreached.BandAt(value), reached.BandAt(value));

            // With the same value one target is both reached and not only where the plan has not left the baseline yet:
            // k is then 1.
            if (measure == SchemeMeasure.K && value == MeasureRange.One)
            {
                best = Better(best, (value, before), unreached);
            }

            if (after >= 0 && best is { } worse && reached.Ranks[after] > unreached.Ranks[worse.Band])
            {
                return BandLint.Reversed(unreached.SideAt(worse), reached.SideAt((value, after)));
            }

            best = Better(best, (value, before), unreached);
        }

        return null;
    }

    private static (long Value, int Band)? Better(
        (long Value, int Band)? best, (long Value, int Band) point, ClassTable table) =>
        point.Band < 0 || (best is { } b && table.Ranks[b.Band] < table.Ranks[point.Band]) ? best : point;

    private static (long Value, int Band)? Best(IEnumerable<(long Value, int Band)> points, ClassTable table) =>
        points.Aggregate(((long, int)?)null, (best, point) => Better(best, point, table));

    private static (long Value, int Band)? Worst(IEnumerable<(long Value, int Band)> points, ClassTable table) =>
        points.Aggregate(((long Value, int Band)?)null, (worst, point) =>
            worst is { } w && table.Ranks[w.Band] >= table.Ranks[point.Band] ? w : point);
}
