using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jingan.TargetMgmt.Tests.Reports;

internal static class CsvText
{
    public static string[] Of(IResult result)
    {
        var bytes = Assert.IsType<FileContentHttpResult>(result).FileContents;
        Assert.True(bytes.Span.StartsWith(Encoding.UTF8.Preamble), "Without a BOM, Excel takes the text for GBK.");
        return Encoding.UTF8.GetString(bytes.Span[3..]).Split("\r\n");
    }
}

public sealed class CsvTests
{
    [Fact]
    public void A_title_that_looks_like_a_formula_is_neutralised_in_every_table()
    {
        var target = Sample.Target(1) with { Title = "=HYPERLINK(1)" };
        var view = Sample.View(Sample.Released(Sample.Rating(1, "red") with { Rationale = "@SUM(1)" }),
            Sample.Reported(target));
        var matrix = PullMatrix.Read(
            2018, new(Sample.GovernmentLog, [], [new(target, [])]), new(Sample.EvaluationLog, [], []));

        Assert.All(
            new[]
            {
                OverviewTable.Of(view, PullOverview.Read(view), CsvFor.Program),
                UnitsTable.ToResult(PullUnits.Read(view), view.Palette, CsvFor.Program),
                MatrixTable.ToResult(matrix, CsvFor.Program),
            }.Select(CsvText.Of),
            lines =>
            {
                Assert.Contains(lines, l => l.Contains("'=HYPERLINK(1)", StringComparison.Ordinal));
                Assert.DoesNotContain(lines.SelectMany(l => l.Split(',')), cell =>
                    cell.TrimStart('"') is ['=', ..] or ['@', ..]);
            });
    }

    [Fact]
    public void The_overview_table_lists_every_target_worst_first_and_its_totals_below()
    {
        var view = Sample.View(
            Sample.Released(Sample.Rating(1, "green"), Sample.Rating(3, "red")),
            Sample.Reported(Sample.Target(1)), Sample.Silent(Sample.Target(2)), Sample.Reported(Sample.Target(3)));

        var lines = CsvText.Of(OverviewTable.Of(view, PullOverview.Read(view), CsvFor.Program));

        Assert.StartsWith("目标编号,目标,牵头单位,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("JA2018-003,目标3,静安区绿化和市容管理局,部门工作目标,定量,红 R,,按时,绿 G,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("JA2018-001,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("JA2018-002,目标2,静安区绿化和市容管理局,部门工作目标,定量,,未填报,未填报,", lines[3], StringComparison.Ordinal);
        Assert.Contains("红 R,1,2,0.5,JA2018-003", lines);
        Assert.Contains("未填报,1,,,JA2018-002", lines);
        Assert.Contains($"审计链 evaluation,30,{new string('b', 64)}", lines);
    }

    [Fact]
    public void The_units_table_names_its_colours_in_chinese_and_the_worst_member_beside_the_shares()
    {
        var view = Sample.View(
            Sample.Released(Sample.Rating(1, "red")),
            Sample.Reported(Sample.Target(1), Timeliness.Late), Sample.Reported(Sample.Target(2)),
            Sample.Silent(Sample.Target(3)));
        var lines = CsvText.Of(UnitsTable.ToResult(PullUnits.Read(view), view.Palette, CsvFor.Program));

        Assert.StartsWith("单位代码,单位,类别,牵头目标,配合目标,蓝 B,绿 G,黄 Y,红 R,未填报,未评定,未到节点,已暂缓,本期不需填报,应报,已报,", lines[0],
            StringComparison.Ordinal);
        Assert.Equal("LSJ,静安区绿化和市容管理局,部门,3,0,0,0,0,1,1,1,0,0,0,3,2,1,1,1,0.666667,0.333333,JA2018-001,目标1,红 R,逾期,",
            lines[1]);
        Assert.StartsWith("JD-BEIZHAN,北站街道,街镇,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,,,", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_corrected_green_is_named_with_the_rating_it_supersedes_in_every_table()
    {
        var corrected = Sample.Rating(1, "green", correction: true);
        var view = Sample.View(Sample.Released(corrected), Sample.Reported(Sample.Target(1)));

        Assert.EndsWith($",是,1,{new string('d', 64)},901,1,,,,,3.5,,,,,,,,,,,首次评定",
            CsvText.Of(OverviewTable.Of(view, PullOverview.Read(view), CsvFor.Program))[1], StringComparison.Ordinal);
        Assert.EndsWith("按时,JA2018-001（更正：第 1 条取代第 901 条）",
            CsvText.Of(UnitsTable.ToResult(PullUnits.Read(view), view.Palette, CsvFor.Program))[1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_period_stands_in_words_that_a_spreadsheet_keeps() =>
        Assert.Equal(["2018年6月", "2018年第四季度"], new[] { "2018-06", "2018-Q4" }.Select(p => new Period(p).ToChinese()));
}
