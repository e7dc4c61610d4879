using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>Somebody's server that outlives the service and takes every message at once.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private const string EntryType = "extension-refusal", IdPrefix = "government-";

    // A message that was on its way at the last kill is sent again half a minute later.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentBag<string>> _bodies = [];

    private Receiver(WebApplication app) => _app = app;

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>What tells the service of it.</summary>
    public IEnumerable<(string Name, string Value)> Settings(string folder)
    {
        var secret = Path.Combine(folder, "webhook-secret");
        if (!File.Exists(secret))
        {
            File.WriteAllText(secret, $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}\n");
        }

        const string Endpoint = "Webhooks__Endpoints__0__";
        return
        [
            ("Webhooks__AllowPrivate", "true"), (Endpoint + "Name", "crash"),
            (Endpoint + "Url", $"{_app.Urls.Single()}/hook"), (Endpoint + "SecretFile", secret),
            (Endpoint + "Events__0", "extension.answered"),
        ];
    }

    /// <summary>Of every committed refusal since the first that was told there is a message, under its one id and with
    /// one text; and there is none of anything else.</summary>
    /// <param name="government">The entries of the government log.</param>
    public async Task AssertToldOfAsync(IReadOnlyList<byte[]> government, ITestOutputHelper output)
    {
        var refusals = government.Select(e => JsonNode.Parse(e)!).Index()
            .Where(e => (string?)e.Item["type"] == EntryType)
            .ToDictionary(e => IdPrefix + e.Index.ToString(CultureInfo.InvariantCulture), e => e.Item);
        if (refusals.Count == 0)
        {
            output.WriteLine("webhooks: no refusal was committed before the kills, and so nobody told");
            Assert.Empty(_bodies);
            return;
        }

        for (var waited = Stopwatch.StartNew(); _bodies.IsEmpty; await Task.Delay(100))
        {
            Assert.True(waited.Elapsed < Patience, $"Nobody was told of any of {refusals.Count} refusals.");
        }

        Assert.Subset(refusals.Keys.ToHashSet(), _bodies.Keys.ToHashSet());
        var first = _bodies.Keys.Min(IndexOf);
        var expected = refusals.Keys.Where(id => IndexOf(id) >= first).ToList();
        for (var waited = Stopwatch.StartNew(); expected.Exists(id => !_bodies.ContainsKey(id));)
        {
            Assert.True(waited.Elapsed < Patience,
                $"Nobody was told of {string.Join(", ", expected.Where(id => !_bodies.ContainsKey(id)))}.");
            await Task.Delay(100);
        }

        Assert.Subset(refusals.Keys.ToHashSet(), _bodies.Keys.ToHashSet());
        foreach (var (id, bodies) in _bodies)
        {
            var data = JsonNode.Parse(Assert.Single(bodies.Distinct()))!["data"]!;
            Assert.Equal((IndexOf(id), (long)refusals[id]["request"]!),
                ((long)data["entry"]!["index"]!, (long)data["request"]!));
        }

        output.WriteLine($"webhooks: {expected.Count} told, {_bodies.Values.Count(b => b.Count > 1)} more than once");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(); // a kill may break it off: then nobody was told
        _bodies.GetOrAdd(http.Request.Headers["webhook-id"].ToString(), _ => []).Add(body);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static long IndexOf(string id) => long.Parse(id[IdPrefix.Length..], CultureInfo.InvariantCulture);
}
