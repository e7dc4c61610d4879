using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Demo;

namespace Jingan.TargetMgmt.Tests.Demo;

/// <summary>What the made-up assessors decide.</summary>
public sealed class SyntheticMarkTests
{
    private static readonly IReadOnlyList<(TargetId Target, Period Period, int Suggested)> Cases =
        [.. from month in Enumerable.Range(1, 12) from n in Enumerable.Range(1, 99)
            select (new TargetId($"JA2018-{n:000}"), new Period($"2018-{month:00}"), n % 4)];

    private static SyntheticMark First((TargetId Target, Period Period, int Suggested) c) =>
        SyntheticMark.First(1, c.Target, c.Period, c.Suggested, false, c.Suggested, 3);

    private static SyntheticMark Second((TargetId Target, Period Period, int Suggested) c) =>
        SyntheticMark.Second(1, c.Target, c.Period, c.Suggested, false, c.Suggested, 3);

    [Fact]
    public void Nearly_all_follow_the_suggestion_and_who_does_not_gives_a_reason()
    {
        Assert.All(Cases, c => Assert.Equal(First(c).Rank == c.Suggested, First(c).Divergence is null));
        Assert.All(Cases, c => Assert.InRange(First(c).Rank, 0, 3));
        Assert.InRange(Cases.Count(c => First(c).Divergence is not null) * 100 / Cases.Count, 2, 8);
    }

    [Fact]
    public void Every_reason_of_the_closed_list_occurs()
    {
        var codes = Cases.Select(c => First(c).Divergence).Append(SyntheticMark.First(1, Cases[0].Target,
            Cases[0].Period, DemoProgress.OnPlan, true, DemoProgress.FarBehind, 3).Divergence);
        var lumpy = Cases.Select(c => SyntheticMark.First(1, c.Target, c.Period, DemoProgress.OnPlan, true,
            DemoProgress.FarBehind, 3).Divergence);
        Assert.Equal(["dataNotCredible", "nodeStillAttainable", "other", "planShape", "qualityDefect"],
            codes.Concat(lumpy).OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Second_marks_differ_sometimes() =>
        Assert.InRange(Cases.Count(c => First(c).Rank != Second(c).Rank) * 100 / Cases.Count, 6, 25);

    [Fact]
    public void Three_persons_come_to_a_target_and_each_is_first_as_often()
    {
        var orders = Cases.Select(c => SyntheticMark.Assessors(1, c.Target, c.Period)).ToList();
        Assert.All(orders, o => Assert.Equal([0, 1, 2], o.Order()));
        Assert.All(orders.CountBy(o => o[0]), c => Assert.InRange(c.Value * 100 / orders.Count, 25, 42));
    }

    [Fact]
    public void Without_a_suggestion_there_is_nothing_to_diverge_from() =>
        Assert.All(Cases, c => Assert.Null(
            SyntheticMark.First(1, c.Target, c.Period, DemoProgress.OnPlan, false, suggested: null, 3).Divergence));

    [Fact]
    public void What_they_write_says_that_it_is_synthetic()
    {
        var judgement = new SyntheticMark(DemoProgress.Behind, "other").ToJudgement("yellow", "两次评定不同");
        Assert.All((string?[])[judgement.Rationale, judgement.Reason, judgement.Divergence?.Reason,
            Synthetic.AssessorName(2)], text => Assert.True(Synthetic.IsSaidIn(text)));
    }
}
