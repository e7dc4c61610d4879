using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Tests.Reports;

public sealed class UnitViewTests
{
    [Fact]
    public void A_co_unit_owes_its_own_report()
    {
        var view = Sample.View(
            Sample.Unreleased, Sample.Reported(Shared(1)),
            Sample.Reported(Shared(2)) with { CoUnits = [Sample.Report(Sample.Co, Timeliness.Late)] });

        var (lead, co) = (view.Units[0], view.Units[1]);
        Assert.Equal((2, 2, 2, 0, 0, "1", "1"), (lead.Expected, lead.Filed, lead.OnTime, lead.Late, lead.NotReported,
            lead.Completeness, lead.Timely));
        Assert.Equal((2, 1, 0, 1, 1, "0.5", "0"), (co.Expected, co.Filed, co.OnTime, co.Late, co.NotReported,
            co.Completeness, co.Timely));
    }

    [Fact]
    public void A_report_of_another_co_unit_does_not_count() =>
        Assert.Equal(1, Sample.View(Sample.Unreleased, Sample.Reported(Shared(1)) with
        {
            CoUnits = [Sample.Report(new("QFB"))],
        }).Units[1].NotReported);

    [Fact]
    public void Nothing_is_owed_for_a_suspended_target()
    {
        var unit = Sample.View(Sample.Unreleased, Sample.Silent(Sample.Target(1) with
        {
            Suspension = new(new("2018-01")),
        })).Units[0];

        Assert.Equal((0, 0, 0), (unit.Expected, unit.Filed, unit.NotReported));
        Assert.Null(unit.Completeness);
        Assert.Equal(TargetState.Suspended, unit.Worst!.State);
        Assert.Null(unit.Worst.Filed);
    }

    [Fact]
    public void A_report_on_a_suspended_target_does_not_make_up_for_another()
    {
        var suspended = Sample.Target(1) with { Suspension = new(new("2018-01")) };

        var unit = Sample.View(Sample.Unreleased, Sample.Reported(suspended), Sample.Silent(Sample.Target(2))).Units[0];

        Assert.Equal((1, 0, 1, "0"), (unit.Expected, unit.Filed, unit.NotReported, unit.Completeness));
    }

    [Fact]
    public void A_unit_that_leads_and_co_operates_on_one_target_owes_one_report() =>
        Assert.Equal(1, Sample.View(Sample.Unreleased, Sample.Reported(Sample.Target(1) with
        {
            CoUnits = [new(Sample.Lead, "自身")],
        })).Units[0].Expected);

    [Fact]
    public void The_worst_member_is_a_red_then_a_silence_then_the_unrated_then_a_green()
    {
        TargetFacts[] targets =
        [
            .. Enumerable.Range(1, 4).Select(n => Sample.Reported(Sample.Target(n))), Sample.Silent(Sample.Target(5)),
        ];

        Assert.Equal("JA2018-004", WorstOf(targets, "blue", "green", "yellow", "red"));
        Assert.Equal("JA2018-005", WorstOf(targets, "blue", "green", "green"));
        Assert.Equal("JA2018-003", WorstOf(targets[..4], "blue", "green", null, "green"));
        Assert.Equal("JA2018-002", WorstOf(targets[..4], "blue", "green", "green", "blue"));
    }

    [Fact]
    public void A_co_units_own_silence_is_not_hidden_by_the_colour_of_the_target()
    {
        var view = Sample.View(
            Sample.Released(Sample.Rating(1, "green"), Sample.Rating(2, "blue")),
            Sample.Reported(Shared(1)) with { CoUnits = [Sample.Report(Sample.Co)] }, Sample.Reported(Shared(2)));

        Assert.Equal(
            new Member(
                new("JA2018-002"), "目标2", "blue", null, Timeliness.NotReported, null, null, null, ColourChange.New),
            view.Units[1].Worst! with { Figures = null });
    }

    [Fact]
    public void The_units_report_counts_the_led_targets_once_each_under_a_colour_or_a_state()
    {
        var report = PullUnits.Read(Sample.View(
            Sample.Released(Sample.Rating(1, "red")), Sample.Reported(Shared(1)), Sample.Silent(Sample.Target(2)),
            Sample.Reported(Sample.Target(3))));

        var (lead, co) = (report.Units[0], report.Units[1]);
        Assert.Equal((3, 0), (lead.Led, lead.CoOperated));
        Assert.Equal(3, lead.Colours.Sum(c => c.Count) + lead.States.Sum(s => s.Count));
        Assert.Equal(["blue", "green", "yellow", "red"], lead.Colours.Select(c => c.Colour));
        Assert.Equal((0, 1, 0), (co.Led, co.CoOperated, co.Colours.Sum(c => c.Count) + co.States.Sum(s => s.Count)));
    }

    [Fact]
    public void The_data_is_as_of_the_latest_report_of_any_unit()
    {
        var view = Sample.View(
            Sample.Unreleased,
            Sample.Reported(Shared(1)) with
            {
                CoUnits = [Sample.Report(Sample.Co, submittedAt: "2018-07-03T01:00:00.000Z")],
            }, Sample.Silent(Sample.Target(2)));

        Assert.Equal("2018-07-03T01:00:00.000Z", view.DataAsOf);
        Assert.Null(Sample.View(Sample.Unreleased, Sample.Silent(Sample.Target(1))).DataAsOf);
    }

    private static Target Shared(int number) => Sample.Target(number) with { CoUnits = [new(Sample.Co, "协助")] };

    private static string WorstOf(IReadOnlyList<TargetFacts> targets, params string?[] colours)
    {
        RatingFact[] ratings =
            [.. colours.Index().Where(c => c.Item is not null).Select(c => Sample.Rating(c.Index + 1, c.Item!))];
        return Sample.View(Sample.Released(ratings), targets).Units[0].Worst!.TargetId.Value;
    }
}
