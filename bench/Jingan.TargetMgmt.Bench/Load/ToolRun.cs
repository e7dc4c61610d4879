using System.Diagnostics;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>A run of <c>jtm</c> as a process of its own, from its start to its end.</summary>
internal static class ToolRun
{
    /// <summary>How long a packaged tool takes, from its start to its end.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static async Task<TimeSpan> TimeAsync(string program, string argument)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, [argument]) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var took = TimeProvider.System.GetElapsedTime(begun);
        return process.ExitCode == 0
            ? took
            : throw new InvalidOperationException($"{program} {argument} ended with {process.ExitCode}");
    }

    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static Task<(TimeSpan Elapsed, TimeSpan Cpu, long Peak)> MeasureAsync(
        params IEnumerable<string> arguments) =>
        RunAsync("dotnet", [Repository.ToolProgram, .. arguments]);

    /// <summary>The same, giving way to others as the unit of the backup's timer does (<c>Nice=10</c>).</summary>
    public static Task<(TimeSpan Elapsed, TimeSpan Cpu, long Peak)> MeasureNiceAsync(
        params IEnumerable<string> arguments) =>
        RunAsync("nice", ["-n", "10", "dotnet", Repository.ToolProgram, .. arguments]);

    private static async Task<(TimeSpan Elapsed, TimeSpan Cpu, long Peak)> RunAsync(
        string program, IEnumerable<string> arguments)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
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
            : throw new InvalidOperationException(
                $"jtm {arguments.First()} ended with {process.ExitCode}: {await output}");
    }
}
