using System.Text.Json.Nodes;
using Jingan.TargetMgmt.OpenIdConnect;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>Signing in at an identity provider, in the browser: authorization code with PKCE.</summary>
public sealed class ProviderTests(BrowserFixture browser) : IAsyncLifetime
{
    private TestProvider _provider = null!;
    private RunningService _service = null!;

    private string People => Path.Combine(_service.Folder.FullName, "data", "access-people.json");

    public async ValueTask InitializeAsync()
    {
        browser.SkipWithoutBrowser();
        _provider = await TestProvider.StartAsync();
        _service = await RunningService.StartAsync(
            "--Access:Oidc:Authority", _provider.Authority, "--Access:Oidc:Audience", TestProvider.Audience,
            "--Access:Oidc:ClientId", TestProvider.ClientId);
        Know("wang.wu");
    }

    public async ValueTask DisposeAsync()
    {
        if (_provider is not null)
        {
            await _service.DisposeAsync();
            await _provider.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_clerk_signs_in_at_the_provider_goes_on_where_it_ran_out_and_leaves_both()
    {
        await using var clerk = await browser.OpenAsync(_service);
        var page = clerk.Page;
        await page.GotoAsync(_service.Origin + "/");
        await SignInAsync(page, "wang.wu");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "我的任务" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".who")).ToContainTextAsync("王五");
        Assert.Equal(_service.Origin + "/", page.Url);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length"));

        await clerk.TurnToAsync("/report/JA2018-028/2018-10");
        await page.Locator("#value").FillAsync("2");
        await clerk.SeeAsync("草稿已保存");
        Know();
        await page.Locator("#narrative").FillAsync("登录失效时正在写");
        await Assertions.Expect(page.Locator("#provider")).ToBeVisibleAsync();
        Know("wang.wu");
        await SignInAsync(page, "wang.wu");
        await Assertions.Expect(page.Locator("#narrative")).ToHaveValueAsync("登录失效时正在写");
        await Assertions.Expect(page.Locator("#value")).ToHaveValueAsync("2");
        await clerk.SeeAsync("草稿已保存");

        await clerk.ClickAsync("退出");
        await Assertions.Expect(page.GetByText("已退出。")).ToBeVisibleAsync();
        Assert.Contains(clerk.Asked, a => a.StartsWith(_provider.Authority + "leave", StringComparison.Ordinal));
        Assert.Null(await page.EvaluateAsync<string?>("() => sessionStorage.getItem('jingan.token')"));
        Assert.All(clerk.Asked, a => Assert.True(a.StartsWith(_service.Origin, StringComparison.Ordinal)
            || a.StartsWith(_provider.Authority, StringComparison.Ordinal), a));
        Assert.DoesNotContain(clerk.Asked, a => a.Contains("access_token", StringComparison.Ordinal));
        Assert.Empty(clerk.Complaints);
    }

    [Fact]
    public async Task Who_is_signed_in_there_and_not_known_here_is_told_what_to_do()
    {
        await using var stranger = await browser.OpenAsync(_service);
        await stranger.Page.GotoAsync(_service.Origin + "/");
        await SignInAsync(stranger.Page, "li.si");
        await stranger.SeeAsync("本系统没有登记您");
        await Assertions.Expect(stranger.Page.Locator("#provider")).ToBeVisibleAsync();
    }

    private static async Task SignInAsync(IPage page, string person)
    {
        await page.Locator("#provider").ClickAsync();
        await page.Locator("input[name=person]").FillAsync(person);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
    }

    private void Know(params string[] subjects) => File.WriteAllText(People, new JsonArray([.. subjects.Select(s =>
        new JsonObject
        {
            ["subject"] = s, ["name"] = "王五", ["role"] = "reporter", ["unit"] = "LSJ", ["until"] = "2098-12-31",
        })]).ToJsonString());
}
