using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Api.Tests.Webhooks;

/// <summary>A message as a receiver got it.</summary>
public sealed record Received(string Id, string Timestamp, string Signature, string Text)
{
    public JsonNode Body => JsonNode.Parse(Text)!;

    public string Type => (string)Body["type"]!;

    public JsonNode Data => Body["data"]!;
}

/// <summary>Somebody's server on a free port of this machine, that takes messages or behaves badly.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    private Receiver(string folder, string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(TakeAsync);
        SecretFile = Path.Combine(folder, $"{name}-secret");
        File.WriteAllText(SecretFile, $"whsec_{Convert.ToBase64String(_secret)}\n");
    }

    public string SecretFile { get; }

    public string Url => $"{_app.Urls.Single()}/hook";

    public ConcurrentQueue<Received> All { get; } = [];

    /// <summary>What it answers; 204 unless told otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Status(204);

    public static Func<HttpContext, Task> Status(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>One that the service is told of when it starts.</summary>
    public static async Task<Receiver> StartAsync(
        ServiceFactory service, string name = "office", string unit = "", params string[] events)
    {
        var receiver = new Receiver(service.Folder, name);
        await receiver._app.StartAsync(Http.Ct);
        var number = service.Settings.Keys.Count(k => k.EndsWith(":Name", StringComparison.Ordinal));
        var prefix = $"Webhooks:Endpoints:{number}";
        service.Settings["Webhooks:AllowPrivate"] = "true";
        service.Settings[$"{prefix}:Name"] = name;
        service.Settings[$"{prefix}:Url"] = receiver.Url;
        service.Settings[$"{prefix}:SecretFile"] = receiver.SecretFile;
        service.Settings[$"{prefix}:Unit"] = unit;
        foreach (var (i, type) in events.Index())
        {
            service.Settings[$"{prefix}:Events:{i}"] = type;
        }

        return receiver;
    }

    /// <summary>As the specification tells a receiver to check it.</summary>
    public bool IsSignedRight(Received message) =>
        message.Signature == "v1," + Convert.ToBase64String(HMACSHA256.HashData(
            _secret, Encoding.UTF8.GetBytes($"{message.Id}.{message.Timestamp}.{message.Text}")));

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync(); // whatever hangs
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        All.Enqueue(new(
            http.Request.Headers["webhook-id"].ToString(), http.Request.Headers["webhook-timestamp"].ToString(),
            http.Request.Headers["webhook-signature"].ToString(), await reader.ReadToEndAsync(Http.Ct)));
        await Answer(http);
    }
}
