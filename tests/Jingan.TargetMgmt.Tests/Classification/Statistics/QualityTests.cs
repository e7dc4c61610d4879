using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Contracts;
using static Jingan.TargetMgmt.Tests.Classification.Statistics.Year;

namespace Jingan.TargetMgmt.Tests.Classification.Statistics;

/// <summary>What GET /quality computes, over periods as issued.</summary>
public sealed class QualityTests
{
    [Theory]
    [InlineData(1, 3, "0.333333", true)]
    [InlineData(2, 3, "0.666667", true)]
    [InlineData(1, 64, "0.015625", false)]
    [InlineData(1, 128, "0.007812", false)]
    [InlineData(3, 128, "0.023438", false)]
    [InlineData(9, 10, "0.9", false)]
    [InlineData(0, 9, "0", true)]
    [InlineData(0, 0, null, true)]
    public void A_share_has_its_counts_and_says_when_they_are_few(int count, int of, string? share, bool small) =>
        Assert.Equal(new Proportion(count, of, share, small), Proportion.From(count, of));

    [Fact]
    public void A_claim_is_compared_with_the_rating_of_the_report_that_made_it_and_what_is_missing_is_counted()
    {
        var june = Period("2018-06",
            Rating(Target(1), "red", basis: 11), Rating(Target(2), "yellow", basis: 12),
            Rating(Target(3), "green", basis: 13), Rating(Target(4), "green", basis: 14, unit: "FGW"),
            Rating(Target(5), "red"), Rating(Target(6), "red", basis: 16), Rating(Target(7), "red", basis: 17),
            Rating(Target(8), "red", basis: 18));
        var (all, units) = SelfClaims.Of([june], new Dictionary<Period, IReadOnlyDictionary<long, string?>>
        {
            [june.Period] = new Dictionary<long, string?>
            {
                [11] = "blue",
                [12] = "green",
                [13] = "green",
                [14] = "red",
                [16] = null,
                [17] = "pink",
                [99] = "blue",
            },
        });

        Assert.Equal((8, 4, 1, 2, 1), (all.Rated, all.Compared, all.WithoutReport, all.WithoutClaim, all.NotFound));
        Assert.Equal((2, 1, 1), (all.Better.Count, all.Equal.Count, all.Worse.Count));
        Assert.Equal((2, "0.5"), (all.RankDifference, all.MeanRankDifference)); // 3 + 1 + 0 - 2 over 4
        Assert.Equal(new(june.Period, Target(1), "blue", "red", 3), all.Worst);
        Assert.Equal(["FGW", "LSJ"], units.Select(u => u.Unit));
        Assert.Equal((1, "-2", null), (units[0].Compared, units[0].MeanRankDifference, units[0].Worst));
        Assert.Equal("1.333333", units[1].MeanRankDifference);
    }

    [Fact]
    public void A_divergence_counts_against_what_had_a_suggestion()
    {
        var june = Period("2018-06",
            Rating(Target(1), "red", "green", "evidence"), Rating(Target(2), "red", "red"), Rating(Target(3), "red"),
            Rating(Target(4), "red", "blue", "quality", assessor: "b"),
            Rating(Target(5), "red", "yellow", "evidence"));
        var (all, assessors) = Divergences.Of([june]);
        Assert.Equal((5, Proportion.From(3, 4)), (all.Rated, all.Diverging));
        Assert.Equal([new("evidence", Proportion.From(2, 3)), new("quality", Proportion.From(1, 3))], all.Reasons);
        Assert.Equal([("a", 4, Proportion.From(2, 3)), ("b", 1, Proportion.From(1, 1))],
            assessors.Select(a => (a.Assessor, a.Rated, a.Diverging)));
    }

