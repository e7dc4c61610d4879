using System.Diagnostics;
using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>start</c>: the service as its package has it, started on the data of a year, and what it takes of
/// memory; <c>jtm --help</c>.</summary>
internal static class StartScenario
{
    public const string Name = "start";

    private const int Targets = 600, Rounds = 7, Helps = 21, Connections = 64;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Settings settings, Results results)
    {
        var program = settings.Other ?? Repository.PackagedService;
        await using var service = await TargetService.StartAsync(program: program);
        await RatedYear.PrepareAsync(service, Targets, SyntheticYear.Today.Year - 1, results, Name);
        var table = new StringBuilder("| the packaged service | figure |\n|---|---|");
        await StartsAsync(service.Process, Path.GetDirectoryName(program)!, Add, results);
        await SubmissionsAsync(program, settings, Add, results);
        Add($"jtm --help ({Helps} runs)", Milliseconds(await HelpsAsync()));
        results.Show(table.ToString());

        void Add(string what, string figure) => table.Append(CultureInfo.InvariantCulture, $"\n| {what} | {figure} |");
    }

    private static async Task StartsAsync(
        ServerProcess server, string folder, Action<string, string> add, Results results)
    {
        foreach (var (isRead, what) in new[] { (true, "read before"), (false, "not read since the machine started") })
        {
            List<double> times = [], processor = [];
            for (var round = 0; round < Rounds; round++)
            {
                results.Progress($"start: files {what}, round {round + 1}");
                await server.StopAsync();
                if (!isRead)
                {
                    await ForgetFilesAsync(folder);
                }

                times.Add((await server.StartAgainAsync()).TotalMilliseconds);
                processor.Add(server.CpuTime.TotalMilliseconds);
            }

            add($"start of the process to GET /health/ready = 200, program files {what} ({Rounds} runs)",
                Milliseconds(times));
            add("its processor time until then", Milliseconds(processor));
        }

        await Task.Delay(Quiet);
        add($"memory {Quiet.TotalSeconds:F0} s after the start", Memory(server));
    }

    private static async Task SubmissionsAsync(
        string program, Settings settings, Action<string, string> add, Results results)
    {
        results.Progress("start: submissions");
        await using var service = await TargetService.StartAsync(program: program);
        var library = await SyntheticLibrary.PrepareAsync(service, Connections);
        service.Process.ForgetPeak();
        var point = await LoadRun.MeasureAsync(service.Process, Submission.For(Connections, library, service.Token),
            Settings.WarmUp, settings.Measured);
        add($"the most memory while {point.PerSecond:N0} reports/s were acknowledged, {Connections} connections",
            string.Create(CultureInfo.InvariantCulture, $"{service.Process.Memory().Peak / 1_000_000} MB resident"));
        add("memory at the end of it", Memory(service.Process));
    }

    private static async Task<List<double>> HelpsAsync()
    {
        List<double> times = [];
        for (var run = 0; run < Helps; run++)
        {
            times.Add((await ToolRun.TimeAsync(Repository.PackagedTool, "--help")).TotalMilliseconds);
        }

        return times;
    }

    // What a restart of the machine does, for these files alone: dd without a block gives up what is cached of one.
    private static async Task ForgetFilesAsync(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var dd = Process.Start(new ProcessStartInfo("dd", [$"if={file}", "iflag=nocache", "count=0"])
            {
                RedirectStandardError = true,
            })!;
            await dd.WaitForExitAsync();
        }
    }

    private static string Milliseconds(List<double> times) => string.Create(CultureInfo.InvariantCulture,
        $"median {times.Order().ElementAt(times.Count / 2):F0} ms, {times.Min():F0} to {times.Max():F0} ms");

    private static string Memory(ServerProcess server)
    {
        var (resident, share, anonymous) = server.MemoryKinds();
        return string.Create(CultureInfo.InvariantCulture,
            $"{resident / 1_000_000} MB resident ({share / 1_000_000} MB as its share of what is shared), of which "
                + $"{anonymous / 1_000_000} MB are no file's");
    }
}
