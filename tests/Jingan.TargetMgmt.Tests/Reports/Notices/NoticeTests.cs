using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Notices.Word;

namespace Jingan.TargetMgmt.Tests.Reports.Notices;

/// <summary>What a notice says.</summary>
public sealed class NoticeTests
{
    [Fact]
    public void It_says_this_of_these_facts()
    {
        using var word = new WordFile(SampleNotice.Of(SampleNotice.Government, SampleNotice.Report));

        Assert.Empty(word.Faults);
        Assert.Equal(
            """
            关于2018年6月目标推进情况的通报

            各部门，各街道、镇：
            根据第三方机构2018年7月20日出具的2018年6月评估报告（分类分色办法 2018.1），现将2018年6月目标推进情况通报如下。颜色和评定说明均照录评估报告，未作更改。
            数据截止2018年6月30日；填报期于2018年7月11日关闭，此后的补报、认定和更正不计入本通报。
            一、总体情况
            本期共有目标5项。已评定3项，未评定2项。没有颜色的目标中，未填报1项，未评定1项。
            已评定的目标中，蓝 B 0项，绿 G 1项（占33.3%），黄 Y 1项（占33.3%），红 R 1项（占33.3%）。
            第三方机构综述
            六月总体平稳。
            个别目标滞后。
            二、亮灯情况
            （一）分领域情况
            图1　各领域亮灯情况

            表1　各领域亮灯情况
            领域 | 目标 | 蓝 B | 绿 G | 黄 Y | 红 R | 未评定
            法治静安 | 1 | 0 | 0 | 0 | 0 | 1
            美丽静安 | 4 | 0 | 1 | 1 | 1 | 1
            合计 | 5 | 0 | 1 | 1 | 1 | 2
            （二）分单位情况
            图2　各部门牵头目标亮灯情况

            表2　各部门牵头目标亮灯情况
            部门 | 目标 | 蓝 B | 绿 G | 黄 Y | 红 R | 未评定
            静安区绿化和市容管理局 | 5 | 0 | 1 | 1 | 1 | 2
            合计 | 5 | 0 | 1 | 1 | 1 | 2
            （三）变化情况
            与上次颜色相比，好转0项，不变1项，变差1项，首次评定1项。
            表3　颜色有变化的目标
            目标 | 牵头单位 | 上次所属期 | 上次 | 本期 | 变化
            目标1（JA2018-001） | 静安区绿化和市容管理局 | 2018年5月 | 绿 G | 黄 Y | 变差
            三、红灯、黄灯事项
            （一）红 R（1项）
            1.目标2（JA2018-002，静安区绿化和市容管理局）。完成值2万平方米，计划值3.5万平方米，目标值7万平方米。评定说明：按序时进度（与建议颜色不一致的理由：佐证不足）。
            （二）黄 Y（1项）
            1.目标1（JA2018-001，静安区绿化和市容管理局）。完成值3.1万平方米，计划值3.5万平方米，目标值7万平方米。评定说明：按序时进度。单位反映的困难：用地手续未办结。
            四、填报情况
            本期应报5份，已报4份（占80.0%），其中按时3份、逾期1份；未填报1份。
            表4　各单位填报情况
            单位 | 应报 | 已报 | 按时 | 逾期 | 未填报 | 完整率
            静安区绿化和市容管理局 | 5 | 4 | 3 | 1 | 1 | 80.0%
            合计 | 5 | 4 | 3 | 1 | 1 | 80.0%
            表5　未填报的目标
            单位 | 目标 | 牵头或配合
            静安区绿化和市容管理局 | 目标5（JA2018-005） | 牵头
            表6　逾期填报的目标
            单位 | 目标 | 牵头或配合
            静安区绿化和市容管理局 | 目标1（JA2018-001） | 牵头
            五、下步要求
            （由区府办填写下步要求）

            附件：1.红灯、黄灯事项清单
            2.全部目标进展表

            （由区府办填写发文机关署名和成文日期）
            附件1
            红灯、黄灯事项清单
            序号 | 目标 | 牵头单位 | 颜色 | 上次 | 完成值／计划值／目标值 | 评定说明
            1 | 目标2（JA2018-002） | 静安区绿化和市容管理局 | 红 R |  | 2／3.5／7⏎万平方米 | 按序时进度（与建议颜色不一致的理由：佐证不足）
            2 | 目标1（JA2018-001） | 静安区绿化和市容管理局 | 黄 Y | 绿 G | 3.1／3.5／7⏎万平方米 | 按序时进度

            附件2
            全部目标进展表
            序号 | 编号 | 目标 | 领域 | 牵头单位 | 目标值 | 计划值 | 完成值 | 计量单位 | 完成目标的比例 | 填报 | 颜色或状态 | 上次 | 变化
            1 | JA2018-001 | 目标1 | 美丽静安 | 静安区绿化和市容管理局 | 7 | 3.5 | 3.1 | 万平方米 | 44.3% | 逾期 | 黄 Y | 绿 G | 变差
            2 | JA2018-002 | 目标2 | 美丽静安 | 静安区绿化和市容管理局 | 7 | 3.5 | 2 | 万平方米 | 28.6% | 按时 | 红 R |  | 首次评定
            3 | JA2018-003 | 目标3 | 美丽静安 | 静安区绿化和市容管理局 |  |  |  |  |  | 按时 | 绿 G | 绿 G | 不变
            4 | JA2018-004 | 目标4 | 法治静安 | 静安区绿化和市容管理局 |  |  |  |  |  | 按时 | 未评定（资料待核实） |  | 
            5 | JA2018-005 | 目标5 | 美丽静安 | 静安区绿化和市容管理局 |  |  |  |  |  | 未填报 | 未填报 |  | 
            核对：评估报告 SHA-256 9999999999999999999999999999999999999999999999999999999999999999，评估日志序号 29。报告原文：jtm report get --kind evaluation --period 2018-06 --server 服务地址；核验：jtm verify 服务地址/logs/evaluation --policy 核验策略文件 --period 2018-06 --server 服务地址。
            """.ReplaceLineEndings("\n"),
            string.Join('\n', word.All.Skip(1).Select(l => l.Replace('\n', '⏎'))));
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes_whatever_came_since()
    {
        var now = SampleNotice.Government;
        var later = now with
        {
            Log = now.Log with { Size = 9_999 },
            Targets = [.. now.Targets.Select(t => t with
            {
                Newer = new(Sample.Quantity(1) with { Title = "调整后" }, 2, SinceClose: true, null),
                Later = [Sample.Report(Sample.Lead, Timeliness.Late, "2018-09-01T00:00:00.000Z")],
            })],
        };

        Assert.Equal(
            SampleNotice.Of(now, SampleNotice.Report), SampleNotice.Of(later, SampleNotice.Report));
    }

    [Fact]
    public void Nothing_in_the_package_tells_when_it_was_made()
    {
        using var zip = new System.IO.Compression.ZipArchive(
            new MemoryStream(SampleNotice.Of(SampleNotice.Government, SampleNotice.Report)));

        Assert.All(zip.Entries, e => Assert.Equal(new DateTime(1980, 1, 1), e.LastWriteTime.DateTime));
        Assert.Equal("[Content_Types].xml", zip.Entries[0].FullName);
        Assert.DoesNotContain(zip.Entries, e => e.FullName.StartsWith("docProps", StringComparison.Ordinal));
    }

    [Fact]
    public void A_period_without_targets_says_so_and_has_no_empty_table()
    {
        using var word = new WordFile(SampleNotice.Of(Sample.Government(), SampleNotice.Issued([])));

        Assert.Empty(word.Faults);
        Assert.Equal("本期没有目标。", word.In("overview")[0]);
        Assert.Equal(["本期没有已评定的目标。"], word.In("lights"));
        Assert.Equal(["本期没有评定为红 R、黄 Y的目标。"], word.In("attention"));
        Assert.Equal(["本期没有应报的填报。"], word.In("reporting"));
        Assert.Equal(["本期没有评定为红 R、黄 Y的目标。"], word.In("attention-list"));
        Assert.Equal(["本期没有目标。"], word.In("progress-table"));
        Assert.Empty(word.Body.Descendants<DocumentFormat.OpenXml.Wordprocessing.Table>());
    }

    [Fact]
    public void Where_all_are_green_it_names_the_colours_that_nothing_has()
    {
        using var word = new WordFile(SampleNotice.Of(
            Sample.Government(Sample.Reported(Sample.Quantity(1))), SampleNotice.Issued([Sample.Rating(1, "green")])));

        Assert.Empty(word.Faults);
        Assert.Equal("本期共有目标1项。全部目标均已评定。", word.In("overview")[0]);
        Assert.Equal(["本期没有评定为红 R、黄 Y的目标。"], word.In("attention"));
    }

    [Fact]
    public void A_draft_shows_no_colour_and_says_on_every_page_that_it_is_one()
    {
        using var word = new WordFile(SampleNotice.Of(SampleNotice.Government, null));

        Assert.Empty(word.Faults);
        Assert.DoesNotContain(
            word.All, l => Sample.Colours.Any(c => l.Contains($"{c.Name} {c.Letter}", StringComparison.Ordinal)));
        Assert.Empty(word.Main.ChartParts);
        Assert.Empty(word.Body.Descendants<DocumentFormat.OpenXml.Wordprocessing.Shading>());
        Assert.Equal("本期共有目标5项。其中，未填报1项，未评定3项，未到节点1项。", word.In("overview").Single());
        Assert.Contains("本期应报5份，已报4份", word.In("reporting")[0], StringComparison.Ordinal);
        Assert.StartsWith("草稿：", word.In("check").Single(), StringComparison.Ordinal);
        var header = word.Main.HeaderParts.Single();
        Assert.Equal(["草稿", "评估报告尚未出具，不含颜色，不得印发"], header.Header!.Elements().Select(p => p.InnerText));
        var sections = word.Body.Descendants<DocumentFormat.OpenXml.Wordprocessing.SectionProperties>().ToList();
        Assert.Equal(2, sections.Count);
        Assert.All(sections, s => Assert.Equal(3, s
            .Elements<DocumentFormat.OpenXml.Wordprocessing.HeaderReference>()
            .Count(r => r.Id == word.Main.GetIdOfPart(header))));
    }

    [Fact]
    public void A_notice_of_an_issued_report_is_no_draft()
    {
        using var word = new WordFile(SampleNotice.Of(SampleNotice.Government, SampleNotice.Report));

        Assert.Empty(word.Main.HeaderParts);
        Assert.DoesNotContain(word.All, l => l.Contains(DraftMark.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_quarter_is_called_one()
    {
        var quarter = new Period("2018-Q2");
        var government = Sample.Government() with
        {
            Period = new(quarter, quarter.StartsOn, quarter.EndsOn, new(2018, 7, 1), new(2018, 7, 5), new(2018, 7, 10)),
        };
        using var word = new WordFile(SampleNotice.Of(government, SampleNotice.Issued([])));

        Assert.Equal(["关于2018年第二季度目标推进情况的通报"], word.In("title"));
        Assert.Contains("--period 2018-Q2", word.In("check").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<&]]>\"'", "<&]]>\"'")]
    [InlineData("a\u0001b\u0007c\u009fd\ufffee", "a□b□c□d□e")]
    [InlineData("左\u202e右\u2066中", "左□右□中")]
    [InlineData("𠮷𬬻", "𠮷𬬻")]
    public void Whatever_is_written_in_a_title_is_printed_or_shown_as_not_printable(string title, string printed)
    {
        var government = Sample.Government(Sample.Reported(Sample.Quantity(1) with { Title = title, Field = title }));
        using var word = new WordFile(
            SampleNotice.Of(government, SampleNotice.Issued([Sample.Rating(1, "red")], title)));

        Assert.Empty(word.Faults);
        Assert.Contains($"| {printed} | {printed} |", word.In("progress-table")[1], StringComparison.Ordinal);
        Assert.Equal(printed, word.In("overview")[^1]);
        Assert.StartsWith(printed, word.In("lights")[5], StringComparison.Ordinal);
    }

    // Not in the table above: what hands its rows over knows no such text.
    [Fact]
    public void Half_a_character_is_shown_as_not_printable() =>
        Assert.Equal("a□b□", PrintedText.Of("a\ud800b\udc00"));
}
