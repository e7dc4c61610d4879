using System.Net;
using System.Text;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>What each role does in a browser, from end to end, on a real service and real files.</summary>
public sealed class StoryTests(BrowserFixture browser, ServiceFixture shared)
{
    private readonly RunningService _service = shared.Service;

    [Fact]
    public async Task A_clerk_finds_the_task_fills_it_in_hands_it_in_and_corrects_it()
    {
        await using var clerk = await browser.OpenAsync(_service);
        await clerk.GoAsync("LSJ");
        await clerk.PictureAsync("story-tasks");
        await clerk.Page.Locator("#find").FillAsync("JA2018-028");
        await clerk.Page.Locator("a.task[href='/report/JA2018-028/2018-06']").ClickAsync();
        await clerk.Page.Locator("#value").FillAsync("３．１");
        await Assertions.Expect(clerk.Page.Locator(".expected")).ToContainTextAsync("完成 44.3%（计划 50%）");
        await Assertions.Expect(clerk.Page.Locator(".expected")).ToHaveAttributeAsync("data-colour", "yellow");
        await clerk.Page.Locator("#evidence").SetInputFilesAsync(new FilePayload
        {
            Name = "验收单.pdf", MimeType = "application/pdf",
            Buffer = [.. "%PDF-1.7\n"u8, .. new byte[1_500_000], .. "\n%%EOF\n"u8],
        });
        await clerk.SeeAsync("验收单.pdf");
        await clerk.Page.Locator("#narrative").FillAsync("已建成3.1万平方米（合成数据）");
        await clerk.SeeAsync("草稿已保存");
        var drafts = await _service.ReadAsync("LSJ", "drafts?period=2018-06");
        Assert.Equal(3.1m, (decimal)drafts["items"]!.AsArray()
            .Single(d => (string?)d!["targetId"] == "JA2018-028")!["content"]!["value"]!);

        await clerk.Page.Locator("#signatory").FillAsync("张三");
        await clerk.ClickAsync("报送");
        await clerk.SeeAsync("本期已填报（第 1 次");
        await clerk.PictureAsync("story-reported");
        await Assertions.Expect(clerk.Page.Locator("#value")).ToHaveValueAsync("3.1");
        await clerk.Page.Locator("#value").FillAsync("3.2");
        await clerk.Page.Locator("#narrative").FillAsync("更正：已建成3.2万平方米（合成数据）");
        await Assertions.Expect(clerk.Page.Locator(".correction tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(clerk.Page.Locator(".correction")).ToContainTextAsync("3.1");
        await clerk.PictureAsync("story-correction");
        await clerk.ClickAsync("报送");
        await clerk.SeeAsync("本期已填报（第 2 次");
        var filed = await _service.ReadAsync("LSJ", "targets/JA2018-028/progress");
        Assert.DoesNotContain(
            (await _service.ReadAsync("LSJ", "drafts?period=2018-06"))["items"]!.AsArray(),
            draft => (string?)draft!["targetId"] == "JA2018-028");
        Assert.Single(filed["items"]!.AsArray().Last()!["evidence"]!.AsArray());
        Assert.Equal([3.1m, 3.2m], filed["items"]!.AsArray()
            .Where(f => (string?)f!["period"] == "2018-06").Select(f => (decimal)f!["value"]!));
        Assert.Empty(clerk.Complaints);
    }

    [Fact]
    public async Task A_sign_in_that_has_run_out_is_renewed_where_one_was_and_nothing_typed_is_lost()
    {
        await using var clerk = await browser.OpenAsync(_service);
        await clerk.GoAsync("LSJ", "/report/JA2018-041/2018-06");
        await clerk.Page.Locator("#narrative").FillAsync("写到一半");
        await clerk.SeeAsync("草稿已保存");
        await clerk.Page.RouteAsync("**/drafts/**", route => route.FulfillAsync(new()
        {
            Status = 401, ContentType = "application/problem+json", Body = """{"code":"x","detail":"令牌已过期"}""",
        }));
        await clerk.Page.Locator("#narrative").FillAsync("写到一半，令牌过期");
        await clerk.SeeAsync("登录已失效");
        await clerk.Page.UnrouteAsync("**/drafts/**");
        await clerk.SignInAgainAsync("LSJ");
        await Assertions.Expect(clerk.Page.Locator("#narrative")).ToHaveValueAsync("写到一半，令牌过期");
        await clerk.SeeAsync("草稿已保存"); // what waited for the sign-in goes on by itself
    }

    [Fact]
    public async Task Targets_that_have_not_changed_are_handed_in_together_and_one_that_cannot_says_why()
    {
        Assert.Equal(HttpStatusCode.Created, await _service.SendAsync(
            "RSJ", HttpMethod.Post, "targets/JA2018-073/progress",
            new { period = "2018-05", value = 390m, narrative = "合成数据", signatory = "张三" }));
        await using var clerk = await browser.OpenAsync(_service);
        await clerk.GoAsync("RSJ", "/many/2018-06");
        foreach (var target in (string[])["JA2018-073", "JA2018-074"])
        {
            await clerk.Page.Locator(".task", new() { HasText = target }).GetByRole(AriaRole.Checkbox).CheckAsync();
        }

        await clerk.Page.Locator("#signatory").FillAsync("张三");
        await clerk.ClickAsync("报送所选 2 项");
        await Assertions.Expect(clerk.Page.Locator(".task", new() { HasText = "JA2018-073" })).ToHaveCountAsync(0);
        await clerk.SeeAsync("noChange");
        var filed = (await _service.ReadAsync("RSJ", "targets/JA2018-073/progress"))["items"]![1]!;
        Assert.Equal((true, 390m), ((bool)filed["noChange"]!, (decimal)filed["value"]!));
    }

    [Fact]
    public async Task A_table_is_handed_back_in_the_browser_and_every_cell_that_is_wrong_is_told()
    {
        await using var clerk = await browser.OpenAsync(_service);
        await clerk.GoAsync("FGJ", "/many/2018-06");
        await HandBackAsync("约3");
        await clerk.SeeAsync("收到“约3”");
        await HandBackAsync("3");
        await clerk.SeeAsync("已填报 1 项");

        Task HandBackAsync(string value) => clerk.Page.Locator("#sheet").SetInputFilesAsync(new FilePayload
        {
            Name = "六月.csv", MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(
                $"目标编号,填报期,累计值,进展情况,签发人\nJA2018-033,2018-06,{value},合成数据,张三\n"),
        });
    }

    [Fact]
    public async Task A_sign_in_is_its_tabs_alone_and_in_no_address()
    {
        await using var clerk = await browser.OpenAsync(_service);
        await clerk.GoAsync("LSJ");
        var token = _service.Token("LSJ");
        Assert.All(clerk.Asked, url => Assert.DoesNotContain(token, url, StringComparison.Ordinal));
        Assert.DoesNotContain(
            token, await clerk.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"), StringComparison.Ordinal);
        var other = await clerk.Page.Context.NewPageAsync();
        await other.GotoAsync(_service.Address.ToString());
        await Assertions.Expect(other.Locator("#token")).ToBeVisibleAsync();
        await clerk.ClickAsync("退出");
        Assert.Null(await clerk.Page.EvaluateAsync<string?>("sessionStorage.getItem('jingan.token')"));
    }

    // What the service does not have yet, the tab has; whoever sits down next does not.
    [Fact]
    public async Task Who_signs_out_leaves_nothing_in_the_tab_and_is_asked_where_something_is_not_saved()
    {
        await using var clerk = await browser.OpenAsync(_service);
        await clerk.GoAsync("LSJ", "/report/JA2018-042/2018-06");
        await clerk.Page.RouteAsync("**/drafts/**", route => route.AbortAsync());
        await clerk.Page.Locator("#narrative").FillAsync("未存到服务的一句");
        await clerk.SeeAsync("尚未存到服务");
        List<string> asked = [];
        clerk.Page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Message);
            await (asked.Count == 1 ? dialog.DismissAsync() : dialog.AcceptAsync());
        };
        await clerk.ClickAsync("退出");
        await Assertions.Expect(clerk.Page.Locator("#narrative")).ToHaveValueAsync("未存到服务的一句");
        await clerk.ClickAsync("退出");
        await Assertions.Expect(clerk.Page.Locator("#token")).ToBeVisibleAsync();
        Assert.All(asked, a => Assert.Contains("没有存到服务", a, StringComparison.Ordinal));
        Assert.Equal(2, asked.Count);
        Assert.Equal("[]", await clerk.Page.EvaluateAsync<string>(
            "JSON.stringify(Object.keys(sessionStorage).filter(k => k !== 'jingan.language'))"));
        Assert.DoesNotContain("未存到服务的一句", await clerk.Page.ContentAsync(), StringComparison.Ordinal);
        await clerk.Page.UnrouteAsync("**/drafts/**"); // the tab is somebody else's next
    }

    [Fact]
    public async Task A_signatory_signs_what_a_clerk_left_as_drafts()
    {
        await _service.SendAsync("FGW", HttpMethod.Put, "targets/JA2018-003/drafts/2018-06", new
        {
            value = 121m, narrative = "合成数据",
        });
        _service.AddSignatory("签发人甲", "FGW");
        await using var signatory = await browser.OpenAsync(_service);
        await signatory.GoAsync("签发人甲");
        await signatory.Page.GetByRole(AriaRole.Link, new() { Name = "待签发" }).First.ClickAsync();
        await signatory.SeeAsync("JA2018-003");
        await signatory.PictureAsync("story-sign");
        await signatory.ClickAsync("签发所选 1 份");
        await signatory.SeeAsync("已签发 1 份");
        await signatory.SeeAsync("没有待签发的草稿");
        var filed = (await _service.ReadAsync("office", "targets/JA2018-003/progress"))["items"]![0]!;
        Assert.Equal(
            ("demo-FGW", "签发人甲", "twoPeople"),
            ((string?)filed["operator"], (string?)filed["signatory"], (string?)filed["confirmation"]));
        Assert.Empty(signatory.Complaints);
    }

    [Fact]
    public async Task Two_tabs_on_one_draft_lose_nothing_of_either()
    {
        await using var first = await browser.OpenAsync(_service);
        await using var second = await browser.OpenAsync(_service);
        await first.GoAsync("LSJ", "/report/JA2018-039/2018-06");
        await first.Page.Locator("#narrative").FillAsync("开头");
        await first.SeeAsync("草稿已保存");
        await second.GoAsync("LSJ", "/report/JA2018-039/2018-06");
        await Assertions.Expect(second.Page.Locator("#narrative")).ToHaveValueAsync("开头");
        await second.Page.Locator("#narrative").FillAsync("乙写的");
        await second.SeeAsync("草稿已保存");
        await first.Page.Locator("#narrative").FillAsync("甲写的");
        await first.SeeAsync("刚保存了同一份草稿");
        await first.SeeAsync("乙写的");
        await first.ClickAsync("保留我写的");
        await first.SeeAsync("草稿已保存");
        var draft = await _service.ReadAsync("LSJ", "targets/JA2018-039/drafts/2018-06");
        Assert.Equal("甲写的", (string?)draft["draft"]!["content"]!["narrative"]);
    }
}
