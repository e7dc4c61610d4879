using System.Diagnostics;
using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Xlsx;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>tables</c>: reading a workbook of a district's targets, and files made to break a reader; each in a
/// process of its own, whose memory is its highest.</summary>
internal static class TablesScenario
{
    /// <summary>Makes of this program the process that reads one file.</summary>
    public const string ReadCommand = "read-table";

    private const double MostMilliseconds = 2_000;
    private const double MostMegabytes = 150;
    private const int Rounds = 5;

    private static readonly TableLimits Limits = new(5_100, 256, 32_767, 64 * 1024 * 1024);

    public static async Task RunAsync(Settings settings, Results results)
    {
        var folder = Directory.CreateTempSubdirectory("tables");
        try
        {
            var table = new StringBuilder("| file | bytes | answer | first ms | then, median ms "
                + "| peak MB of the first |\n|---|---:|---|---:|---:|---:|");
            var (slowest, largest) = (0.0, 0.0);
            foreach (var (what, write) in WorkbookFiles.All)
            {
                results.Progress($"tables: {what}");
                var path = Path.Combine(folder.FullName, "file.xlsx");
                await using (var file = File.Create(path))
                {
                    write(file);
                }

                var (answer, first, then, peak) = await MeasureAsync(path);
                (slowest, largest) = (Math.Max(slowest, first), Math.Max(largest, peak));
                table.Append(CultureInfo.InvariantCulture,
                    $"\n| {what} | {new FileInfo(path).Length:N0} | {answer} | {first:F0} | {then:F0} | {peak:F0} |");
            }

            results.Show(table.ToString());
            results.Limit("The slowest file, in ms, with the start of its process's code", slowest, MostMilliseconds);
            results.Limit("The largest process, in MB", largest, MostMegabytes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Reads a file some times over and prints what came of it.</summary>
    public static int Read(string path)
    {
        var file = File.ReadAllBytes(path);
        List<double> times = [];
        List<double> peaks = [];
        TableRead read;
        do
        {
            var start = TimeProvider.System.GetTimestamp();
            read = XlsxReader.Read(file, Limits);
            times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            peaks.Add(Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0);
        }
        while (times.Count < Rounds);

        var answer = read.IsRead
            ? string.Create(CultureInfo.InvariantCulture, $"{read.Table.Rows.Sum(r => r.Cells.Count):N0} cells")
            : read.Refusal.Code.Code;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{answer}|{times[0]}|{times.Skip(1).Order().ElementAt((Rounds / 2) - 1)}|{peaks[0]}"));
        return 0;
    }

    private static async Task<(string Answer, double First, double Then, double Peak)> MeasureAsync(string path)
    {
        string[] arguments = [typeof(TablesScenario).Assembly.Location, ReadCommand, path];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var line = (await process.StandardOutput.ReadToEndAsync()).Trim().Split('|');
        await process.WaitForExitAsync();
        double Figure(int at) => double.Parse(line[at], CultureInfo.InvariantCulture);
        return process.ExitCode == 0
            ? (line[0], Figure(1), Figure(2), Figure(3))
            : throw new InvalidOperationException($"Reading ended with {process.ExitCode}.");
    }
}
