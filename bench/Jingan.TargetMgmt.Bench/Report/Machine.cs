using System.Globalization;
using System.Runtime.InteropServices;

namespace Jingan.TargetMgmt.Bench.Report;

/// <summary>What the figures were measured on, as far as it can be seen from inside.</summary>
internal static class Machine
{
    private const int Flushes = 200;

    public static string Describe() => $"""
        | machine | |
        |---|---|
        | processor | {Environment.ProcessorCount} cores, {Line("/proc/cpuinfo", "model name")} |
        | memory | {(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30)).ToString("F0", CultureInfo.InvariantCulture)} GiB |
        | system | {Line("/etc/os-release", "PRETTY_NAME")}, {RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture} |
        | runtime | {RuntimeInformation.FrameworkDescription} |
        | disk of the temporary folder | 4 KiB appended and flushed: median {MedianFlush().ToString("F0", CultureInfo.InvariantCulture)} µs of {Flushes} |
        | load when it began | {Load()} (1, 5, 15 minutes); client and server share the cores |
        """;

    // Every durable commit waits for at least one of these.
    private static double MedianFlush()
    {
        var path = Path.GetTempFileName();
        var times = new List<double>();
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, options: FileOptions.DeleteOnClose))
        {
            var page = new byte[4096];
            for (var i = 0; i < Flushes; i++)
            {
                var start = TimeProvider.System.GetTimestamp();
                RandomAccess.Write(file, page, (long)i * page.Length);
                RandomAccess.FlushToDisk(file);
                times.Add(TimeProvider.System.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static string Load() => File.Exists("/proc/loadavg")
        ? string.Join(", ", File.ReadAllText("/proc/loadavg").Split(' ').Take(3))
        : "unknown";

    private static string Line(string file, string name) => !File.Exists(file)
        ? "unknown"
        : File.ReadLines(file)
            .FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))
            ?.Split([':', '='], 2)[1]
            .Trim(' ', '\t', '"') ?? "unknown";
}
