using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;
using static Jingan.TargetMgmt.Reports.Views.PullMatrix;

namespace Jingan.TargetMgmt.Tests.Reports;

public sealed class MatrixTests
{
    [Fact]
    public void Periods_run_by_their_last_month_and_a_month_comes_before_its_quarter() =>
        Assert.Equal(["2018-03", "2018-Q1", "2018-06", "2018-Q2"], Matrix([Sample.Target(1)], []).Periods
            .Select(p => p.Value));

    [Fact]
    public void A_cell_shows_the_released_colour_beside_what_the_lead_unit_filed()
    {
        var report = Matrix(
            [Sample.Target(1), Sample.Target(2)], [Sample.Rating(1, "red", correction: true)],
            (1, "2018-06", Timeliness.Late), (2, "2018-03", Timeliness.OnTime));

        Assert.Equal(
            new Cell(new("2018-06"), "red", null, Timeliness.Late, true, 1, 901, Change: ColourChange.New),
            report.Rows[0].Cells[2] with { Figures = null });
        Assert.Equal(new Cell(new("2018-03"), null, TargetState.Unrated, Timeliness.OnTime, false),
            report.Rows[1].Cells[0]);
        Assert.Equal(new Cell(new("2018-06"), null, TargetState.NotReported, Timeliness.NotReported, false),
            report.Rows[1].Cells[2]);
    }

    [Fact]
    public void The_silence_of_a_suspended_target_is_not_missing()
    {
        var report = Matrix([Sample.Target(1) with { Suspension = new(new("2018-Q2")) }], []);

        Assert.Equal([TargetState.NotReported, TargetState.NotReported, TargetState.Suspended, TargetState.Suspended],
            report.Rows[0].Cells.Select(c => c.State!.Value));
    }

    [Fact]
    public void A_row_keeps_its_first_title_and_a_colour_shows_what_was_judged()
    {
        var judged = new JudgedTarget("目标1（调整后）", "绿化市容局", "3.1", "7", "万平方米");
        var report = Matrix([Sample.Target(1)], [Sample.Rating(1, "red") with { Judged = judged },
            Sample.Rating(1, "green", period: "2018-03") with { Judged = judged with { Title = "目标1" } }]);

        Assert.Equal("目标1", report.Rows[0].Title);
        Assert.Equal([null, null, judged, null], report.Rows[0].Cells.Select(c => c.Judged));
        Assert.Contains(CsvText.Of(MatrixTable.ToResult(report, CsvFor.Program)), l =>
            l.StartsWith("JA2018-001,2018年6月,评定时,目标1（调整后）,绿化市容局", StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_has_a_column_per_period_with_the_colour_or_the_state()
    {
        var lines = CsvText.Of(MatrixTable.ToResult(Matrix(
            [Sample.Target(1)], [Sample.Rating(1, "red", correction: true)], (1, "2018-03", Timeliness.OnTime)),
            CsvFor.Program));

        Assert.Equal("目标编号,目标,牵头单位,层级,类型,原目标值,原计量单位,2018年3月,2018年第一季度,2018年6月,2018年第二季度", lines[0]);
        Assert.Equal("JA2018-001,目标1,LSJ,部门工作目标,定量,,,未评定,未填报,红 R（更正：第 1 条取代第 901 条）,未填报", lines[1]);
    }

    [Fact]
    public void A_cell_has_the_figures_of_the_version_that_counts_there_and_first_and_newest_stand_apart()
    {
        var (first, second) = (Sample.Quantity(1), Sample.Quantity(1) with { TargetValue = 6m, Title = "目标1（调整后）" });
        var periods = new Period[] { new("2018-03"), new("2018-06"), new("2018-09") };
        var report = Read(
            2018,
            new(Sample.GovernmentLog,
                [.. periods.Select(p => new ReportingPeriod(p, p.StartsOn, p.EndsOn, p.EndsOn, p.EndsOn, p.EndsOn))],
                [new(first,
                    [
                        new(periods[0], Timeliness.OnTime, null, 1, 1.75m),
                        new(periods[1], Timeliness.OnTime, null, 2, 3m, Certified: 2.9m),
                    ], [second])]),
            Sample.Year([Sample.Rating(1, "red") with { TargetVersion = 2 }]));
        var row = report.Rows.Single();

        Assert.Equal(("目标1", 7m, "万平方米"), (row.Title, row.TargetValue, row.UnitOfMeasure));
        Assert.Equal(
            [new ChangedFigure(row.TargetId, new("目标1", 7m, "万平方米"), new("目标1（调整后）", 6m, "万平方米"))],
            report.Changed);
        Assert.Equal(
            [
                new TargetFigures(1.75m, 1.75m, 7m, "0.25", "万平方米", null),
                new TargetFigures(3m, 3m, 6m, "0.5", "万平方米", 2.9m), null,
            ],
            row.Cells.Select(c => c.Figures));
        var lines = CsvText.Of(MatrixTable.ToResult(report, CsvFor.Program));
        Assert.StartsWith(
            "JA2018-001,目标1,LSJ,部门工作目标,定量,7,万平方米,未评定,红 R,", lines[1], StringComparison.Ordinal);
        Assert.Contains("JA2018-001,目标1,目标1（调整后）,7,6,万平方米,万平方米", lines);
        Assert.Contains("JA2018-001,2018年6月,红 R,3,3,6,0.5,万平方米,2.9,,,首次评定", lines);
    }

    [Fact]
    public void A_version_that_promises_the_same_is_no_change()
    {
        var target = Sample.Quantity(1);
        var year = new YearFacts(Sample.GovernmentLog, [], [new(target, [], [target with { Weight = 2m }])]);

        Assert.Empty(Read(2018, year, Sample.Year([])).Changed);
    }

    private static Response Matrix(
        Target[] targets, RatingFact[] ratings, params (int Number, string Period, Timeliness Timeliness)[] reported)
    {
        var periods = new[] { "2018-Q1", "2018-Q2", "2018-03", "2018-06" }
            .Select(code => new Period(code))
            .Select(p => new ReportingPeriod(p, p.StartsOn, p.EndsOn, p.EndsOn, p.EndsOn, p.EndsOn));
        var filed = reported.ToDictionary(r => (new TargetId($"JA2018-{r.Number:000}"), new Period(r.Period)), r =>
            r.Timeliness);
        var inYear = targets.Select(t =>
            new TargetInYear(t, [.. periods.Select(p => t.Suspension?.Covers(p.Code) == true
            ? new TargetInYearPeriod(p.Code, null, TargetState.Suspended)
            : new TargetInYearPeriod(p.Code,
                filed.TryGetValue((t.Id, p.Code), out var timeliness) ? timeliness : Timeliness.NotReported, null))]));
        return Read(2018, new(Sample.GovernmentLog, [.. periods], [.. inYear]), Sample.Year(ratings));
    }
}
