using Jingan.TargetMgmt.Tests.Verification;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>A log served over real HTTP as ours is: hashes for everybody, entries for a token,
/// some of them not yet.</summary>
internal sealed class ServedLog(TestLog log) : IAsyncDisposable
{
    private const string Prefix = "/logs/evaluation/";

    private FakeService? _service;

    public Dictionary<string, byte[]> Files { get; } = log.Files().ToDictionary(f => f.Path, f => f.Bytes);

    /// <summary>Bundles that are withheld.</summary>
    public HashSet<string> Embargoed { get; } = [];

    /// <summary>Called with each path; true answers with that status instead.</summary>
    public Func<string, int?> Fault { get; set; } = _ => null;

    /// <summary>Called with each path; a text answers 429 with that <c>Retry-After</c> instead.</summary>
    public Func<string, string?> RetryAfter { get; set; } = _ => null;

    public string Server => _service!.Address;

    public string Address => Server + Prefix.TrimEnd('/');

    public IEnumerable<string> Asked =>
        _service!.Requests.Select(r => r.Path.Replace(Prefix, "", StringComparison.Ordinal));

    public static async Task<ServedLog> StartAsync(TestLog log)
    {
        var served = new ServedLog(log);
        served._service = await FakeService.StartAsync(served.AnswerAsync, tellsKey: false);
        return served;
    }

    public void Forget() => _service!.Requests.Clear();

    public ValueTask DisposeAsync() => _service!.DisposeAsync();

    private Task AnswerAsync(FakeService.Seen seen, HttpContext http)
    {
        var path = seen.Path.Replace(Prefix, "", StringComparison.Ordinal);
        if (Fault(path) is { } status)
        {
            return FakeService.WriteAsync(http, status, "<html>");
        }

        if (RetryAfter(path) is { } wait)
        {
            http.Response.Headers.RetryAfter = wait;
            return FakeService.WriteAsync(http, 429, """{"code":"too_many_requests"}""");
        }

        if (path.StartsWith("tile/entries/", StringComparison.Ordinal)
            && seen.Headers.GetValueOrDefault("Authorization") != "Bearer " + FakeService.Token)
        {
            return FakeService.WriteAsync(http, 401, """{"code":"unauthenticated"}""");
        }

        return Embargoed.Contains(path)
            ? FakeService.WriteAsync(http, 403, """{"code":"embargoed","period":"2018-06"}""")
            : !Files.TryGetValue(path, out var bytes) ? FakeService.WriteAsync(http, 404, """{"code":"not_found"}""")
            : http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }
}
