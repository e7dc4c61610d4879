using System.Diagnostics;
using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>verify</c>: <c>jtm verify</c> of a whole log in a folder, as a process of its own, from its start to its end.</summary>
internal static class VerifyScenario
{
    private const int EntryLength = 300;
    private const int Rounds = 3;

    public static async Task RunAsync(Settings settings, Results results)
    {
        var folder = Directory.CreateTempSubdirectory("targetmgmt-bench").FullName;
        try
        {
            results.Progress($"verify: writing a log of {settings.History} entries");
            var log = new TileFolder(folder);
            log.Write(settings.History, EntryLength);
            var table = new StringBuilder().Append(CultureInfo.InvariantCulture,
                $"| jtm verify, {settings.History:N0} entries of {EntryLength} bytes | seconds | entries per second | processor seconds | peak memory MB |\n|---|---:|---:|---:|---:|");
            for (var round = 1; round <= Rounds; round++)
            {
                results.Progress($"verify: round {round}");
                var (elapsed, cpu, peak) = await VerifyAsync(log);
                table.Append(CultureInfo.InvariantCulture,
                    $"\n| round {round} | {elapsed.TotalSeconds:F2} | {settings.History / elapsed.TotalSeconds:N0} | {cpu.TotalSeconds:F2} | {peak / 1e6:F0} |");
            }

            results.Show(table.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(TimeSpan Elapsed, TimeSpan Cpu, long Peak)> VerifyAsync(TileFolder log)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Repository.ToolProgram, "verify", log.Log, "--policy", log.Policy, "--json"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var (peak, cpu) = (0L, TimeSpan.Zero);
        while (!process.HasExited)
        {
            // What Linux knows of a process it forgets at its end.
            try
            {
                process.Refresh();
                (peak, cpu) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
            catch (InvalidOperationException)
            {
                break; // it ended meanwhile
            }

            await Task.Delay(10);
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (TimeProvider.System.GetElapsedTime(begun), cpu, peak)
            : throw new InvalidOperationException($"jtm verify found damage where there is none: {await output}");
    }
}
