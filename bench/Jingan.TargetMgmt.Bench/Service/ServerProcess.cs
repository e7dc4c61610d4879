using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Jingan.TargetMgmt.Bench.Service;

/// <summary>A server in its own process on a free port of this machine,
/// with a data folder of its own that goes when it does.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly ProcessStartInfo _start;
    private Process _process;
    private readonly Queue<string> _lastLines = [];

    private ServerProcess(
        string program, Func<int, string, string[]> arguments, IReadOnlyDictionary<string, string> environment)
    {
        Folder = Directory.CreateTempSubdirectory("targetmgmt-bench").FullName;
        Port = FreePort();
        var start = new ProcessStartInfo(IsPackaged(program) ? program : "dotnet",
            [.. IsPackaged(program) ? [] : (string[])[program], .. arguments(Port, Folder)])
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        foreach (var name in start.Environment.Keys.Where(k =>
            k.StartsWith("DOTNET_SYSTEM_NET_SOCKETS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name); // the client's own settings
        }

        _start = start;
        _process = Launch();
        AppDomain.CurrentDomain.ProcessExit += Kill; // nothing is left behind when the bench is stopped
    }

    public int Port { get; }

    public string Folder { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>Processor time used so far, all cores together.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of memory that it has resident now, and the most it has had since it started or since
    /// <see cref="ForgetPeak"/> (Linux).</summary>
    public (long Now, long Peak) Memory()
    {
        var lines = File.ReadAllLines($"/proc/{_process.Id}/status");
        return (Kilobytes(lines, "VmRSS:") * 1024, Kilobytes(lines, "VmHWM:") * 1024);
    }

    /// <summary>Bytes that it has resident, its share of them, and those that are no file's: the rest the system may
    /// take back and read again (Linux).</summary>
    public (long Resident, long Share, long Anonymous) MemoryKinds()
    {
        var lines = File.ReadAllLines($"/proc/{_process.Id}/smaps_rollup");
        return (Kilobytes(lines, "Rss:") * 1024, Kilobytes(lines, "Pss:") * 1024,
            Kilobytes(lines, "Anonymous:") * 1024);
    }

    /// <summary>What it has resident now is the most from now on (proc(5), clear_refs).</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    private static long Kilobytes(string[] lines, string name) => long.Parse(
        lines.Single(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "").Trim(),
        CultureInfo.InvariantCulture);

    /// <summary>Starts it and waits until <c>GET /health/ready</c> answers 200.</summary>
    public static async Task<ServerProcess> StartAsync(
        string program, Func<int, string, string[]> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        if (!File.Exists(program))
        {
            throw new FileNotFoundException($"{program} is not there: build it first (bench/run.sh does).");
        }

        var server = new ServerProcess(program, arguments, environment ?? new Dictionary<string, string>());
        using var http = new HttpClient { BaseAddress = server.Address };
        var clock = TimeProvider.System;
        for (var start = clock.GetTimestamp(); !await IsReadyAsync(http); await Task.Delay(50))
        {
            if (server._process.HasExited || clock.GetElapsedTime(start) > StartLimit)
            {
                var lines = server.LastLines();
                await server.DisposeAsync();
                throw new InvalidOperationException($"{Path.GetFileName(program)} did not become ready: {lines}");
            }
        }

        return server;
    }

    /// <summary>Kills it and starts it again on the same folder.</summary>
    /// <returns>How long it took from the start of the process to <c>GET /health/ready</c> = 200.</returns>
    public async Task<TimeSpan> RestartAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        return await StartAgainAsync();
    }

    /// <summary>Has it end by itself, as systemd does.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts it again on the same folder, after it has ended.</summary>
    /// <returns>How long it took from the start of the process to <c>GET /health/ready</c> = 200.</returns>
    public async Task<TimeSpan> StartAgainAsync()
    {
        _process.Dispose();
        var start = TimeProvider.System.GetTimestamp();
        _process = Launch();
        using var http = new HttpClient { BaseAddress = Address };
        while (!await IsReadyAsync(http))
        {
            await Task.Delay(5);
        }

        return TimeProvider.System.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    // A package brings its runtime along.
    private static bool IsPackaged(string program) => !program.EndsWith(".dll", StringComparison.Ordinal);

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
    }

    private Process Launch()
    {
        var process = Process.Start(_start)!;
        process.OutputDataReceived += Remember;
        process.ErrorDataReceived += Remember;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Kill(object? sender, EventArgs e) => _process.Kill();

    private void Remember(object sender, DataReceivedEventArgs e)
    {
        lock (_lastLines)
        {
            _lastLines.Enqueue(e.Data ?? "");
            if (_lastLines.Count > 20)
            {
                _lastLines.Dequeue();
            }
        }
    }

    private string LastLines()
    {
        lock (_lastLines)
        {
            return string.Join('\n', _lastLines);
        }
    }
}
