using Jingan.TargetMgmt.Government.WorkReports;

namespace Jingan.TargetMgmt.Tests.Government.WorkReports;

/// <summary>Which part of a report promises. All texts are made up.</summary>
public sealed class ReportPartTests
{
    private const string Past = "新增床位100张。", Ahead = "新增泊位200个。";

    [Theory]
    [InlineData("一、2017年工作回顾", "二、2018年主要工作", 2018)]
    [InlineData("一、去年工作回顾", "二、今年主要预期目标", null)]
    [InlineData("一、过去五年工作回顾", "二、2022年重点任务", 2022)]
    [InlineData("第一部分 2020年工作总结", "第二部分 2021年工作安排", 2021)]
    [InlineData("2022年主要工作", "2023年工作建议", 2023)]
    [InlineData("## 一、2019年工作情况", "## 二、2020年目标任务", 2020)]
    [InlineData("# 过去一年的工作", "# 下一年的重点工作", null)]
    public void The_review_promises_nothing(string review, string plan, int? year)
    {
        var draft = WorkReport.Read($"{review}\n{Past}\n（一）改善民生\n{Past}\n{plan}\n（一）改善民生\n{Ahead}\n");
        Assert.Equal(year, draft.Year);
        Assert.Equal(["新增泊位200个"], draft.Targets.Select(t => t.Title));
    }

    [Fact]
    public void A_pasted_section_is_read_without_headings_and_less_surely()
    {
        var only = Assert.Single(WorkReport.Read(Ahead).Targets);
        Assert.Equal(Certainty.Medium, only.Certainty);
        Assert.Contains("没有“工作安排”一类的标题，按语气判断", only.Reasons!);
    }

    [Fact]
    public void Without_headings_a_paragraph_says_itself_whether_it_looks_back() => Assert.Equal(
        ["新增泊位200个"],
        WorkReport.Read($"一年来，我们攻坚克难。{Past}\n{Past}\n2021年，我们将重点做好以下工作。{Ahead}").Targets
            .Select(t => t.Title));

    [Fact]
    public void Of_a_text_with_more_paragraphs_than_any_report_the_first_are_read_and_that_is_said()
    {
        var draft = WorkReport.Read(Ahead + "\n" + string.Concat(Enumerable.Repeat("x\n", 30_000)) + Ahead);
        Assert.Equal("新增泊位200个", Assert.Single(draft.Targets).Title);
        Assert.StartsWith("只读了前 20000 段", draft.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_years_is_unsure()
    {
        var draft = WorkReport.Read($"一、今后五年的奋斗目标\n{Past}\n二、2022年重点工作\n{Ahead}");
        Assert.Equal([Certainty.Low, Certainty.High], draft.Targets.Select(t => t.Certainty));
    }

    [Fact]
    public void Lines_torn_apart_by_a_page_or_a_narrow_column_are_one_paragraph()
    {
        var text = "一、2021年主要工作\n完成老旧小区综合修缮和屋面及相关设施改造3.74\n\n万平方米，新增市级众创\n空间5家。";
        Assert.Equal(["完成老旧小区综合修缮和屋面及相关设施改造3.74万平方米", "新增市级众创空间5家"],
            WorkReport.Read(text).Targets.Select(t => t.Title));
    }

    [Fact]
    public void A_place_is_the_heading_the_paragraph_and_the_character()
    {
        const string Report = "二、2021年主要工作\n（一）改善民生\n我们要努力。新 增 泊位 200 个。";
        var only = Assert.Single(WorkReport.Read(Report).Targets);
        Assert.Equal(("二、2021年主要工作／（一）改善民生", 1), (only.Place.Section, only.Place.Paragraph));
        Assert.Equal(Report.IndexOf('新', StringComparison.Ordinal), only.Place.Offset);
        Assert.Equal(("改善民生", "新增泊位200个。"), (only.Field, only.Sentence));
    }

    [Fact]
    public void The_years_expectations_are_overall_targets_as_long_as_their_list_goes_on() => Assert.Equal(
        ["主要预期目标", "主要预期目标", "改善民生"],
        WorkReport.Read("二、2021年主要工作\n主要预期目标是：区级财政收入增长4%；\n失业率控制在5%以内。\n（一）改善民生\n" + Ahead)
            .Targets.Select(t => t.Field));

    [Theory]
    [InlineData("", "没有文字")]
    [InlineData("一、2020年工作回顾\n新增床位100张。", "只有回顾部分")]
    [InlineData("二、2021年主要工作\n不断增强群众获得感。", "没有找到")]
    public void Where_nothing_is_proposed_the_draft_says_why(string report, string why)
    {
        var draft = WorkReport.Read(report);
        Assert.Empty(draft.Targets);
        Assert.Contains(why, draft.Note!, StringComparison.Ordinal);
    }

    // A pattern that goes back and forth would take minutes.
    [Theory]
    [InlineData("（")]
    [InlineData("（）】")]
    [InlineData("1")]
    [InlineData("新增、")]
    [InlineData("新增1家、")]
    [InlineData("各分别1家和")]
    [InlineData("完成。")]
    [InlineData("一")]
    [InlineData("增长率占比不低于")]
    [InlineData("# 一、2021年\n")]
    public void A_megabyte_of_anything_is_read(string part)
    {
        var draft = WorkReport.Read(string.Concat(Enumerable.Repeat(part, 350_000 / part.Length)));
        Assert.True(draft.Targets.Count <= WorkReport.MostTargets);
    }
}
