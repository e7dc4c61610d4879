using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using static Jingan.TargetMgmt.Reports.Views.PullBurden;

namespace Jingan.TargetMgmt.Tests.Reports;

public sealed class BurdenTests
{
    [Fact]
    public void A_quantity_asks_two_fields_a_judged_target_one_and_a_co_unit_one_on_either()
    {
        var report = Read(Sample.View(
            Sample.Unreleased,
            Sample.Silent(Sample.Quantity(1) with { CoUnits = [new(Sample.Co, "数据")] }),
            Sample.Silent(Sample.Target(2, TargetKind.Qualitative) with { CoUnits = [new(Sample.Co, "数据")] })));

        Assert.Equal((2, 3), (report.Units[0].Burden.Reports, report.Units[0].Burden.Fields));
        Assert.Equal((2, 2), (report.Units[1].Burden.Reports, report.Units[1].Burden.Fields));
        Assert.Equal((4, 5), (report.Total.Reports, report.Total.Fields));
    }

    [Fact]
    public void A_node_that_was_done_before_is_carried_on_and_not_asked_for()
    {
        var target = Sample.Target(1, TargetKind.Milestone) with
        {
            Nodes =
            [
                new("N1", "开工", new(2018, 3, 31)), new("N2", "封顶", new(2018, 9, 30)),
                new("N3", "竣工", new(2018, 12, 1)),
            ],
        };
        var may = new EarlierReport(new("2018-05"), null, [new("N1", new(2018, 3, 30)), new("N2"), new("N3")]);

        Assert.Equal(4, FieldsOf(Sample.Silent(target)));
        Assert.Equal(3, FieldsOf(Sample.Silent(target) with { Earlier = [may] }));
    }

    [Fact]
    public void Nothing_is_asked_of_a_suspended_target_and_what_came_all_the_same_took_its_time()
    {
        var total = Read(Sample.View(
            Sample.Unreleased, Sample.Reported(Sample.Target(1) with { Suspension = new(new("2018-01")) }))).Total;

        Assert.Equal(new Burden(0, 0, Reported: 1, Filings: 1, Revisions: 0, Files: 0, Timed: 0, null), total);
    }

    [Fact]
    public void Filings_revisions_and_files_are_summed()
    {
        var total = Read(Sample.View(
            Sample.Unreleased,
            Filed(1, r => r with { Revision = 3, Evidence = [new('a', 64), new('b', 64)] }),
            Filed(2, r => r with { Evidence = [new('a', 64)] }), Sample.Silent(Sample.Quantity(3)))).Total;

        Assert.Equal(
            new Burden(Reports: 3, Fields: 6, Reported: 2, Filings: 4, Revisions: 2, Files: 3, Timed: 0, null), total);
    }

    // Submitted at 01:00:00.000.
    [Theory]
    [InlineData(null)]
    [InlineData(600L, "00:50:00.000")]
    [InlineData(660L, "00:50:00.000", "00:48:00.000")]
    [InlineData(600L, "00:10:00.000", "00:50:00.000", "00:59:00.000")]
    [InlineData(0L, "00:59:59.999", "00:59:59.000")] // 0.5005 s
    public void The_median_is_exact_and_in_whole_seconds(long? median, params string[] opened)
    {
        var total = Read(Sample.View(Sample.Unreleased,
        [
            .. opened.Select((at, i) => Filed(i + 1, r => r with { OpenedAt = $"2018-07-02T{at}Z" })),
            Filed(9, r => r), // from no draft: it has no time
        ])).Total;

        Assert.Equal((opened.Length, median), (total.Timed, total.MedianSeconds));
    }

    [Fact]
    public void A_report_for_june_is_no_burden_of_the_second_quarter()
    {
        var quarter = new Period("2018-Q2");
        var june = Sample.Government(Filed(1, r => r), Sample.Reported(Sample.Quantity(2) with
        {
            Frequency = ReportingFrequency.Quarterly,
        }));
        var total = Read(new(june with { Period = june.Period with { Code = quarter } }, Sample.Unreleased)).Total;

        Assert.Equal((1, 2, 1), (total.Reports, total.Fields, total.Reported));
    }

    [Fact]
    public void The_table_has_a_row_per_unit_and_the_total()
    {
        var lines = CsvText.Of(ToTable(Read(Sample.View(
            Sample.Unreleased, Filed(1, r => r with { OpenedAt = "2018-07-02T00:50:00.000Z" }))), CsvFor.Program));

        Assert.Equal("LSJ,静安区绿化和市容管理局,部门,1,2,1,1,0,0,1,600", lines[1]);
        Assert.Equal("JD-BEIZHAN,北站街道,街镇,0,0,0,0,0,0,0,", lines[2]);
        Assert.Equal(",合计,,1,2,1,1,0,0,1,600", lines[3]);
    }

    private static int FieldsOf(TargetFacts facts) => Read(Sample.View(Sample.Unreleased, facts)).Total.Fields;

    private static TargetFacts Filed(int number, Func<ProgressReport, ProgressReport> with) =>
        new(Sample.Quantity(number), 1, with(Sample.Report(Sample.Lead)), [], []);
}
