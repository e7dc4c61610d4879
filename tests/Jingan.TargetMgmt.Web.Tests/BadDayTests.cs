using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>A service that goes away, and one whose database was altered by hand.</summary>
public sealed class BadDayTests(BrowserFixture browser) : IAsyncLifetime
{
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Nothing_typed_is_lost_when_the_service_is_away_and_the_page_is_loaded_anew()
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
        await clerk.Page.Locator("#next").FillAsync("继续");
        await clerk.SeeAsync("草稿已保存");
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
            await doubter.SeeAsync("上次所见");
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
