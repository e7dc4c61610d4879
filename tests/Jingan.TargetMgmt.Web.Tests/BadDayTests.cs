using System.Globalization;
using System.Net;
using Jingan.TargetMgmt.Contracts;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>A service that goes away, a period that closes, and a service whose database was altered by hand.</summary>
public sealed class BadDayTests(BrowserFixture browser) : IAsyncLifetime
{
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Nothing_typed_is_lost_when_the_service_is_away_the_page_is_loaded_anew_or_the_period_closes()
    {
        await using var clerk = await browser.OpenAsync(_service);
        await clerk.GoAsync("LSJ", "/report/JA2018-028/2018-06");
        await clerk.Page.Locator("#narrative").FillAsync("第一句。");
        await clerk.SeeAsync("草稿已保存");
        _service.Stop();
        await clerk.Page.Locator("#narrative").FillAsync("第一句。第二句，服务不在时写的。");
        await clerk.SeeAsync("尚未存到服务");

        await _service.StartAgainAsync();
        clerk.Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync(); // the browser asks before it leaves
        await clerk.Page.ReloadAsync();
        await Assertions.Expect(clerk.Page.Locator("#narrative")).ToHaveValueAsync("第一句。第二句，服务不在时写的。");
        await clerk.SeeAsync("草稿已保存"); // by itself: nobody has to type again
        await AskForTimeAsync(clerk);
    }

    // The office closes the period while the form is open.
    private async Task AskForTimeAsync(Person clerk)
    {
        await clerk.Page.Locator("#value").FillAsync("3.1");
        await clerk.Page.Locator("#signatory").FillAsync("张三");
        await clerk.SeeAsync("草稿已保存");
        Assert.Equal(HttpStatusCode.OK, await _service.SendAsync("office", HttpMethod.Put, "periods/2018-06", new
        {
            startsOn = "2018-06-01", endsOn = "2018-06-30", opensOn = "2018-06-01", dueOn = "2018-07-10",
            closesOn = "2018-07-20",
        }));
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "报送", Exact = true }).ClickAsync();
        await clerk.SeeAsync("2018-06 已于 2018-07-20 关闭");
        await clerk.Page.Locator("#why").FillAsync("数据要等统计口径（合成数据）");
        await clerk.ClickAsync("申请延期");
        await clerk.SeeAsync("等区府办答复");
        var asked = (await _service.ReadAsync("office", "extension-requests?state=open"))["items"]![0]!;
        var until = ShanghaiDate.Of(TimeProvider.System.GetUtcNow()).AddDays(30)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.Created, await _service.SendAsync(
            "office", HttpMethod.Post, $"extension-requests/{asked["request"]}/answer", new
            {
                granted = true, until, reason = "同意（合成数据）",
            }));
        await clerk.ClickAsync("看看有没有答复");
        await clerk.SeeAsync($"已准予延期至 {until}");
        await Assertions.Expect(clerk.Page.Locator("#narrative")).ToHaveValueAsync("第一句。第二句，服务不在时写的。");
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "报送", Exact = true }).ClickAsync();
        await clerk.SeeAsync("本期已填报（第 1 次");
        await clerk.SeeAsync($"已准予延期至 {until}");
    }

    [Fact]
    public async Task Who_doubts_verifies_both_logs_and_after_an_altered_row_is_told_which_entry()
    {
        Assert.Equal(201, (int)await _service.SendAsync("LSJ", HttpMethod.Post, "targets/JA2018-028/progress", new
        {
            period = "2018-06", value = 3.1m, narrative = "合成数据", signatory = "张三",
        }));
        await using (var doubter = await browser.OpenAsync(_service))
        {
            await doubter.GoAsync("auditor", "/trust");
            await doubter.ClickAsync("核验两本日志");
            await Assertions.Expect(doubter.Page.Locator("[data-good=true]")).ToHaveCountAsync(2);
            await doubter.PictureAsync("story-verified");
            await doubter.ClickAsync("核验两本日志");
            await Assertions.Expect(doubter.Page.GetByText("上次所见")).ToHaveCountAsync(2);
            await RememberAsync(doubter);
        }

        _service.Stop();
        var index = await AlterAsync();
        await _service.StartAgainAsync(isReady: false);
        await using var again = await browser.OpenAsync(_service);
        await again.GoAsync("auditor", "/trust");
        await again.ClickAsync("核验两本日志");
        await Assertions.Expect(again.Page.Locator("[data-log=government]")).ToHaveAttributeAsync("data-good", "false");
        await again.PictureAsync("story-altered");
        Assert.True(index > 0);
    }

    // What an older app remembered in localStorage counts on, once; and no tab goes back to a smaller checkpoint.
    private static async Task RememberAsync(Person doubter)
    {
        var logs = await doubter.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const logs = await jinganStore.use("logs", "readonly", all => all.getAllKeys());
              for (const log of logs) {
                const { key, note, size } = await jinganStore.seen(log);
                await jinganStore.see(log, key, "a smaller one", size - 1);
                if ((await jinganStore.seen(log)).note !== note) { return ["went back"]; }
                localStorage.setItem(`jingan.log/${log}`, note);
                localStorage.setItem(`jingan.log/${log}/key`, key);
              }
              await jinganStore.use("logs", "readwrite", all => all.clear());
              return logs;
            }
            """);
        Assert.Equal(2, logs.Length);
        await doubter.ClickAsync("核验两本日志");
        await Assertions.Expect(doubter.Page.GetByText("上次所见")).ToHaveCountAsync(2);
        Assert.Equal(0, await doubter.Page.EvaluateAsync<int>("localStorage.length"));
    }

    // An administrator of the database, who can drop triggers, rewrites the report in its row.
    private async Task<long> AlterAsync()
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(_service.Folder.FullName, "data", "government.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            drop trigger log_entry_no_update;
            update log_entry set data = cast(replace(cast(data as text), '合成数据', '改过数据') as blob)
            where cast(data as text) like '%"narrative":"合成数据"%';
            select max(idx) from log_entry;
            """;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
