using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.Tests.Ports;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>The service as it is delivered, app included, in a process of its own on a folder of its own.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, string> _given = [];
    private IReadOnlyList<string> _settings = [];
    private Process? _process;

    private RunningService(int port)
    {
        Address = new($"http://localhost:{port}/");
        _http = new() { BaseAddress = new(Address, "api/v1/") };
    }

    public Uri Address { get; }

    /// <summary>The address as browsers name it.</summary>
    public string Origin => Address.ToString().TrimEnd('/');

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("web-");

    /// <summary>The file of the key that assessors begin with in the demonstration.</summary>
    public string FoundingKey => Path.Combine(Folder.FullName, "data", "demo", "assessor.pem");

    /// <param name="settings">As the command line takes them.</param>
    public static async Task<RunningService> StartAsync(params string[] settings)
    {
        var service = new RunningService(FreePort.Find()) { _settings = settings };
        await service.StartAgainAsync();
        return service;
    }

    /// <summary>Starts it on the same folder and address.</summary>
    /// <param name="isReady">False where its logs are in doubt: it answers then, and is not ready.</param>
    public async Task StartAgainAsync(bool isReady = true)
    {
        var program = typeof(RunningService).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "Service").Value!;
        var start = new ProcessStartInfo("dotnet", [program, "--urls", Origin, .. _settings])
        {
            WorkingDirectory = Folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_TieredPGO"] = "0"; // as the tests themselves: most runs a few times only
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { }; // drained, so that the process never waits for its reader
        var errors = new ConcurrentQueue<string?>();
        _process.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var begun = TimeProvider.System.GetTimestamp(); ; await Task.Delay(50))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, "The service did not start.");
            try
            {
                var health = new Uri(Address, isReady ? "health/ready" : "health/live");
                if ((await _http.GetAsync(health)).IsSuccessStatusCode)
                {
                    Assert.False(_process.HasExited, $"Another one answers; this one: {string.Join('\n', errors)}");
                    return;
                }
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // It does not listen yet.
            }
        }
    }

    public void Stop()
    {
        _process!.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Gives somebody access who signs for a unit.</summary>
    public void AddSignatory(string name, string unit) => AddReporter(name, unit, signs: true);

    /// <summary>Gives somebody access who reports for a unit.</summary>
    public void AddReporter(string name, string unit, bool signs = false) => ChangeAccess(lines =>
        lines.Add(new JsonObject
        {
            ["name"] = name, ["role"] = "reporter", ["unit"] = unit, ["sha256"] = NewSecret(name),
            ["expires"] = "2099-01-01T00:00:00.000Z", ["signs"] = signs,
        }));

    /// <summary>Has a token that was given run out now; there is another one for the same person.</summary>
    public void RenewAccess(string name) => ChangeAccess(lines =>
        lines.Single(line => (string?)line!["name"] == name)!["sha256"] = NewSecret(name));

    /// <summary>The token of a role of the demonstration, of a unit's clerk, or of somebody who was given access.
    /// </summary>
    public string Token(string who)
    {
        if (_given.TryGetValue(who, out var given))
        {
            return given;
        }

        var tokens = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder.FullName, "data", "demo", "tokens.json")))!;
        return (string)(tokens[who] ?? tokens["reporters"]![who])!;
    }

    /// <summary>What the service answers to a GET below <c>/api/v1/</c>.</summary>
    public async Task<JsonNode> ReadAsync(string who, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(who));
        using var answer = await _http.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>Starts it on the same folder and address with other settings.</summary>
    public Task StartAgainAsync(IReadOnlyList<string> settings)
    {
        _settings = settings;
        return StartAgainAsync();
    }

    /// <summary>What the service answers to a POST below <c>/api/v1/</c>.</summary>
    public async Task<JsonNode> PostAsync(string who, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(who));
        using var answer = await _http.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>A file below the service's address.</summary>
    public async Task<string> FileAsync(string who, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(who));
        using var answer = await _http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<HttpStatusCode> SendAsync(string who, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(who));
        using var answer = await _http.SendAsync(request);
        Assert.True(answer.StatusCode != HttpStatusCode.Unauthorized, await answer.Content.ReadAsStringAsync());
        return answer.StatusCode;
    }

    public ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            Stop();
        }

        _http.Dispose();
        Folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    // The service looks at the file with every request: it is there whole, before and after.
    private void ChangeAccess(Action<JsonArray> change)
    {
        var file = Path.Combine(Folder.FullName, "data", "access-tokens.json");
        lock (_given)
        {
            var lines = JsonNode.Parse(File.ReadAllText(file))!.AsArray();
            change(lines);
            File.Copy(file, file + ".new", overwrite: true);
            File.WriteAllText(file + ".new", lines.ToJsonString());
            File.Move(file + ".new", file, overwrite: true);
        }
    }

    private string NewSecret(string name)
    {
        _given[name] = "jtm_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_given[name])));
    }
}
