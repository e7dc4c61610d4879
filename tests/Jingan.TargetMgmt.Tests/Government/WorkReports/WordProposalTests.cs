using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Government.WorkReports;

/// <summary>Nodes and promises without a figure. All sentences are made up.</summary>
public sealed class WordProposalTests
{
    [Theory]
    [InlineData("确保甲地块开工、乙地块竣工。", "确保甲地块开工|确保甲地块开工", "乙地块竣工|乙地块竣工")]
    [InlineData("年内完成丙路拓宽工程前期工作。", "完成丙路拓宽工程前期工作|完成丙路拓宽工程前期工作 12-31")]
    [InlineData("丁养老院实现结构封顶。", "丁养老院实现结构封顶|丁养老院实现结构封顶")]
    [InlineData("6月底前完成学校周边整治。", "6月底前完成学校周边整治|6月底前完成学校周边整治 06-30")]
    [InlineData("上半年启动新一轮规划编制。", "上半年启动新一轮规划编制|上半年启动新一轮规划编制 06-30")]
    [InlineData("三季度戊大桥建成通车。", "三季度戊大桥建成通车|建成 09-30;通车 09-30")]
    [InlineData("完成己医院建设并投入使用。", "完成己医院建设并投入使用|完成;投入使用")]
    [InlineData("建设庚剧院等项目，力争年内开工。", "Qualitative: 建设庚剧院等项目", "建设庚剧院等项目，力争年内开工|建设庚剧院等项目，力争年内开工 12-31")]
    public void What_is_to_be_started_or_finished_is_a_node(string sentence, params string[] lines) =>
        Assert.Equal(lines, Draft.OfPlan(sentence).Select(Draft.NodeLine));

    [Theory]
    [InlineData("居民人均可支配收入与经济增长保持同步。", "medium")]
    [InlineData("居民收入增长快于经济增长。", "medium")]
    [InlineData("亿元楼总量保持稳定。", "medium")]
    [InlineData("外贸进出口总额实现正增长。", "medium")]
    [InlineData("培育一批龙头企业。", "low")]
    [InlineData("推进“一网统管”平台建设。", "low")]
    [InlineData("推进甲路、乙路等道路建设。", "low")]
    public void What_has_neither_is_qualitative(string sentence, string certainty)
    {
        var only = Assert.Single(Draft.OfPlan(sentence));
        Assert.Equal((TargetKind.Qualitative, null, null, certainty),
            (only.Kind, only.TargetValue, only.Direction, only.Certainty.ToString().ToLowerInvariant()));
    }

    [Theory]
    [InlineData("大力提升城区能级。")]
    [InlineData("以更高站位谋划发展，不断增强群众获得感。")]
    public void What_names_nothing_is_no_target(string sentence) => Assert.Empty(Draft.OfPlan(sentence));
}
