using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Jingan.Tests.Ports;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>The service as it is delivered, in a process of its own on a data folder that outlives it.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _errors;

    /// <param name="folder">Where it keeps its data.</param>
    /// <param name="settings">Through the environment, where nobody else can read a password.</param>
    public ServiceProcess(string folder, params IEnumerable<(string Name, string Value)> settings)
    {
        var port = FreePort.Find();
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Jingan.TargetMgmt.Api.dll"), "--urls", $"http://127.0.0.1:{port}"])
        {
            WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_TieredPGO"] = "0"; // as the tests themselves: most runs a few times only
        foreach (var limit in (string[])[
            "Write__Burst", "Write__PerSecond", "Read__Burst", "Read__PerSecond", "Log__Burst", "Log__PerSecond",
            "Hourly__Writes", "Hourly__WritesPerTarget"])
        {
            start.Environment[$"Limits__{limit}"] = "1000000"; // a client here stands for many
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { }; // drained, so that the process never waits for its reader
        _process.BeginOutputReadLine();
        _errors = _process.StandardError.ReadToEndAsync();
        Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
        {
            BaseAddress = new($"http://127.0.0.1:{port}"),
            Timeout = Patience,
        };
    }

    public HttpClient Http { get; }

    /// <summary>Waits until it answers, which it must do without doubt about its logs.</summary>
    public async Task BeReadyAsync()
    {
        for (var start = TimeProvider.System.GetTimestamp(); ; await Task.Delay(20))
        {
            try
            {
                using var answer = await Http.GetAsync("/health/ready");
                var body = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.IsSuccessStatusCode, body);
                Assert.Equal("ready", (string?)JsonNode.Parse(body)!["status"]);
                return;
            }
            catch (Exception gone) when (IsGone(gone) && !_process.HasExited
                && TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                // It does not listen yet.
            }
            catch (Exception gone) when (IsGone(gone))
            {
                Kill();
                Assert.Fail($"It did not start: {await _errors}");
            }
        }
    }

    /// <summary>Whether it was away: killed, or not up yet. A connection that breaks the moment it is made is told by
    /// the socket itself.</summary>
    public static bool IsGone(Exception fault) => fault is HttpRequestException or IOException or SocketException;

    /// <summary>SIGKILL: nothing is flushed, nothing is said good-bye to.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        Http.Dispose();
        _process.Dispose();
    }
}
