using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Documents;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Tests.Reports.Documents;

public sealed class PeriodReportTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public void It_names_the_issued_report_both_logs_and_the_cut_off_in_beijing_time()
    {
        var report = SampleReport.Of([Sample.Reported(Sample.Target(1))], [Sample.Rating(1, "green")]);
        Assert.Equal(SampleReport.Receipt, report.Issued);
        Assert.Equal([Sample.GovernmentLog, Sample.EvaluationLog], report.Head.Logs);
        Assert.Equal("2018年6月目标推进情况报告", report.Head.Title);
        Assert.Equal(
            "考核截止日：2018年6月30日；数据截至：2018年7月11日 00:00（填报期关闭时）；评估报告出具：2018年7月20日 09:00。均为北京时间。",
            BeijingTime.CutOffOf(report.Head));
    }

    [Fact]
    public void Before_its_close_and_its_release_it_says_so_and_shows_no_rating()
    {
        var open = Sample.Government(Sample.Reported(Sample.Target(1))) with { Marks = new(100, new(2018, 7, 5)) };
        var report = PeriodReportReading.Of(
            new(open, Sample.Unreleased with { Ratings = [Sample.Rating(1, "red")] }),
            SampleReport.Matrix([Sample.Reported(Sample.Target(1))], []));
        Assert.Equal(
            "考核截止日：2018年6月30日；数据截至：2018年7月2日 09:00（最近一次填报；填报期尚未关闭）；评估报告尚未出具，故无评定。均为北京时间。",
            BeijingTime.CutOffOf(report.Head));
        Assert.Equal((null, 0, 0), (report.Issued, report.Overview.Rated, report.Attention.Count));
        Assert.All(report.Colours, c => Assert.Equal((0, null), (c.Count, c.Share)));
    }

    [Fact]
    public void Counts_are_by_colour_and_level_and_stand_beside_those_of_the_last_period_that_has_colours()
    {
        var report = SampleReport.Of(
            [
                Sample.Reported(Sample.Target(1) with { Level = TargetLevel.Overall }),
                Sample.Reported(Sample.Target(2)), Sample.Reported(Sample.Target(3)), Sample.Silent(Sample.Target(4)),
            ],
            [Sample.Rating(1, "green"), Sample.Rating(2, "green"), Sample.Rating(3, "red")],
            [
                Sample.Rating(1, "yellow", period: "2018-04"), Sample.Rating(2, "green", period: "2018-04"),
                Sample.Rating(3, "yellow", period: "2018-03"),
            ]);
        Assert.Equal(new Period("2018-04"), report.Previous);
        Assert.Equal(
            [("blue", 0, 0, 0, "0", 0), ("green", 1, 1, 2, "0.666667", 1), ("yellow", 0, 0, 0, "0", 1),
                ("red", 0, 1, 1, "0.333333", 0)],
            report.Colours.Select(c =>
                (c.Colour.Code, c.Overall, c.Departmental, c.Count, c.Share, c.Last.GetValueOrDefault(-1))));
        Assert.Equal(
            (TargetState.NotReported, 0, 1, 1),
            report.States.Select(s => (s.State, s.Overall, s.Departmental, s.Count)).First());
        Assert.Equal(new MoveCounts(1, 1, 1, 0, 0), report.Moves);
        Assert.Equal(
            [
                ("JA2018-003", "yellow", "red", ColourChange.Worse),
                ("JA2018-001", "yellow", "green", ColourChange.Better),
            ],
            report.Moved.Select(m => (m.TargetId.Value, m.From.Code, m.To.Code, m.Change!.Value)));
    }

    [Fact]
    public void What_needs_attention_comes_with_its_gap_and_with_what_the_unit_filed()
    {
        var facts = Sample.Reported(Sample.Quantity(1));
        facts = facts with
        {
            Lead = facts.Lead! with { Value = 1.25m, Difficulties = "动迁未完", NextSteps = "倒排工期" },
        };
        var line = Assert.Single(SampleReport.Of([facts], [Sample.Rating(1, "yellow")]).Attention);
        Assert.Equal(
            (1.25m, 3.5m, -2.25m, "动迁未完", "倒排工期", "美丽静安", 1),
            (line.Item.Figures!.Value, line.Item.Figures.Planned, line.Gap, line.Difficulties, line.NextSteps,
                line.Field, line.InARow));
    }

    // 3 March to 6 June; in April nothing was owed, in February it was better.
    [Fact]
    public void Periods_in_a_row_pass_over_those_in_which_nothing_was_owed()
    {
        var report = SampleReport.Of(
            [Sample.Reported(Sample.Target(1))], [Sample.Rating(1, "red")],
            [
                Sample.Rating(1, "yellow", period: "2018-01"), Sample.Rating(1, "green", period: "2018-02"),
                Sample.Rating(1, "yellow", period: "2018-03"), Sample.Rating(1, "red", period: "2018-05"),
            ],
            new Dictionary<(int, int), TargetState> { [(1, 4)] = TargetState.Suspended });
        Assert.Equal(3, Assert.Single(report.Attention).InARow);
    }

    [Fact]
    public void A_period_without_a_colour_in_which_something_was_owed_ends_the_row()
    {
        var report = SampleReport.Of(
            [Sample.Reported(Sample.Target(1))], [Sample.Rating(1, "red")],
            [Sample.Rating(1, "red", period: "2018-04")]);
        Assert.Equal(1, Assert.Single(report.Attention).InARow);
    }

    [Fact]
    public void Departments_and_subdistricts_stand_apart_with_counts_beside_shares()
    {
        var report = SampleReport.Of(
            [
                Sample.Reported(Sample.Target(1)), Sample.Reported(Sample.Target(2), Timeliness.Late),
                Sample.Silent(Sample.Target(3) with { LeadUnit = Sample.Co }),
            ],
            [Sample.Rating(1, "green"), Sample.Rating(2, "red")]);
        var (departments, subdistricts) = (report.Units[0], report.Units[1]);
        Assert.Equal((UnitKind.Department, UnitKind.Subdistrict), (departments.Kind, subdistricts.Kind));
        var unit = Assert.Single(departments.Units);
        Assert.Equal((Sample.Lead, 2, 2, 0), (unit.Unit!.Value, unit.Led, unit.Rated, unit.NotRated));
        Assert.Equal(
            [("blue", 0, "0"), ("green", 1, "0.5"), ("yellow", 0, "0"), ("red", 1, "0.5")],
            unit.Colours.Select(c => (c.Colour.Code, c.Count, c.Share)));
        Assert.Equal((2, 2, 1, 1, 0, "1", "0.5"), (
            unit.Expected, unit.Filed, unit.OnTime, unit.Late, unit.NotReported, unit.Completeness, unit.Timeliness));
        Assert.Equal((1, 0, 1, "0"), (
            subdistricts.Total.Led, subdistricts.Total.Rated, subdistricts.Total.NotReported,
            subdistricts.Total.Completeness));
        Assert.All(subdistricts.Total.Colours, c => Assert.Null(c.Share));
        Assert.Equal("JA2018-002", Assert.Single(report.Late).TargetId.Value);
    }

    [Fact]
    public void The_course_has_the_periods_of_its_length_up_to_this_one()
    {
        var report = SampleReport.Of([Sample.Reported(Sample.Target(1))], [Sample.Rating(1, "green")]);
        Assert.Equal(
            ["2018-01", "2018-02", "2018-03", "2018-04", "2018-05", "2018-06"],
            report.Course.Periods.Select(p => p.Value));
        Assert.Equal("静安区绿化和市容管理局", Assert.Single(report.Course.Targets).LeadName);
    }

    [Theory]
    [InlineData("黄", "红", "红黄清单")]
    [InlineData("黄色", "红色", "需关注清单")]
    [InlineData("/", "*", "需关注清单")]
    public void The_list_is_called_by_the_colours_that_are_in_it_where_a_sheet_may_be(
        string worse, string worst, string name)
    {
        var report = SampleReport.Of([], []);
        Assert.Equal(name, (report with
        {
            Colours = [.. report.Colours.Take(2), .. report.Colours.Skip(2).Zip([worse, worst], (c, n) =>
                c with { Colour = c.Colour with { Name = n } })],
        }).AttentionName);
    }

    // Whoever writes while it is read makes the period and its year two moments: it is read again, not for ever.
    [Fact]
    public async Task A_period_and_its_year_are_read_at_one_moment_where_that_can_be()
    {
        var still = new SamplePorts(Sample.Government([]), Sample.Unreleased);
        Assert.NotNull(await PeriodReportReading.ReadAsync(still, still, Sample.June, Ct));
        Assert.Equal((2, 2), (still.ProgressCalls, still.RatingCalls));
        var busy = new SamplePorts(Sample.Government([]), Sample.Unreleased)
        {
            Year = new(Sample.GovernmentLog with { Size = 121 }, [], []),
        };
        var report = await PeriodReportReading.ReadAsync(busy, busy, Sample.June, Ct);
        Assert.Equal((6, 6), (busy.ProgressCalls, busy.RatingCalls));
        Assert.Equal((120, 121), (report!.Head.Logs[0].Size, report.Course.Logs[0].Size));
    }
}
