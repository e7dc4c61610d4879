namespace Jingan.TargetMgmt.Tests.Government.WorkReports;

/// <summary>Sentences in the style of work reports of other years and districts. All of them are made up.</summary>
public sealed class QuantitativeProposalTests
{
    [Theory]
    [InlineData("地区生产总值增长5.5%左右。", "地区生产总值增长5.5%左右|5.5|%|increase|latest||medium")]
    [InlineData("一般公共预算收入同比增长4%。", "一般公共预算收入同比增长4%|4|%|increase|latest|同比|high")]
    [InlineData("固定资产投资比上年增长8%以上。", "固定资产投资比上年增长8%以上|8|%|increase|latest|比上年|high")]
    [InlineData("单位增加值能耗下降2%以上。", "单位增加值能耗下降2%以上|2|%|decrease|latest||medium")]
    [InlineData("研发经费支出占比达到4.2%。", "研发经费支出占比达到4.2%|4.2|%|increase|latest||high")]
    [InlineData("城镇登记失业率控制在4.5%以内。", "城镇登记失业率控制在4.5%以内|4.5|%|notexceed|latest||high")]
    [InlineData("细颗粒物年均浓度控制在35微克/立方米以下。",
        "细颗粒物年均浓度控制在35微克/立方米以下|35|微克/立方米|notexceed|latest|年均|high")]
    [InlineData("生活垃圾回收利用率不低于40%。", "生活垃圾回收利用率不低于40%|40|%|maintain|latest||high")]
    [InlineData("粮食播种面积稳定在5万亩以上。", "粮食播种面积稳定在5万亩以上|5|万亩|maintain|latest||high")]
    [InlineData("引进跨国公司地区总部5家以上。", "引进跨国公司地区总部5家以上|5|家|increase|cumulative||high")]
    [InlineData("税收亿元楼达到70幢。", "税收亿元楼达到70幢|70|幢|increase|latest||high")]
    [InlineData("高新技术企业累计达到800家。", "高新技术企业累计达到800家|800|家|increase|latest|累计|high")]
    [InlineData("城镇新增就业不少于5万人。", "城镇新增就业不少于5万人|5|万人|increase|cumulative||high")]
    [InlineData("完成旧住房修缮改造120万平方米。", "完成旧住房修缮改造120万平方米|120|万平方米|increase|cumulative||high")]
    [InlineData("为1000户困难家庭实施适老化改造。", "为1000户困难家庭实施适老化改造|1000|户|increase|cumulative||high")]
    [InlineData("力争新增高新技术企业１２０家。", "力争新增高新技术企业120家|120|家|increase|cumulative||medium")]
    [InlineData("打造两个特色街区。", "打造两个特色街区|2|个|increase|cumulative||medium")]
    [InlineData("重点产业税收占比提高2个百分点。", "重点产业税收占比提高2个百分点|2|个百分点|increase|latest||medium")]
    [InlineData("办理时限压缩至5个工作日以内。", "办理时限压缩至5个工作日以内|5|个工作日|notexceed|latest||high")]
    [InlineData("进一步压减一般性支出10%以上。", "进一步压减一般性支出10%以上|10|%|decrease|latest||medium")]
    [InlineData("城镇调查失业率5.5%左右。", "城镇调查失业率5.5%左右|5.5|%||latest||medium")]
    [InlineData("固定资产投资增长5%—6%。", "固定资产投资增长5%—6%||%|increase|latest||medium")]
    [InlineData("新增绿地十余公顷。", "新增绿地十余公顷||公顷|increase|cumulative||low")]
    [InlineData("服务老年人3.5万人次。", "服务老年人3.5万人次|3.5|万人次|increase|cumulative||high")]
    public void One_sentence_is_one_proposal(string sentence, string line) =>
        Assert.Equal([line], Draft.OfPlan(sentence).Select(Draft.Line));

