using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>The public page in a browser: closed, opened by the office, read and checked by somebody who has no
/// token.</summary>
public sealed class PublicTests(BrowserFixture browser)
{
    [Fact]
    public async Task What_is_released_is_for_everybody_once_the_office_opens_the_page_and_a_browser_checks_it()
    {
        await using var service = await RunningService.StartAsync(); // with a period of its own to issue
        await IssueAsync(service);

        await using var stranger = await browser.OpenAsync(service);
        await stranger.EnterAsync();
        await stranger.TurnToAsync("/public/2018");
        await Assertions.Expect(stranger.Page.Locator("#closed")).ToContainTextAsync("没有打开");

        await using (var office = await browser.OpenAsync(service))
        {
            await office.GoAsync("office", "/calendar");
            await office.SeeAsync("现在：没有打开");
            await office.Page.Locator("#public-why").FillAsync("接受社会监督（合成数据）");
            await office.ClickAsync("打开公开页");
            await office.SeeAsync("现在：打开");
            Assert.Empty(office.Complaints);
        }

        await stranger.TurnToAsync("/public/2017");
        await Assertions.Expect(stranger.Page.Locator(".empty")).ToContainTextAsync("还没有公布颜色");
        await stranger.TurnToAsync("/public/2018");
        await Assertions.Expect(stranger.Page.Locator("tbody tr")).ToContainTextAsync("JA2018-028");
        await Assertions.Expect(stranger.Page.Locator("tbody .colour")).ToHaveCountAsync(1);
        await Assertions.Expect(stranger.Page.Locator(".legend li").First).ToBeVisibleAsync();
        await stranger.ClickAsync("核验这些颜色的记录");
        await Assertions.Expect(stranger.Page.Locator(".proof[data-good=true]"))
            .ToContainTextAsync("所示 1 项评定的记录都在评定日志里");
        await ScreenTests.CheckAsync(stranger, "public");
        await stranger.ClickAsync("核验这些颜色的记录");
        await Assertions.Expect(stranger.Page.Locator(".proof[data-good=true]"))
            .ToContainTextAsync("上次所见");
        await LiesAreFoundAsync(stranger);
        await stranger.ClickAsync("English");
        await stranger.SeeAsync("Released colours");
        await stranger.SeeAsync("It does not prove that a record says this colour");
        await stranger.ClickAsync("中文");
        Assert.Empty(stranger.Complaints);
        Assert.All(stranger.Asked, url =>
            Assert.StartsWith(service.Address.ToString(), url, StringComparison.Ordinal));
    }

    // Another hash than the log's, as a government that shows another rating would have to show.
    private static async Task LiesAreFoundAsync(Person stranger)
    {
        await stranger.Page.RouteAsync("**/public/ratings*", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new()
            {
                Response = answer,
                Body = Regex.Replace(await answer.TextAsync(), "(?<=\"leafHash\":\")[0-9a-f]{64}", new string('0', 64)),
            });
        });
        await stranger.TurnToAsync("/public/2017");
        await stranger.Page.Locator(".empty").WaitForAsync();
        await stranger.TurnToAsync("/public/2018");
        await stranger.ClickAsync("核验这些颜色的记录");
        await Assertions.Expect(stranger.Page.Locator(".proof[data-good=false]")).ToContainTextAsync("不是同一条记录");
        await stranger.Page.UnrouteAllAsync();
    }

    private async Task IssueAsync(RunningService service)
    {
        Assert.Equal(HttpStatusCode.Created, await service.SendAsync(
            "LSJ", HttpMethod.Post, "targets/JA2018-028/progress",
            new { period = "2018-04", value = 3.1m, narrative = "合成数据", signatory = "张三" }));
        await using var assessor = await browser.OpenAsync(service);
        await assessor.GoToKeyAsync();
        await assessor.MakeKeyAsync(service, "评估员丙（合成）");
        await assessor.TurnToAsync("/worklist/2018-04");
        await assessor.Page.Locator("summary", new() { HasText = "按建议评定" }).ClickAsync();
        await assessor.Page.Locator("[id^=why-]").First.WaitForAsync();
        foreach (var why in await assessor.Page.Locator("[id^=why-]").AllAsync())
        {
            await why.FillAsync("与填报一致（合成数据）");
        }

        await assessor.ClickAsync("签名并评定 1 项");
        await assessor.SeeAsync("已评定 1 项");
        await assessor.PreviewAprilAsync(service);
        await assessor.Page.Locator("#issue").ClickAsync();
        await assessor.SeeAsync("已出具：评定 1 项");
        await assessor.ForgetKeyAsync();
    }
}
