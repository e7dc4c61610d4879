using System.Collections.Concurrent;
using Jingan.TargetMgmt.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>Told 429, the app waits as long as it is told and asks again, and what was typed stays; where that is too
/// long for anybody before a screen, it says what the service said.</summary>
public sealed class AskedTooOftenTests(BrowserFixture browser) : IAsyncDisposable
{
    private const string Refused =
        """{"title":"请求过于频繁","status":429,"code":"too_many_requests","detail":"请于稍后重试。"}""";

    private readonly ConcurrentQueue<(string Key, string Body)> _asked = [];
    private WebApplication? _listener;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _listener?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_write_is_sent_again_as_it_was_under_its_own_key()
    {
        using var client = await ListenAsync(http => _asked.Count <= 3 ? RefuseAsync(http, "0") : AnswerAsync(http));
        var answer = await client.PostFileAsync(
            "waiting/181/1/answers", "已报市局"u8.ToArray(), "text/plain", WebJson.Default.ProblemBody, "once", Ct);
        Assert.Equal(("good", null), (answer.Value?.Code, answer.Refusal));
        Assert.Equal(4, _asked.Count);
        Assert.Equal(("once", "已报市局"), Assert.Single(_asked.Distinct()));
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("21")]
    [InlineData(null)]
    public async Task Nobody_is_left_waiting_for_longer_than_anybody_stands_before_a_screen(string? after)
    {
        using var client = await ListenAsync(http => RefuseAsync(http, after));
        var answer = await client.GetAsync("todo", WebJson.Default.ProblemBody, Ct);
        Assert.Equal((null, 429, "请于稍后重试。"),
            (answer.Value, answer.Refusal!.Status, answer.Refusal.Detail));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task What_somebody_asked_who_has_left_meanwhile_is_not_asked_for_another()
    {
        using var client = await ListenAsync(http => RefuseAsync(http, "2"));
        var asking = client.GetAsync("todo", WebJson.Default.ProblemBody, Ct);
        while (_asked.IsEmpty)
        {
            await Task.Delay(10, Ct);
        }

        await Task.Delay(500, Ct); // the answer is there, and the wait has begun
        client.AskFor(new("jtm_of_another", null)); // who would else be taken for the one who asked
        Assert.Equal(429, (await asking).Refusal!.Status);
        Assert.Single(_asked);
    }

    // The service's own limit, small enough that one report meets it.
    [Fact]
    public async Task A_clerk_who_meets_the_limit_loses_nothing_and_need_not_press_again()
    {
        browser.SkipWithoutBrowser();
        await using var service = await RunningService.StartAsync(
            "--Limits:Write:Burst", "1", "--Limits:Write:PerSecond", "0.1");
        await using var clerk = await browser.OpenAsync(service);
        ConcurrentQueue<(string Method, int Status)> answers = [];
        clerk.Page.Response += (_, response) => answers.Enqueue((response.Request.Method, response.Status));
        await clerk.GoAsync("LSJ", "/report/JA2018-028/2018-06");
        await clerk.Page.Locator("#value").FillAsync("3.1");
        await clerk.Page.Locator("#narrative").FillAsync("已建成3.1万平方米（合成数据）");
        await clerk.SeeAsync("草稿已保存");
        await clerk.Page.Locator("#signatory").FillAsync("张三");
        var others = UseUpAsync(service, until: () => answers.Any(a => a is { Status: 429 } or { Method: "POST" }));
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "报送", Exact = true }).ClickAsync();
        await clerk.SeeAsync("本期已填报（第 1 次");
        await others;
        Assert.Contains(answers, a => a.Status == 429);
        Assert.DoesNotContain(answers, a => a is { Method: "POST", Status: >= 400 and not 429 });
        await Assertions.Expect(clerk.Page.Locator("#narrative")).ToHaveValueAsync("已建成3.1万平方米（合成数据）");
        var filed = Assert.Single((await service.ReadAsync("LSJ", "targets/JA2018-028/progress"))["items"]!.AsArray());
        Assert.Equal((3.1m, "张三"), ((decimal)filed!["value"]!, (string?)filed["signatory"]));
        Assert.Empty(clerk.Complaints);
    }

    // The unit's writes, taken by its token elsewhere: how fast this machine is decides nothing.
    private static async Task UseUpAsync(RunningService service, Func<bool> until)
    {
        while (!until())
        {
            await service.SendAsync("LSJ", HttpMethod.Post, "targets/JA2018-028/progress", new { });
        }
    }

    // A real listener that answers what a test tells it.
    private async Task<ServiceClient> ListenAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _listener = builder.Build();
        _listener.Run(async http =>
        {
            using var body = new StreamReader(http.Request.Body);
            _asked.Enqueue((http.Request.Headers["Idempotency-Key"].ToString(), await body.ReadToEndAsync(Ct)));
            await answer(http);
        });
        await _listener.StartAsync(Ct);
        var home = new Uri(_listener.Urls.Single() + "/");
        return new(new(home, home), new(), new("", home));
    }

    private static Task RefuseAsync(HttpContext http, string? after)
    {
        http.Response.Headers.RetryAfter = after;
        http.Response.StatusCode = 429;
        http.Response.ContentType = "application/problem+json";
        return http.Response.WriteAsync(Refused, Ct);
    }

    private static Task AnswerAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync("""{"code":"good"}""", Ct);
    }
}
