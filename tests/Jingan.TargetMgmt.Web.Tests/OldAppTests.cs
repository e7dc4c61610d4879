using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>An app that is older than its service, and a browser that keeps nothing.</summary>
public sealed class OldAppTests(BrowserFixture browser, ServiceFixture shared)
{
    private const string Forbidden =
        """
        for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
          Object.defineProperty(globalThis, name, { get() { throw new DOMException("forbidden", "SecurityError"); } });
        }
        """;

    private readonly RunningService _service = shared.Service;

    [Fact]
    public async Task An_app_that_is_older_than_its_service_says_so_and_loading_anew_keeps_what_was_typed()
    {
        await using var clerk = await browser.OpenAsync(_service);
        await clerk.GoAsync("LSJ", "/report/JA2018-028/2018-10");
        await clerk.Page.Locator("#narrative").FillAsync("写到一半");
        await clerk.SeeAsync("草稿已保存");
        var bar = clerk.Page.Locator("#update");
        await Assertions.Expect(bar).ToHaveCountAsync(0);
        await clerk.Page.RouteAsync("**/api/v1/**", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new()
            {
                Response = answer,
                Headers = new Dictionary<string, string>(answer.Headers) { ["app-version"] = "next" },
            });
        });
        await clerk.Page.Locator("#next").FillAsync("服务已更新");
        await Assertions.Expect(bar).ToContainTextAsync("填写的内容会保留");
        await clerk.PictureAsync("story-update");
        await clerk.Page.Locator("#value").FillAsync("约3");
        await clerk.Page.Locator("#difficulties").FillAsync("还没有存到服务的");
        await clerk.Page.Locator("#signatory").FillAsync("李四");
        await clerk.ClickAsync("重新载入");
        await Assertions.Expect(bar).ToContainTextAsync("仍是旧程序");
        await Assertions.Expect(bar.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        foreach (var (field, typed) in ((string, string)[])
        [
            ("#value", "约3"), ("#narrative", "写到一半"), ("#difficulties", "还没有存到服务的"), ("#next", "服务已更新"),
            ("#signatory", "李四"),
        ])
        {
            await Assertions.Expect(clerk.Page.Locator(field)).ToHaveValueAsync(typed);
        }

        await clerk.Page.UnrouteAsync("**/api/v1/**");
        await clerk.Page.Locator("#value").FillAsync("3");
        await clerk.SeeAsync("草稿已保存");
        await clerk.Page.ReloadAsync();
        await Assertions.Expect(clerk.Page.Locator("#value")).ToHaveValueAsync("3");
        await Assertions.Expect(bar).ToHaveCountAsync(0);
        Assert.Empty(clerk.Complaints);
    }

    [Fact]
    public async Task Where_nothing_may_be_kept_the_app_works_until_the_tab_is_closed_and_says_so()
    {
        await using var person = await browser.OpenAsync(_service);
        await person.BeforeAsync(Forbidden);
        await person.GoAsync("LSJ", "/report/JA2018-028/2018-09");
        await Assertions.Expect(person.Page.GetByText("这个浏览器不让本页保存内容")).ToHaveCountAsync(1);
        await person.Page.Locator("#value").FillAsync("3.1");
        await person.Page.Locator("#narrative").FillAsync("合成数据");
        await person.SeeAsync("草稿已保存");
        await person.Page.Locator("#signatory").FillAsync("张三");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "报送", Exact = true }).ClickAsync();
        await person.SeeAsync("本期已填报（第 1 次");

        await person.ClickAsync("退出");
        await person.Page.Locator("#token").FillAsync(_service.Token("evaluator"));
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "密钥", Exact = true }).ClickAsync();
        await person.Page.Locator("#name").FillAsync("评估员庚（合成）");
        await person.ClickAsync("生成密钥");
        await person.SeeAsync("这个浏览器不保存密钥");
        var kid = await person.Page.Locator("#kid").InnerTextAsync();

        await person.TurnToAsync("/trust");
        await person.ClickAsync("核验两本日志");
        var government = person.Page.Locator("[data-log=government][data-good=true]");
        await Assertions.Expect(government).ToContainTextAsync("记不住这个检查点");
        await person.TurnToAsync("/key");
        await Assertions.Expect(person.Page.Locator("#kid")).ToHaveTextAsync(kid);
        Assert.Empty(person.Complaints);
    }
}
