using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Bench.Service;

/// <summary>The service as it is delivered, on an empty folder with its demo access;
/// what is prepared and checked before and after a run.</summary>
internal sealed class TargetService : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // One caller stands for thousands here; what limits do is measured by the flood alone.
    private static readonly string[] NoLimits =
    [
        .. ((string[])["Public", "Log", "Facts", "Read", "Write", "Export", "Upload"]).SelectMany(c =>
            (string[])[$"--Limits:{c}:Burst", "1000000", $"--Limits:{c}:PerSecond", "1000000"]),
        "--Limits:ReadsAtOnce", "1000", "--Limits:ExportsAtOnce", "1000",
        .. ((string[])["Writes", "WritesPerTarget", "Megabytes", "FileMegabytes"]).SelectMany(q =>
            (string[])[$"--Limits:Hourly:{q}", "2000000"]),
    ];

    private readonly HttpClient _http;
    private readonly JsonNode _tokens;

    private TargetService(ServerProcess process)
    {
        Process = process;
        _http = new() { BaseAddress = process.Address, Timeout = TimeSpan.FromMinutes(5) };
        _tokens = JsonNode.Parse(File.ReadAllText(Path.Combine(process.Folder, "demo", "tokens.json")))!;
    }

    public ServerProcess Process { get; }

    /// <summary>Private key of the registered demo assessor, PKCS#8 in PEM.</summary>
    public string AssessorPem => File.ReadAllText(Path.Combine(Process.Folder, "demo", "assessor.pem"));

    /// <param name="settings">Further ones, as the command line takes them.</param>
    /// <param name="environment">Variables that the process has besides.</param>
    /// <param name="program">The Api's dll; this build's unless told.</param>
    /// <param name="isLimited">Whether callers have the limits of the delivered settings.</param>
    public static async Task<TargetService> StartAsync(
        IReadOnlyList<string>? settings = null, IReadOnlyDictionary<string, string>? environment = null,
        string? program = null, bool isLimited = false) => new(
        await ServerProcess.StartAsync(
            program ?? Repository.ServiceProgram,
            (port, folder) =>
            [
                "--urls", $"http://127.0.0.1:{port}", "--Storage:Directory", folder, .. isLimited ? [] : NoLimits,
                .. settings ?? [],
            ],
            environment));

    /// <summary>The demo token of a role, or of a unit's reporter.</summary>
    public string Token(string name) => (string)(_tokens[name] ?? _tokens["reporters"]![name])!;

    /// <summary>The demo assessor's <c>kid</c>.</summary>
    public async Task<string> AssessorKeyIdAsync() =>
        (string)(await GetAsync("evaluator", "api/v1/assessors"))["items"]!.AsArray().Single()!["kid"]!;

    public Task<JsonNode> GetAsync(string role, string path) => SendAsync(role, HttpMethod.Get, path, null);

    /// <summary>Sends and insists on success.</summary>
    public Task<JsonNode> SendAsync(string role, HttpMethod method, string path, JsonNode? body) =>
        SendContentAsync(role, method, path, body is null
            ? null
            : new StringContent(body.ToJsonString(Readable), Encoding.UTF8, "application/json"));

    /// <summary>The same with any content.</summary>
    public async Task<JsonNode> SendContentAsync(string role, HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(role));
        request.Content = content;
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>Number of entries in a side's log.</summary>
    public async Task<long> LogSizeAsync(string log)
    {
        var ready = await GetAsync("auditor", "health/ready");
        return (long)ready["logs"]!.AsArray().Single(l => (string?)l!["log"] == log)!["size"]!;
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return Process.DisposeAsync();
    }
}
