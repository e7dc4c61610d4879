using System.Net;
using System.Net.Sockets;
using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Facts;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Tests.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Tests.Http.Facts;

/// <summary>The port over HTTP against another side that answers as it is told, over a real connection.</summary>
public sealed class FactsClientTests : IAsyncDisposable
{
    private const string Secret = "jtm_the-token";

    private readonly WebApplication _other;
    private readonly string _tokenFile = Path.GetTempFileName();
    private readonly List<(string Path, string? Known)> _asked = [];
    private string _patience = "00:00:30";
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;

    public FactsClientTests()
    {
        File.WriteAllText(_tokenFile, Secret + "\n");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _other = builder.Build();
        _other.Run(http =>
        {
            Assert.Equal("Bearer " + Secret, http.Request.Headers.Authorization);
            _asked.Add((http.Request.Path + http.Request.QueryString, http.Request.Headers.IfNoneMatch));
            return _answer(http);
        });
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        File.Delete(_tokenFile);
    }

    [Fact]
    public async Task All_pages_make_one_answer()
    {
        _answer = http => PageAsync(http, 7);
        var facts = (await (await StartAsync()).ReadPeriodAsync(Sample.June, Ct))!;
        Assert.Equal(["JA2018-001", "JA2018-002", "JA2018-003"], facts.Targets.Select(t => t.Target.Id.Value));
        Assert.Equal((7, 2), (facts.Log.Size, facts.Units.Count));
        Assert.Equal("/api/v1/progress-facts/periods/2018-06?limit=1&after=JA2018-002", _asked[^1].Path);
    }

    [Fact]
    public async Task Pages_of_different_moments_are_never_put_together()
    {
        var size = 7;
        // something is written after the first page
        _answer = http => PageAsync(http, _asked.Count == 2 ? ++size : size);
        var facts = (await (await StartAsync()).ReadPeriodAsync(Sample.June, Ct))!;
        Assert.Equal((8, 3, 5), (facts.Log.Size, facts.Targets.Count, _asked.Count));
    }

    [Fact]
    public async Task An_answer_that_changes_all_the_time_is_none()
    {
        _answer = http => PageAsync(http, _asked.Count);
        await AssertUnavailableAsync("kept changing");
        Assert.Equal(6, _asked.Count);
    }

    [Fact]
    public async Task What_is_unchanged_is_not_sent_again_and_not_believed_unasked()
    {
        _answer = http => PageAsync(http, 7);
        var facts = await StartAsync();
        await facts.ReadPeriodAsync(Sample.June, Ct);
        var asked = _asked.Count;
        Assert.Equal(3, (await facts.ReadPeriodAsync(Sample.June, Ct))!.Targets.Count);
        Assert.Equal((asked + 1, "\"7\""), (_asked.Count, _asked[^1].Known));
        _answer = Status(503);
        await Assert.ThrowsAsync<FactsUnavailableException>(() => facts.ReadPeriodAsync(Sample.June, Ct));
    }

    [Theory]
    [InlineData(500, "HTTP 500")]
    [InlineData(503, "HTTP 503")]
    [InlineData(404, "HTTP 404")] // a wrong address is not "no such period"
    [InlineData(401, "role service")]
    [InlineData(403, "role service")]
    [InlineData(304, "HTTP 304")] // nobody asked whether it had changed
    public async Task Every_other_status_is_no_answer(int status, string says)
    {
        _answer = Status(status);
        await AssertUnavailableAsync(says);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _answer = http =>
        {
            http.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        await AssertUnavailableAsync("HTTP 302");
        Assert.Single(_asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    // the wrong side
    [InlineData(
        """{"log":{"log":"evaluation","size":1,"root":"00"},"period":null,"marks":null,"units":[],"items":[],"next":null}""")]
    // a newer one
    [InlineData(
        """{"log":{"log":"government","size":1,"root":"00"},"period":null,"marks":null,"units":[],"items":[],"next":null,"more":1}""")]
    public async Task An_answer_of_another_form_is_none(string body)
    {
        _answer = http => http.Response.WriteAsync(body);
        await AssertUnavailableAsync("not what was agreed on");
    }

    [Fact]
    public async Task That_there_is_no_such_period_is_an_answer()
    {
        _answer = http =>
            http.Response.WriteAsync(
                """{"log":{"log":"government","size":1,"root":"00"},"period":null,"marks":null,"units":[],"items":[],"next":null}""");
        Assert.Null(await (await StartAsync()).ReadPeriodAsync(Sample.June, Ct));
    }

    [Fact]
    public async Task Pages_that_go_in_circles_are_no_answer()
    {
        _answer = http => http.Response.WriteAsJsonAsync(
            new PeriodFactsPage(Sample.GovernmentLog, null, null, [], [], "JA2018-001"), WireJson.Options, Ct);
        await AssertUnavailableAsync("not what was agreed on");
    }

    [Fact]
    public async Task Patience_ends_whether_the_other_side_is_silent_or_slow()
    {
        _patience = "00:00:00.3";
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await AssertUnavailableAsync(
            "no answer within 0.3 s", $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}");
        _answer = async http =>
        {
            await http.Response.Body.WriteAsync(Encoding.ASCII.GetBytes("{"), Ct);
            await http.Response.Body.FlushAsync(Ct);
            await Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted);
        };
        await AssertUnavailableAsync("no answer within 0.3 s");
    }

    [Fact]
    public async Task A_caller_who_leaves_is_no_fault_of_the_other_side()
    {
        using var leaving = new CancellationTokenSource();
        _answer = async http =>
        {
            await leaving.CancelAsync();
            await Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted);
        };
        var facts = await StartAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            facts.ReadPeriodAsync(Sample.June, leaving.Token));
    }

    private static Func<HttpContext, Task> Status(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    // Three targets, one a page, at a head of that size.
    private static Task PageAsync(HttpContext http, int size)
    {
        var after = http.Request.Query["after"].ToString();
        var number = after.Length == 0 ? 1 : int.Parse(after[^3..], null) + 1;
        var tag = $"\"{size}\"";
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            http.Response.StatusCode = 304;
            return Task.CompletedTask;
        }

        http.Response.Headers.ETag = tag;
        var all = Sample.Government(Sample.Reported(Sample.Target(number)));
        return http.Response.WriteAsJsonAsync(
            new PeriodFactsPage(all.Log with { Size = size }, all.Period, all.Marks, all.Units, all.Targets, number == 3
                ? null
                : $"JA2018-00{number}"), WireJson.Options, Ct);
    }

    private async Task<IProgressFacts> StartAsync(string? url = null)
    {
        if (_other.Urls.All(u => u.EndsWith(":0", StringComparison.Ordinal)))
        {
            await _other.StartAsync(Ct);
        }

        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Government:Facts:Url"] = url ?? _other.Urls.Single(), ["Government:Facts:TokenFile"] = _tokenFile,
            ["Government:Facts:Timeout"] = _patience, ["Government:Facts:PageSize"] = "1",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging().AddRemoteProgressFacts(settings);
        return services.BuildServiceProvider().GetRequiredService<IProgressFacts>();
    }

    private async Task AssertUnavailableAsync(string says, string? url = null)
    {
        var facts = await StartAsync(url);
        var silence = await Assert.ThrowsAsync<FactsUnavailableException>(() => facts.ReadPeriodAsync(Sample.June, Ct));
        Assert.Contains(says, silence.Reason.En, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, silence.ToString(), StringComparison.Ordinal);
    }
}
