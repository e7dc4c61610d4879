using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>Who holds a receipt holds it against the log, in a browser.</summary>
public sealed class ProofTests(BrowserFixture browser, ServiceFixture shared)
{
    private readonly RunningService _service = shared.Service;

    [Fact]
    public async Task A_receipt_is_held_against_the_log_and_one_that_says_something_else_is_told()
    {
        var taken = await _service.PostAsync("LSJ", "targets/JA2018-028/progress", new
        {
            period = "2018-07", value = 3.3m, narrative = "合成数据", signatory = "张三",
        });
        var receipt = taken["receipt"]!;
        await using var doubter = await browser.OpenAsync(_service);
        await doubter.GoAsync("auditor", "/trust");
        await HoldAsync(receipt.ToJsonString());
        await doubter.SeeAsync("就在日志里，内容与回执相同");
        await HoldAsync(taken.ToJsonString());
        await Assertions.Expect(doubter.Page.Locator(".proof[data-good=true]")).ToHaveCountAsync(1);
        await HoldAsync(await _service.FileAsync("auditor", $"logs/government/proof/{receipt["index"]}"));
        await Assertions.Expect(doubter.Page.Locator(".proof[data-good=true]")).ToHaveCountAsync(1);
        var forged = receipt.DeepClone();
        forged["leafHash"] = new string('0', 64);
        await HoldAsync(forged.ToJsonString());
        await Assertions.Expect(doubter.Page.Locator(".proof[data-good=false]")).ToContainTextAsync("已不是当时的内容");
        await HoldAsync("{}");
        await Assertions.Expect(doubter.Page.Locator(".proof:not([data-good=true])")).ToHaveCountAsync(1);
        var saved = await doubter.Page.RunAndWaitForDownloadAsync(() => doubter.ClickAsync("导出核验结果"));
        var exported = JsonNode.Parse(await File.ReadAllTextAsync(
            (await saved.PathAsync())!, TestContext.Current.CancellationToken))!;
        Assert.Single(exported["checks"]!.AsArray());
        Assert.Empty(doubter.Complaints);

        Task HoldAsync(string file) => doubter.Page.Locator("#held").SetInputFilesAsync(new FilePayload
        {
            Name = "receipt.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(file),
        });
    }

    [Fact]
    public async Task A_log_that_shows_another_key_is_not_believed_and_not_called_altered_before_somebody_compared()
    {
        await using var service = await RunningService.StartAsync();
        await using var doubter = await browser.OpenAsync(service);
        await doubter.GoAsync("auditor", "/trust");
        await doubter.ClickAsync("核验两本日志");
        await Assertions.Expect(doubter.Page.Locator(".proof[data-good=true]")).ToHaveCountAsync(2);

        await doubter.KnewAnotherKeyAsync("logs/government");
        await doubter.ClickAsync("核验两本日志");
        await doubter.SeeAsync("本浏览器上次所见是 of/before+00000000+AA");
        await Assertions.Expect(doubter.Page.Locator(".proof[data-good='']")).ToHaveCountAsync(1);
        await doubter.ClickAsync("接受新公钥并核验");
        await Assertions.Expect(doubter.Page.Locator(".proof[data-good=true]")).ToHaveCountAsync(2);
        Assert.Empty(doubter.Complaints);
    }

    [Fact]
    public async Task A_copy_of_the_app_at_another_address_asks_the_service_only_where_that_names_it()
    {
        await using var stranger = await RunningService.StartAsync(
            "--Pages:Government", _service.Origin, "--Pages:Evaluation", _service.Origin);
        await using (var nobody = await browser.OpenAsync(stranger))
        {
            await nobody.EnterAsync();
            await nobody.Page.Locator("#token").FillAsync(_service.Token("LSJ"));
            await nobody.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
            await nobody.SeeAsync("联系不上服务");
        }

        await using var named = await RunningService.StartAsync("--Pages:AllowedOrigins:0", stranger.Origin);
        stranger.Stop();
        await stranger.StartAgainAsync(["--Pages:Government", named.Origin, "--Pages:Evaluation", named.Origin]);
        await using var clerk = await browser.OpenAsync(stranger);
        await clerk.Page.GotoAsync("/");
        await clerk.Page.Locator("#token").FillAsync(named.Token("LSJ"));
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await clerk.Page.Locator(".task").First.WaitForAsync();
        Assert.All(clerk.Asked, url => Assert.True(
            url.StartsWith(stranger.Origin, StringComparison.Ordinal)
                || url.StartsWith(named.Origin, StringComparison.Ordinal), url));
        Assert.Empty(clerk.Complaints);
    }
}