    [Fact]
    public void Coverage_leaves_nothing_out_unseen()
    {
        var june = new FrozenPeriod(
            new("2018-06"), Colours, [Rating(Target(1), "red", basis: 1), Rating(Target(2), "red")],
            [new(Target(3), TargetState.NotReported), new(Target(4), TargetState.NotReported),
                new(Target(5), TargetState.Suspended), new(Target(6), TargetState.Judgement)]);
        var coverage = Coverage.Of(june);
        Assert.Equal((6, Proportion.From(2, 6), Proportion.From(2, 6)), (coverage.Targets, coverage.Rated,
            coverage.Reported));
        Assert.Equal(coverage.Targets, coverage.Rated.Count + coverage.Unrated.Sum(u => u.Count));
        Assert.Equal([(TargetState.Judgement, 1), (TargetState.NotReported, 2), (TargetState.Suspended, 1)],
            coverage.Unrated.Select(u => (u.State, u.Count)));
    }

    [Fact]
    public void Every_target_moves_somewhere_and_months_are_not_mixed_with_quarters()
    {
        FrozenPeriod[] periods =
        [
            Period("2018-03", "ggry.-"), Period("2018-06", "gy-bg-"), Period("2018-Q1", "r"), Period("2018-Q2", "g"),
            Period("2018-07", "g"),
        ];
        Assert.Equal(["2018-03 2018-06", "2018-06 2018-07", "2018-Q1 2018-Q2"], FrozenPeriod.Pairs(periods)
            .Select(p => $"{p.From.Period} {p.To.Period}"));
        var transitions = Transitions.Of(periods[0], periods[1]);
        Assert.Equal(
            ["green green 1/2", "green yellow 1/2", "yellow blue 1/1", "red unrated 1/1", "absent green 1/1",
                "unrated unrated 1/1"],
            transitions.Cells.Select(c => $"{c.From} {c.To} {c.Targets.Count}/{c.Targets.Of}"));
        Assert.Equal(transitions.Targets, transitions.Cells.Sum(c => c.Targets.Count));
    }

    [Fact]
    public void An_outcome_is_what_was_reported_for_the_last_period()
    {
        var outcomes = OutcomesOf(
            Fact(1, 10m), Fact(2, 9.999999m), Fact(3, null), Fact(4, null, TargetKind.Milestone, new(2018, 12, 31)),
            Fact(5, null, TargetKind.Milestone, new(2019, 1, 1)),
            Fact(6, null, TargetKind.Milestone), Fact(7, 1m, TargetKind.Qualitative));
        Assert.Equal(
            [Outcome.Reached, Outcome.NotReached, Outcome.Unknown, Outcome.Reached, Outcome.NotReached, Outcome.Unknown,
                Outcome.NotMeasured],
            Enumerable.Range(1, 7).Select(i => outcomes[Target(i)]));
    }

    [Fact]
    public void A_colour_is_worth_what_became_of_its_targets()
    {
        var outcomes = OutcomesOf(Fact(1, 10m), Fact(2, 1m), Fact(3, null), Fact(4, 1m, TargetKind.Qualitative),
            Fact(5, 10m));
        var calibration = Calibration.Of([Period("2018-06", "gggg-y")], outcomes);
        Assert.Equal(
            [("green", Proportion.From(1, 2), 1, 1), ("yellow", Proportion.From(0, 0), 1, 0),
                ("unrated", Proportion.From(1, 1), 0, 0)],
            calibration.Select(c => (c.Colour, c.Reached, c.Unknown, c.NotMeasured)));
    }

    [Fact]
    public void Green_until_November_is_told_with_its_targets()
    {
        // In December: 1 and 2 red, 3 green but short of its value, 4 red and never reported, 5 red since November,
        // 6 reached.
        var outcomes = OutcomesOf(Fact(1, 1m), Fact(2, 10m), Fact(3, 9m), Fact(4, null), Fact(5, 1m), Fact(6, 10m));
        var late = LateRed.Of(Period("2018-11", "gbyg-r"), Period("2018-12", "rrgrrg"), outcomes);
        Assert.Equal(5, late.Failed);
        Assert.Equal(["blue", "green"], late.GoodColours);
        Assert.Equal(Proportion.From(3, 5), late.Late);
        Assert.Equal([Target(1), Target(2), Target(4)], late.Targets);
        Assert.Equal(["blue 1", "green 2", "yellow 1", "unrated 1"],
            late.ColoursBefore.Select(c => $"{c.Colour} {c.Failed.Count}"));
    }
}
