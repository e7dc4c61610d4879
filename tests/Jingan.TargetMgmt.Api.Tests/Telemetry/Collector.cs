using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Api.Tests.Telemetry;

/// <summary>Takes what comes by OTLP over HTTP, as the bytes it is.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    /// <summary>What came, by path. Texts of any language stand in it as they are: the encoding is UTF-8.</summary>
    public ConcurrentQueue<(string Path, string Text)> Received { get; } = [];

    public string Address => _app.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector._app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            collector.Received.Enqueue((http.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
            http.Response.StatusCode = StatusCodes.Status200OK;
        });
        await collector._app.StartAsync(Http.Ct);
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
