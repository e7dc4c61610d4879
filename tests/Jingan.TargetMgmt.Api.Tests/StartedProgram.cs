using System.Diagnostics;
using Jingan.Tests.Ports;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The service as a process of its own, in a folder that goes with it.</summary>
internal sealed class StartedProgram : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("targetmgmt-start").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // What a log is called, which every start outside Development has to be told.
    public static readonly string[] Names =
    [
        "--Government:Log:Origin", "targetmgmt.localhost/government", "--Evaluation:Log:Origin",
        "targetmgmt.localhost/evaluation",
    ];

    public Task FailsAsync(string names, string says, params string[] arguments) =>
        FailsAsync(names, says, named: true, arguments);

    public async Task FailsAsync(string names, string says, bool named, params string[] arguments)
    {
        using var process = Start("Production", [.. named ? Names : [], .. arguments,
            .. arguments.Contains("--urls")
                ? Array.Empty<string>()
                : ["--urls", $"http://127.0.0.1:{FreePort.Find()}"]]);
        var error = process.StandardError.ReadToEndAsync(Http.Ct);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Http.Ct);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail("It started although it could not.");
        }

        Assert.NotEqual(0, process.ExitCode);
        var line = Assert.Single((await error).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(says, line, StringComparison.Ordinal);
        Assert.Contains(names, line, StringComparison.Ordinal);
    }

    public async Task<string> RunUntilReadyAsync(
        int port, string environment = "Development", params string[] arguments)
    {
        using var process = Start(environment, [.. arguments, "--urls", $"http://127.0.0.1:{port}"]);
        try
        {
            return await ReadyAsync(process, port);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public static async Task<string> ReadyAsync(Process process, int port)
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await client.GetStringAsync("/health/ready", Http.Ct);
            }
            catch (HttpRequestException) when (attempt < 3000 && !process.HasExited)
            {
                await Task.Delay(100, Http.Ct);
            }
        }
    }

    public Process Start(string? environment, params string[] arguments) => Start(environment, arguments, []);

    public Process Start(
        string? environment, string[] arguments, IReadOnlyList<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Jingan.TargetMgmt.Api.dll"), .. arguments])
        {
            WorkingDirectory = Folder, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { }; // drained, so that the process never waits for its reader
        process.BeginOutputReadLine();
        return process;
    }
}
