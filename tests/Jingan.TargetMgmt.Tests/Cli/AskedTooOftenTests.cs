using Jingan.TargetMgmt.Tests.Verification;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>Told 429, <c>jtm</c> waits as long as it is told and asks again; where that is too long for anybody, it
/// says what the service said.</summary>
public sealed class AskedTooOftenTests
{
    private const string Refused =
        """{"title":"请求过于频繁","status":429,"code":"too_many_requests","detail":"请于 3600 秒后重试。"}""";

    [Fact]
    public async Task A_question_is_asked_again_when_the_service_says_so()
    {
        var asked = 0;
        await using var service = await FakeService.StartAsync((_, http) => ++asked <= 3
            ? RefuseAsync(http, "0")
            : FakeService.WriteAsync(http, 200, """{"items":[],"next":null}"""));
        using var jtm = new Jtm().For(service);
        (await jtm.RunAsync("todo", "--json")).MustBe(0);
        Assert.Equal(4, asked);
    }

    // The same key each time: nothing was stored, and nothing is stored twice.
    [Fact]
    public async Task So_is_a_write_under_its_own_key()
    {
        FakeService? service = null;
        service = await FakeService.StartAsync((_, http) => Again(http)
            ? RefuseAsync(http, "0")
            : FakeService.WriteAsync(http, 422, """{"title":"x","status":422,"code":"x","detail":"到此为止"}"""));
        using var jtm = new Jtm().For(service);
        var run = await jtm.RunAsync("waiting", "answer", "--progress", "181", "--item", "1", "--text", "已报市局");
        Assert.Contains("到此为止", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, service.Posts.Count());
        Assert.Single(service.Posts.Select(p => p.Headers["Idempotency-Key"]).Distinct());
        await service.DisposeAsync();

        bool Again(HttpContext http) => HttpMethods.IsPost(http.Request.Method) && service!.Posts.Count() < 3;
    }

    [Theory]
    [InlineData("3600")]
    [InlineData(null)]
    public async Task Nobody_is_left_waiting_for_an_hour(string? after)
    {
        await using var service = await FakeService.StartAsync((_, http) => RefuseAsync(http, after));
        using var jtm = new Jtm().For(service);
        var run = await jtm.RunAsync("todo");
        Assert.NotEqual(0, run.Exit);
        Assert.Contains("3600 秒后重试", run.Error, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_log_is_read_on_as_soon_as_it_may_be()
    {
        using var jtm = new Jtm();
        using var evaluation = EvaluationLog.Complete(before: 300);
        await using var served = await ServedLog.StartAsync(evaluation.Log);
        var refused = 0;
        served.RetryAfter = path => path.StartsWith("tile/", StringComparison.Ordinal)
            && Interlocked.Increment(ref refused) <= 10 ? "0" : null;
        jtm.Environment["JTM_TOKEN"] = FakeService.Token;
        await File.WriteAllTextAsync(
            jtm.PathOf("policy"), evaluation.Log.Policy, TestContext.Current.CancellationToken);
        (await jtm.RunAsync("verify", served.Address, "--policy", jtm.PathOf("policy"))).MustBe(0);
        Assert.True(refused > 10, $"{refused}");
    }

    private static Task RefuseAsync(HttpContext http, string? after)
    {
        http.Response.Headers.RetryAfter = after;
        return FakeService.WriteAsync(http, 429, Refused);
    }
}
