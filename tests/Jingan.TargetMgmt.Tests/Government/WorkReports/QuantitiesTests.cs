using System.Globalization;
using Jingan.TargetMgmt.Government.WorkReports;

namespace Jingan.TargetMgmt.Tests.Government.WorkReports;

public sealed class QuantitiesTests
{
    [Theory]
    [InlineData("新增床位500张", "500 张")]
    [InlineData("修缮3.74万平方米", "3.74 万平方米")]
    [InlineData("投资1,200亿元", "1200 亿元")]
    [InlineData("提高0.5个百分点", "0.5 个百分点")]
    [InlineData("下降百分之五", "5 %")]
    [InlineData("下降百分之三点五", "3.5 %")]
    [InlineData("出生率提高2‰", "2 ‰")]
    [InlineData("浓度35微克/立方米", "35 微克/立方米")]
    [InlineData("服务3.5万人次", "3.5 万人次")]
    [InlineData("新增泊位一千二百个", "1200 个")]
    [InlineData("改造一百二十万平方米", "120 万平方米")]
    [InlineData("打造两个街区", "2 个")]
    [InlineData("3家长者照护之家", "3 家")]
    [InlineData("压缩至5个工作日", "5 个工作日")]
    [InlineData("办理时间控制在30分钟以内", "30 分钟")]
    [InlineData("粮食10亿斤", "10 亿斤")]
    public void A_number_with_a_unit_of_measure_is_a_quantity(string text, string found) =>
        Assert.Equal([found], Found(text));

    [Theory]
    [InlineData("约3万余人", "? 万人 About")]
    [InlineData("新增绿地十余公顷", "? 公顷 About")]
    [InlineData("增长5%—6%", "? % Range")]
    [InlineData("增长5%-6%", "? % Range")]
    [InlineData("增长5至6%", "? % Range")]
    [InlineData("完成三分之二", "?  Share")]
    [InlineData("八成以上居民", "?  Share")]
    [InlineData("培育一批企业", "?  Indefinite")]
    [InlineData("引进若干个机构", "? 个 Indefinite")]
    [InlineData("建设数十个项目", "? 个 Indefinite")]
    [InlineData("总额1234567890123456789012元", "? 元 Exact")]
    public void What_says_no_one_number_has_none(string text, string found) => Assert.Equal([found],
        Quantities.In(text).Select(q => $"{(q.Value is null ? "?" : "!")} {q.Unit} {q.Form}"));

    [Theory]
    [InlineData("2018年")]
    [InlineData("第24届")]
    [InlineData("第三方")]
    [InlineData("285街坊和121弄")]
    [InlineData("地铁14号线")]
    [InlineData("三年行动计划")]
    [InlineData("24小时自助图书馆")]
    [InlineData("15分钟社区生活圈")]
    [InlineData("60岁以上人群")]
    [InlineData("前10名")]
    [InlineData("12345市民热线")]
    [InlineData("一个平台")]
    [InlineData("七个方面")]
    [InlineData("中央八项规定")]
    [InlineData("三位一体")]
    [InlineData("千家万户")]
    [InlineData("5G网络")]
    [InlineData("1+1+1签约")]
    [InlineData("6个月")]
    public void Years_ordinals_addresses_and_names_are_no_quantities(string text) => Assert.Empty(Found(text));

    private static IEnumerable<string> Found(string text) => Quantities.In(text)
        .Select(q => $"{q.Value?.ToString(CultureInfo.InvariantCulture) ?? "?"} {q.Unit}");
}
