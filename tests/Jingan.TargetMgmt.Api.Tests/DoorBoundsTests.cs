using Jingan.TargetMgmt.Tests;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What a connection may bring before any route is known, and how slowly.</summary>
public sealed class DoorBoundsTests(DoorTests.Listening listening) : IClassFixture<DoorTests.Listening>
{
    private readonly ServiceFactory _service = listening.Service;

    [Theory]
    [InlineData(63, 0, 0, 200)]
    [InlineData(70, 0, 0, 431)]
    [InlineData(1, 30, 0, 200)]
    [InlineData(1, 33, 0, 431)]
    [InlineData(0, 0, 7, 200)]
    [InlineData(0, 0, 9, 414)]
    public async Task Headers_and_the_request_line_have_bounds(int lines, int kilobytes, int inTheLine, int status)
    {
        using var client = new HttpClient { BaseAddress = _service.AddressOf("government") };
        using var request = new HttpRequestMessage(
            HttpMethod.Get, "/health/live?x=" + new string('x', inTheLine * 1024));
        for (var i = 1; i < lines; i++)
        {
            request.Headers.Add($"X-{i}", "x");
        }

        request.Headers.Add("X-Long", new string('x', kilobytes * 1024 + 1));
        using var answer = await client.SendAsync(request, Http.Ct);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    // Without TLS nobody listens to the network but whoever is told to.
    [Fact]
    public void Unless_told_otherwise_this_machine_alone_is_answered() =>
        Assert.True(new Uri(ServiceHost.DefaultUrl).IsLoopback);

    // How long the server waits is the server's own: here it is told, and by the manual as well.
    [Fact]
    public void Who_sends_slowly_is_given_up()
    {
        var limits = _service.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.Equal(TimeSpan.FromSeconds(15), limits.RequestHeadersTimeout);
        Assert.Equal((240, TimeSpan.FromSeconds(5)),
            (limits.MinRequestBodyDataRate!.BytesPerSecond, limits.MinRequestBodyDataRate.GracePeriod));
        Assert.Equal((240, TimeSpan.FromSeconds(5)),
            (limits.MinResponseDataRate!.BytesPerSecond, limits.MinResponseDataRate.GracePeriod));
        Assert.Contains("Headers have 15 s to come, 32 KB and 64 lines;", File.ReadAllText(
            Path.Combine(Repository.Root, "docs", "operations.md")), StringComparison.Ordinal);
    }
}
