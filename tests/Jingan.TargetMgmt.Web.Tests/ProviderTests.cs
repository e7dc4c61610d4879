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

    // A link that somebody else has made: the tab has asked for nothing, and hands no code on.
    [Fact]
    public async Task An_answer_that_this_tab_did_not_ask_for_signs_nobody_in()
    {
        await using var clerk = await browser.OpenAsync(_service);
        await clerk.Page.GotoAsync(_service.Origin + "/authentication/login-callback?code=of-another&state=made-up");
        await clerk.Page.GetByRole(AriaRole.Heading, new() { Name = "统一身份认证" }).WaitForAsync();
        await clerk.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.DoesNotContain(clerk.Asked, a => a.StartsWith(_provider.Authority + "token", StringComparison.Ordinal));
        Assert.Null(await clerk.Page.EvaluateAsync<string?>("() => sessionStorage.getItem('jingan.token')"));
        Assert.Equal(0, await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "退出" }).CountAsync());
    }

    // What is sent to the provider binds its answer to this tab and this attempt.
    [Fact]
    public async Task Each_sign_in_asks_with_a_proof_key_and_a_state_of_its_own()
    {
        await using var clerk = await browser.OpenAsync(_service);
        List<string> asked = [];
        foreach (var _ in (int[])[1, 2])
        {
            await clerk.Page.GotoAsync(_service.Origin + "/");
            await clerk.Page.Locator("#provider").ClickAsync();
            await clerk.Page.Locator("input[name=person]").WaitForAsync();
            asked.Add(new Uri(clerk.Page.Url).Query);
        }

        foreach (var name in (string[])["code_challenge", "state"])
        {
            var values = asked.Select(q => System.Web.HttpUtility.ParseQueryString(q)[name]).ToList();
            Assert.All(values, v => Assert.True(v?.Length >= 32, $"{name}: {v}"));
            Assert.Distinct(values);
        }

        Assert.All(asked, q => Assert.Equal(("code", "S256"), (
            System.Web.HttpUtility.ParseQueryString(q)["response_type"],
            System.Web.HttpUtility.ParseQueryString(q)["code_challenge_method"])));
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