    [Theory]
    [InlineData("新增养老床位500张，改建社区综合为老服务中心2家。", "新增养老床位500张", "改建社区综合为老服务中心2家")]
    [InlineData("新增3家日间照护中心、5家助餐点，新建、改建20个老年活动室。",
        "新增3家日间照护中心", "新增5家助餐点", "新建、改建20个老年活动室")]
    [InlineData("实施房屋修缮6万平方米、屋面改造100万平方米、二次供水改造30万平方米。",
        "实施房屋修缮6万平方米", "实施屋面改造100万平方米", "实施二次供水改造30万平方米")]
    [InlineData("建成绿道5公里和公园3座。", "建成绿道5公里", "建成公园3座")]
    [InlineData("改扩建小学3所、幼儿园5所，新增学位6000个。", "改扩建小学3所", "改扩建幼儿园5所", "新增学位6000个")]
    [InlineData("推动3个城中村改造、5个老旧小区改造和2条背街小巷整治。",
        "推动3个城中村改造", "推动5个老旧小区改造", "推动2条背街小巷整治")]
    [InlineData("新增“专精特新”企业30家、“小巨人”企业5家。", "新增“专精特新”企业30家", "新增“小巨人”企业5家")]
    [InlineData("完成甲路（东段）等7条道路建设，启动乙路等5条道路建设。", "完成甲路（东段）等7条道路建设", "启动乙路等5条道路建设")]
    [InlineData("规模以上工业总产值达到1200亿元，增长6%。", "规模以上工业总产值达到1200亿元", "规模以上工业总产值增长6%")]
    [InlineData("新开工、竣工保障房各30万平方米。", "新开工保障房30万平方米", "竣工保障房30万平方米")]
    [InlineData("创建市级、区级文明单位分别为10家和25家。", "创建市级文明单位为10家", "创建区级文明单位为25家")]
    [InlineData("商贸业、信息服务业税收分别增长5%、6%。", "商贸业增长5%", "信息服务业税收增长6%")]
    [InlineData("甲镇、乙镇各新增2家社区食堂。", "甲镇新增2家社区食堂", "乙镇新增2家社区食堂")]
    public void A_list_is_a_proposal_for_each_and_shares_what_was_said_once(string sentence, params string[] titles) =>
        Assert.Equal(titles, Draft.OfPlan(sentence).Select(t => t.Title));

    [Theory]
    [InlineData("每个街道各新增2家社区食堂。")]
    [InlineData("城乡居民收入分别增长7%和8%。")]
    public void Whoever_gets_what_cannot_be_told_is_left_to_a_person(string sentence) =>
        Assert.All(Draft.OfPlan(sentence),
            t => Assert.Contains(t.Reasons!, r => r.Contains("须人工确定", StringComparison.Ordinal)));

    [Fact]
    public void A_value_that_is_started_from_is_the_baseline()
    {
        var only = Assert.Single(Draft.OfPlan("审批时限由15天压缩至7天。"));
        Assert.Equal((15m, 7m, "天"), (only.Baseline, only.TargetValue, only.UnitOfMeasure));
    }

    [Theory]
    [InlineData("建成3万平方米的文化中心。")]
    [InlineData("打造15分钟社区生活圈。")]
    [InlineData("去年引进了20个项目。")]
    [InlineData("2020年完成旧改50万平方米。")]
    [InlineData("落实中央八项规定精神。")]
    public void What_only_describes_or_is_past_is_no_quantity(string sentence) =>
        Assert.DoesNotContain(Draft.OfPlan(sentence), t => t.TargetValue is not null);

    [Theory]
    [InlineData("城镇登记失业人数控制在市下达指标以内。", "城镇登记失业人数控制在市下达指标以内|市|人|notexceed|latest||high")]
    [InlineData("新增养老床位数完成市政府下达指标。", "新增养老床位数完成市政府下达指标|市|张|increase|cumulative||high")]
    [InlineData("节能减排完成市下达任务。", "节能减排完成市下达任务|市||increase|cumulative||medium")]
    public void A_figure_that_the_city_issues_is_provisional(string sentence, string line) =>
        Assert.Equal([line], Draft.OfPlan(sentence).Select(Draft.Line));
}
