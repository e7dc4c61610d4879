using Jingan.TargetMgmt.Tests.Cli;
using Jingan.Tests.Ports;

namespace Jingan.TargetMgmt.Tests.Client;

public sealed class ServerTests
{
    private static readonly string[] Submit =
    [
        "progress", "submit", "--target", "JA2018-028", "--period", "2018-06", "--narrative", "x", "--signatory", "y",
    ];

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_under_the_same_key()
    {
        var attempts = 0;
        await using var service = await FakeService.StartAsync((_, http) =>
        {
            if (++attempts == 1)
            {
                http.Abort();
                return Task.CompletedTask;
            }

            return FakeService.WriteAsync(http, 201, $$"""{"receipt":{{FakeService.Receipt}}}""");
        });
        using var jtm = new Jtm().For(service);
        (await jtm.RunAsync(Submit)).MustBe(0);
        Assert.Equal(2, service.Posts.Count());
        Assert.Single(service.Posts.Select(p => p.Headers["Idempotency-Key"]).Distinct());
    }

    [Fact]
    public async Task Two_orders_have_two_keys()
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/targets/JA2018-028/progress", 201,
            $$"""{"receipt":{{FakeService.Receipt}}}"""));
        using var jtm = new Jtm().For(service);
        (await jtm.RunAsync(Submit)).MustBe(0);
        (await jtm.RunAsync(Submit)).MustBe(0);
        Assert.Equal(2, service.Posts.Select(p => p.Headers["Idempotency-Key"]).Distinct().Count());
    }

    [Fact]
    public async Task A_write_that_stays_unanswered_may_be_stored_and_that_is_said()
    {
        await using var service = await FakeService.StartAsync((_, http) =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        using var jtm = new Jtm().For(service);
        Assert.Contains("可能已保存", (await jtm.RunAsync(Submit)).MustBe(2).Error, StringComparison.Ordinal);
        Assert.Equal(2, service.Requests.Count);
    }

    [Theory]
    [InlineData("zh", "zh-CN")]
    [InlineData("en", "en")]
    public async Task A_call_carries_the_token_and_the_language(string language, string accepted)
    {
        await using var service = await FakeService.StartAsync(("GET /api/v1/reports/overview", 200, "{}"));
        using var jtm = new Jtm().For(service);
        (await jtm.RunAsync("report", "get", "--period", "2018-06", "--lang", language)).MustBe(0);
        Assert.Equal(("Bearer " + FakeService.Token, accepted), (service.Requests[0].Headers["Authorization"],
            service.Requests[0].Headers["Accept-Language"]));
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(401, 1)]
    [InlineData(403, 1)]
    [InlineData(409, 1)]
    [InlineData(422, 1)]
    [InlineData(500, 2)]
    [InlineData(503, 2)]
    [InlineData(302, 2)]
    public async Task The_exit_code_tells_a_refusal_from_a_failure(int status, int exit)
    {
        await using var service = await FakeService.StartAsync((_, http) =>
            FakeService.WriteAsync(http, status, "not JSON"));
        using var jtm = new Jtm().For(service);
        Assert.Contains($"{status}", (await jtm.RunAsync("report", "get", "--period", "2018-06")).MustBe(exit).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_told_with_code_detail_pointers_and_the_rest()
    {
        const string problem = """
            {"type":"urn:jingan:problem:period_closed","title":"填报期已关闭","status":409,"code":"period_closed","detail":"请联系区府办\u001b[2J延期。",
             "period":"2018-06","whoCanExtend":["区府办"],"errors":{"/value":["必填","须为数字"]}}
            """;
        await using var service = await FakeService.StartAsync((_, http) => FakeService.WriteAsync(http, 409, problem));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync(Submit)).MustBe(1);
        Assert.Equal(
            "jtm: 409 period_closed: 填报期已关闭 请联系区府办 [2J延期。\n  /value: 必填; 须为数字\n  填报期：2018-06\n  可准予延期者：区府办\n",
            run.Error.ReplaceLineEndings("\n"));
        Assert.Equal("", run.Output);
        Assert.Equal("period_closed", (string?)(await jtm.RunAsync([.. Submit, "--json"])).MustBe(1).Json["code"]);
    }

    [Fact]
    public async Task No_service_is_a_failure_that_names_the_address()
    {
        var port = FreePort.Find();
        using var jtm = new Jtm();
        jtm.Environment["JTM_TOKEN"] = FakeService.Token;
        var run = (await jtm.RunAsync([.. Submit, "--server", $"http://127.0.0.1:{port}"])).MustBe(2);
        Assert.Contains($"127.0.0.1:{port}", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("可能已保存", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://x", FakeService.Token)]
    [InlineData("localhost:5080", FakeService.Token)]
    [InlineData("http://localhost:5080", "")]
    [InlineData("http://localhost:5080", "秘密0001")]
    [InlineData("http://localhost:5080", "jtm_0123456789abcdef\nX: y")]
    public async Task A_bad_address_or_token_is_found_before_anything_is_sent(string server, string token)
    {
        using var jtm = new Jtm();
        jtm.Environment["JTM_SERVER"] = server;
        jtm.Environment["JTM_TOKEN"] = token;
        var run = (await jtm.RunAsync(Submit)).MustBe(2);
        Assert.True(token.Length == 0 || !(run.Output + run.Error).Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_typed_in_the_wrong_place_is_not_repeated()
    {
        using var jtm = new Jtm();
        var run = (await jtm.RunAsync([.. Submit, "--tokn", FakeService.Token])).MustBe(2);
        Assert.DoesNotContain("0123456789abcdef", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_another_kind_is_not_understood_and_says_so()
    {
        await using var service = await FakeService.StartAsync((_, http) =>
            FakeService.WriteAsync(http, 200, "<html>"));
        using var jtm = new Jtm().For(service);
        Assert.Contains("--server", (await jtm.RunAsync(Submit)).MustBe(2).Error, StringComparison.Ordinal);
        (await jtm.RunAsync("rate", "--period", "2018-06")).MustBe(2);
    }
}
