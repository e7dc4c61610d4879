using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using static Jingan.TargetMgmt.Reports.Views.PullCompleteness;

namespace Jingan.TargetMgmt.Tests.Reports;

public sealed class CompletenessTests
{
    [Fact]
    public void What_is_missing_is_named_for_who_leads_and_for_who_co_operates()
    {
        var units = Read(Sample.View(
            Sample.Unreleased, Sample.Silent(Sample.Target(1)), Sample.Reported(Shared(2)))).Units;

        Assert.Equal([new MissingReport(new("JA2018-001"), "目标1", IsLead: true)], units[0].Missing);
        Assert.Equal([new MissingReport(new("JA2018-002"), "目标2", IsLead: false)], units[1].Missing);
    }

    [Fact]
    public void Reports_are_counted_by_what_they_hold()
    {
        var full = Sample.Report(Sample.Lead) with
        {
            Difficulties = "征地",
            Evidence = [new('a', 64)],
            SelfColour = "green",
        };
        var total = Read(Sample.View(
            Sample.Unreleased, new(Sample.Target(1), 1, full, [], []),
            new(Sample.Target(2), 1, Sample.Report(Sample.Lead, Timeliness.Late) with { NoChange = true }, [], []),
            Sample.Silent(Sample.Target(3)))).Total;

        Assert.Equal(
            new Reporting(Expected: 3, Filed: 2, OnTime: 1, Late: 1, NotReported: 1, "0.666667", NoChange: 1,
                WithDifficulties: 1, WithEvidence: 1, WithSelfColour: 1),
            total);
    }

    [Fact]
    public void Nothing_is_missing_of_a_suspended_target_and_a_share_of_nothing_is_none()
    {
        var report = Read(Sample.View(
            Sample.Unreleased, Sample.Silent(Sample.Target(1) with { Suspension = new(new("2018-01")) })));

        Assert.Equal((0, 0, null), (report.Total.Expected, report.Total.NotReported, report.Total.Completeness));
        Assert.All(report.Units, u => Assert.Empty(u.Missing));
    }

    [Fact]
    public void A_period_without_targets_has_its_units_and_nothing_owed()
    {
        var report = Read(Sample.View(Sample.Unreleased));

        Assert.Equal(2, report.Units.Count);
        Assert.Equal(0, report.Total.Expected);
    }

    [Fact]
    public void The_table_has_a_row_per_unit_the_total_and_each_missing_report()
    {
        var lines = CsvText.Of(ToTable(
            Read(Sample.View(Sample.Unreleased, Sample.Silent(Sample.Target(1)))), CsvFor.Program));

        Assert.StartsWith("LSJ,静安区绿化和市容管理局,部门,1,0,0,0,1,0,", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.StartsWith(",合计,,1,0,0,0,1,0,", StringComparison.Ordinal));
        Assert.Contains("LSJ,静安区绿化和市容管理局,JA2018-001,目标1,牵头", lines);
    }

    private static Target Shared(int number) => Sample.Target(number) with { CoUnits = [new(Sample.Co, "数据")] };
}
