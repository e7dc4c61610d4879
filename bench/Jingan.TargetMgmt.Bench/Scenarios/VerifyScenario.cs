using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>verify</c>: <c>jtm verify</c> of a whole log in a folder, as a process of its own,
/// from its start to its end.</summary>
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
                $"| jtm verify, {settings.History:N0} entries of {EntryLength} bytes | seconds | entries per second |"
                    + $" processor seconds | peak memory MB |\n|---|---:|---:|---:|---:|");
            for (var round = 1; round <= Rounds; round++)
            {
                results.Progress($"verify: round {round}");
                var (elapsed, cpu, peak) = await ToolRun.MeasureAsync(
                    "verify", log.Log, "--policy", log.Policy, "--json");
                table.Append(CultureInfo.InvariantCulture,
                    $"\n| round {round} | {elapsed.TotalSeconds:F2} | {settings.History / elapsed.TotalSeconds:N0} | "
                        + $"{cpu.TotalSeconds:F2} | {peak / 1e6:F0} |");
            }

            results.Show(table.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
