using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Jingan.Tests.Ports;

namespace Jingan.TargetMgmt.OpenIdConnect;

/// <summary>The identity provider of <c>node/provider.mjs</c>, in a process of its own: oidc-provider from the npm
/// registry. Its keys are others at every start.</summary>
public sealed class ProviderProcess : IAsyncDisposable
{
    private const string Secret = "of-a-test";

    private readonly HttpClient _http = new();
    private readonly int _port;
    private readonly string _person, _audience;
    private Process? _process;

    private ProviderProcess(int port, string person, string audience) =>
        (_port, _person, _audience) = (port, person, audience);

    /// <summary>The issuer, as its tokens name it.</summary>
    public string Authority => $"http://127.0.0.1:{_port}";

    private static string Program => Path.Combine(FolderOf(), "node", "provider.mjs");

    /// <summary>Why it cannot be started here; null where it can.</summary>
    public static string? Missing => Directory.Exists(Path.Combine(FolderOf(), "node", "node_modules"))
        ? null
        : "oidc-provider and Node.js are needed: bash tests/install.sh";

    /// <param name="person">The one who may have a token.</param>
    /// <param name="audience">For whom its tokens are.</param>
    public static async Task<ProviderProcess> StartAsync(string person, string audience)
    {
        var provider = new ProviderProcess(FreePort.Find(), person, audience);
        await provider.GoOnAsync();
        return provider;
    }

    /// <summary>Starts it again where it was stopped.</summary>
    public async Task GoOnAsync()
    {
        _process = Process.Start(new ProcessStartInfo("node", [Program, $"{_port}", _person, Secret, _audience])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, _) => { }; // drained
        _process.BeginErrorReadLine();
        while (await _process.StandardOutput.ReadLineAsync() is { } line && line != "ready")
        {
            // What it warns of concerns no test.
        }
    }

    /// <summary>A token, signed by the provider with that algorithm.</summary>
    public async Task<string> TokenAsync(string algorithm)
    {
        var asked = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = _person, ["client_secret"] = Secret,
            ["scope"] = "api", ["resource"] = $"urn:targetmgmt/{algorithm.ToLowerInvariant()}",
        });
        var answer = await _http.PostAsync(Authority + "/token", asked);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!;
    }

    public void Stop()
    {
        _process!.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            Stop();
        }

        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string FolderOf([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
