using System.Net;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>Units that wait for units, and who keeps the units.</summary>
public sealed class CooperationTests(BrowserFixture browser, ServiceFixture shared)
{
    private readonly RunningService _service = shared.Service;

    [Fact]
    public async Task A_unit_says_whom_it_waits_for_and_that_unit_answers()
    {
        await using (var clerk = await browser.OpenAsync(_service))
        {
            await clerk.GoAsync("SWW", "/report/JA2018-002/2018-09");
            await clerk.Page.Locator("#value").FillAsync("5");
            await clerk.Page.Locator("#narrative").FillAsync("等候批复（合成数据）");
            await clerk.Page.Locator("summary", new() { HasText = "在等别的单位吗" }).ClickAsync();
            await clerk.ClickAsync("添加等候");
            await clerk.Page.Locator(".waits select").SelectOptionAsync("LSJ");
            await clerk.Page.Locator(".waits input[type=date]").FillAsync("2018-09-01");
            await clerk.Page.GetByLabel("等什么").FillAsync("绿地移交意见（合成数据）");
            await clerk.Page.Locator("#signatory").FillAsync("李四");
            await clerk.PictureAsync("story-waits");
            await clerk.ClickAsync("报送");
            await clerk.SeeAsync("写明等候谁时，须填写困难");
            await clerk.Page.Locator("#difficulties").FillAsync("移交未完成（合成数据）");
            await clerk.ClickAsync("报送");
            await clerk.SeeAsync("本期已填报（第 1 次");

            // A correction carries on whom the unit waits for.
            await Assertions.Expect(clerk.Page.GetByLabel("等什么")).ToHaveValueAsync("绿地移交意见（合成数据）");
            Assert.Empty(clerk.Complaints);
        }

        await using var other = await browser.OpenAsync(_service);
        await other.GoAsync("LSJ", "/cooperation");
        await other.SeeAsync("绿地移交意见（合成数据）");
        await other.Page.Locator("summary", new() { HasText = "答复" }).First.ClickAsync();
        await other.Page.Locator("[id^=text-]").First.FillAsync("已批复（合成数据）");
        await other.PictureAsync("story-cooperation");
        await other.Page.GetByLabel("已办结").CheckAsync();
        await other.Page.Locator("details[open] button").ClickAsync();
        await Assertions.Expect(other.Page.GetByText("绿地移交意见（合成数据）")).ToHaveCountAsync(0);
        var matter = (await _service.ReadAsync("office", "waiting?target=JA2018-002"))["items"]![0]!;
        Assert.Equal(
            ("answered", true, "已批复（合成数据）"),
            ((string?)matter["state"], (bool)matter["answer"]!["done"]!, (string?)matter["answer"]!["text"]));
        Assert.Empty(other.Complaints);
    }

    [Fact]
    public async Task The_office_adds_a_unit_and_renames_it_and_a_clerk_only_reads()
    {
        await using (var office = await browser.OpenAsync(_service))
        {
            await office.GoAsync("office", "/units");
            await office.Page.Locator("summary", new() { HasText = "新增单位" }).ClickAsync();
            await office.Page.Locator("#unit-code").FillAsync("HCDW");
            await office.Page.Locator("#name-new").FillAsync("合成单位");
            await office.Page.Locator("#save-new").ClickAsync();
            await office.SeeAsync("已保存，记入政府日志");
            var row = office.Page.Locator("tr", new() { HasText = "HCDW" });
            await row.Locator("summary").ClickAsync();
            await office.Page.Locator("#name-HCDW").FillAsync("合成单位二");
            await office.Page.Locator("#save-HCDW").ClickAsync();
            await Assertions.Expect(row.Locator("th")).ToHaveTextAsync("合成单位二");
            Assert.Empty(office.Complaints);
        }

        await using var clerk = await browser.OpenAsync(_service);
        await clerk.GoAsync("LSJ", "/units");
        await clerk.SeeAsync("合成单位二");
        await Assertions.Expect(clerk.Page.Locator("summary")).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.Forbidden, await _service.SendAsync(
            "LSJ", HttpMethod.Put, "units/HCDW", new { name = "另一名", kind = "department" }));
    }

    [Fact]
    public async Task The_years_targets_stand_as_a_tree_with_what_does_not_hold()
    {
        await using var office = await browser.OpenAsync(_service);
        await office.GoAsync("office", "/library");
        await office.Page.Locator("#tree").ClickAsync();
        var first = office.Page.Locator(".tree > li").First;
        await first.WaitForAsync();
        await office.PictureAsync("story-tree");
        await first.Locator("a").First.ClickAsync();
        await office.SeeAsync("历次版本");
        Assert.Empty(office.Complaints);
    }
}
