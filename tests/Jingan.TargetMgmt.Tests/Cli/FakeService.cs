using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>A real HTTP server on a free port that answers what a test tells it and keeps what it was asked.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    public const string Token = "jtm_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public const string Receipt = """{"log":"evaluation","index":57,"leafHash":"ab12","checkpointSize":58}""";

    private readonly WebApplication _app;

    private FakeService(WebApplication app) => _app = app;

    public List<Seen> Requests { get; } = [];

    public IEnumerable<Seen> Posts => Requests.Where(r => r.Method == "POST");

    public string Address => _app.Urls.Single();

    /// <summary>The name of the evaluation log that the service keeps.</summary>
    public const string Log = "log.test/evaluation";

    private const string LogKey = "/logs/evaluation/key";

    /// <summary>Answers by "METHOD /path" with status and body; the log's key like every service, without taking note;
    /// anything else is a 404 problem.</summary>
    public static Task<FakeService> StartAsync(params IReadOnlyList<(string Call, int Status, string Body)> answers) =>
        StartAsync((seen, http) =>
            answers.FirstOrDefault(a => a.Call == $"{seen.Method} {seen.Path}") is { Call: not null } answer
            ? WriteAsync(http, answer.Status, answer.Body)
            : WriteAsync(http, 404, """{"title":"没有此资源","status":404,"code":"not_found","detail":"请核对地址。"}"""));

    /// <param name="tellsKey">Whether it tells a log's key by itself; a served log has its own.</param>
    public static async Task<FakeService> StartAsync(Func<Seen, HttpContext, Task> answer, bool tellsKey = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new FakeService(builder.Build());
        service._app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            var seen = new Seen(
                http.Request.Method, http.Request.Path, http.Request.QueryString.Value!, http.Request.ContentType,
                Encoding.UTF8.GetString(body.ToArray()),
                http.Request.Headers.ToDictionary(
                    h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            if (tellsKey && seen.Path == LogKey)
            {
                await WriteAsync(http, 200, Log + "+0+key\n");
                return;
            }

            lock (service.Requests)
            {
                service.Requests.Add(seen);
            }

            await answer(seen, http);
        });
        await service._app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public static Task WriteAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = status < 400 ? "application/json" : "application/problem+json";
        return http.Response.WriteAsync(body, http.RequestAborted);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal sealed record Seen(
        string Method, string Path, string Query, string? ContentType, string Body, Dictionary<string, string> Headers)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;
    }
}
