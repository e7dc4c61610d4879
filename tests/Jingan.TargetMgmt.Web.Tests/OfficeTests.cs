using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>What the district office does in a browser beside looking.</summary>
public sealed class OfficeTests(BrowserFixture browser, ServiceFixture shared)
{
    private readonly RunningService _service = shared.Service;

    [Fact]
    public async Task The_office_opens_a_year_after_a_look_at_its_dates_and_sees_who_has_not_filed()
    {
        await using var office = await browser.OpenAsync(_service);
        await office.GoAsync("office", "/calendar");
        await office.Page.Locator("#year").FillAsync("2027");
        await office.Page.Locator("#year").PressAsync("Tab");
        await office.SeeAsync("设立 2027 年填报期");
        await office.ClickAsync("先看日期");
        await office.SeeAsync("2027-12：");
        Assert.Empty((await _service.ReadAsync("office", "periods?year=2027"))["items"]!.AsArray());
        await office.Page.Locator("#open-year").ClickAsync();
        await Assertions.Expect(office.Page.Locator("tbody tr")).ToHaveCountAsync(12);
        Assert.Equal(12, (await _service.ReadAsync("office", "periods?year=2027"))["items"]!.AsArray().Count);
        await office.TurnToAsync("/filing/2018-01");
        await office.SeeAsync("项未报");
        await office.Page.Locator("#remind").ClickAsync();
        await office.SeeAsync("已复制");
        await office.Page.Locator("summary").First.ClickAsync();
        Assert.Empty(office.Complaints);
    }

    [Fact]
    public async Task A_request_for_more_time_is_answered_once()
    {
        var until = Day(30);
        Assert.Equal(HttpStatusCode.OK, await _service.SendAsync("office", HttpMethod.Put, "periods/2018-08", new
        {
            startsOn = "2018-08-01", endsOn = "2018-08-31", opensOn = "2018-08-01", dueOn = "2018-09-10",
            closesOn = Day(2),
        }));
        Assert.Equal(HttpStatusCode.Created, await _service.SendAsync(
            "TYJ", HttpMethod.Post, "periods/2018-08/extension-requests", new
            {
                until, reason = "数据要等统计口径（合成数据）",
            }));
        await using var office = await browser.OpenAsync(_service);
        await office.GoAsync("office", "/calendar");
        await office.SeeAsync("数据要等统计口径");
        await office.Page.Locator("[id^=why-]").First.FillAsync("同意（合成数据）");
        await office.ClickAsync("准予延期");
        await Assertions.Expect(office.Page.GetByText("数据要等统计口径")).ToHaveCountAsync(0);
        var asked = (await _service.ReadAsync("office", "extension-requests?period=2018-08"))["items"]![0]!;
        Assert.Equal((true, until), ((bool)asked["answer"]!["granted"]!, (string?)asked["answer"]!["until"]));
        Assert.Empty(office.Complaints);
    }

    [Fact]
    public async Task A_table_of_targets_is_looked_at_before_it_is_taken()
    {
        await using var office = await browser.OpenAsync(_service);
        await office.GoAsync("office", "/library");
        await office.Page.Locator("summary", new() { HasText = "导入目标表" }).ClickAsync();
        await GiveAsync("JA2029-001,2029,合成目标,不存在的单位");
        await office.SeeAsync("不存在的单位");
        await Assertions.Expect(office.Page.Locator("#import")).ToHaveCountAsync(0);
        await GiveAsync("JA2029-001,2029,合成目标,LSJ");
        await office.SeeAsync("读到 1 行");
        Assert.Empty((await _service.ReadAsync("office", "targets?year=2029"))["items"]!.AsArray());
        await office.Page.Locator("#import").ClickAsync();
        await office.SeeAsync("已导入 1 项");
        Assert.Single((await _service.ReadAsync("office", "targets?year=2029"))["items"]!.AsArray());
        Assert.Empty(office.Complaints);

        Task GiveAsync(string row) => office.Page.Locator("#table").SetInputFilesAsync(new FilePayload
        {
            Name = "目标.csv", MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("目标编号,年度,目标名称,牵头单位,层级,领域,性质,类型,来源,要求\n" + row
                + ",部门,合成,预期性,定性,合成数据,合成数据\n"),
        });
    }

    private static string Day(int fromNow) =>
        TimeProvider.System.GetUtcNow().AddDays(fromNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
