using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using static Jingan.TargetMgmt.Reports.Views.PullCooperation;

namespace Jingan.TargetMgmt.Tests.Reports;

public sealed class CooperationTests
{
    private static readonly WaitingAnswer Later = new(
        130, false, new(2018, 7, 20), "已报市局", "jd-1", "2018-07-03T16:30:00.000Z");

    [Fact]
    public void Who_waits_longest_comes_first_with_the_days_to_the_periods_end_and_to_the_answer()
    {
        var report = Read(Sample.View(
            Sample.Unreleased, Waiting(1, new(2018, 6, 28)), Waiting(2, new(2018, 6, 11), Later),
            Waiting(3, new(2018, 7, 2))));

        Assert.Equal((3, 2, 0), (report.Waits, report.Unanswered, report.Done));
        Assert.Equal(
            [("JA2018-002", 19, (int?)23), ("JA2018-001", 2, null), ("JA2018-003", 0, null)], // 4 July in Shanghai
            report.Waiting.Select(w => (w.TargetId.Value, w.Days, w.AnsweredAfterDays)));
        Assert.Equal(("静安区绿化和市容管理局", "北站街道"), (report.Waiting[0].Name, report.Waiting[0].OnName));
    }

    [Fact]
    public void Units_that_wait_for_each_other_are_named_until_one_matter_is_done()
    {
        var back = Sample.Reported(Sample.Target(2)) with
        {
            Lead = null,
            CoUnits = [Sample.Report(Sample.Co) with { WaitsFor = [Wait(Sample.Lead, new(2018, 6, 1))] }],
        };
        var ring = Assert.Single(Read(Sample.View(Sample.Unreleased, Waiting(1, new(2018, 6, 11)), back)).Cycles);

        Assert.Equal([Sample.Co, Sample.Lead], ring.Units);
        Assert.Equal(["JA2018-002", "JA2018-001"], ring.Targets.Select(t => t.Single().Value));
        Assert.Empty(Read(Sample.View(
            Sample.Unreleased, Waiting(1, new(2018, 6, 11), Later with { Done = true }), back)).Cycles);
    }

    [Theory]
    [InlineData("2018-06-30", null, true)]
    [InlineData("2018-07-01", null, false)]
    [InlineData("2018-06-30", "2018-06-30", false)]
    [InlineData(null, null, false)]
    public void A_part_is_overdue_when_its_own_day_is_over_and_it_is_not_done(string? due, string? done, bool overdue)
    {
        var target = Sample.Target(1) with { CoUnits = [new(Sample.Co, "数据", Day(due))] };
        var part = Assert.Single(Read(Sample.View(Sample.Unreleased, new TargetFacts(
            target, 1, Sample.Report(Sample.Lead),
            [Sample.Report(Sample.Co) with { Part = new(Day(done)) }], []))).Parts);

        Assert.Equal(
            (Sample.Co, Sample.Lead, "数据", Day(due), Day(done), overdue, Timeliness.OnTime),
            (part.Unit, part.LeadUnit, part.What, part.Due, part.DoneOn, part.Overdue, part.Filed));
    }

    [Fact]
    public void A_part_of_which_nothing_was_reported_is_open()
    {
        var target = Sample.Target(1) with { CoUnits = [new(Sample.Co, "数据", new(2018, 5, 31))] };
        var part = Assert.Single(Read(Sample.View(Sample.Unreleased, Sample.Silent(target))).Parts);

        Assert.Equal((true, null, Timeliness.NotReported), (part.Overdue, part.DoneOn, part.Filed));
    }

    [Fact]
    public void Where_nobody_waits_and_nobody_co_operates_the_report_is_empty()
    {
        var report = Read(Sample.View(Sample.Unreleased));

        Assert.Equal((0, 0, 0), (report.Waits, report.Unanswered, report.Done));
        Assert.Empty(report.Waiting);
        Assert.Empty(report.Cycles);
        Assert.Empty(report.Parts);
    }

    [Fact]
    public void The_table_has_a_row_per_matter_and_part()
    {
        var facts = Waiting(1, new(2018, 6, 11), Later);
        var lines = CsvText.Of(Jingan.TargetMgmt.Reports.Views.CooperationTable.Of(Read(Sample.View(
            Sample.Unreleased, facts with { Target = facts.Target with { CoUnits = [new(Sample.Co, "数据")] } })),
            CsvFor.Program));

        Assert.Equal(
            "JA2018-001,目标1,LSJ,静安区绿化和市容管理局,JD-BEIZHAN,北站街道,,2018-06-11,19,用地批复,已答复,已报市局,2018-07-20,23", lines[1]);
        Assert.Contains("JA2018-001,目标1,LSJ,JD-BEIZHAN,北站街道,数据,,,,,未填报", lines);
    }

    private static DateOnly? Day(string? text) =>
        text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static TargetFacts Waiting(int number, DateOnly since, WaitingAnswer? answer = null) =>
        Sample.Reported(Sample.Target(number)) with
        {
            Lead = Sample.Report(Sample.Lead) with { WaitsFor = [Wait(Sample.Co, since, answer)] },
        };

    private static ReportWaiting Wait(UnitCode on, DateOnly since, WaitingAnswer? answer = null) =>
        new(1, on, null, since, "用地批复", answer);
}
