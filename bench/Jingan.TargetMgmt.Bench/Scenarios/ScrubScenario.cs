using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>scrub</c>: a long government log, the service killed and started again on it: until it is ready, and
/// until its first round over all rows is over.</summary>
internal static class ScrubScenario
{
    public const string Name = "scrub";

    private const int Rounds = 3;

    /// <summary>What a later round takes of one core, and how often there is one.</summary>
    private const double Share = 0.05, Seconds = 3600;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var library = await SyntheticLibrary.PrepareAsync(service, 64);
        await HistoryScenario.FillAsync(service, library, settings.History, results);
        var table = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"| start on {await service.LogSizeAsync("government"):N0} entries, after a kill | ready after s | first "
                + $"round over after s | its processor seconds | a round of an hour at 5 % of a core |\n|---|---:|"
                + $"---:|---:|---|");
        for (var round = 1; round <= Rounds; round++)
        {
            results.Progress($"scrub: round {round}");
            var ready = await service.Process.RestartAsync();
            var (cpu, start) = (service.Process.CpuTime, TimeProvider.System.GetTimestamp());
            while (!await IsCheckedAsync(service))
            {
                await Task.Delay(100);
            }

            cpu = service.Process.CpuTime - cpu;
            var took = TimeProvider.System.GetElapsedTime(start) + ready;
            table.Append(CultureInfo.InvariantCulture,
                $"\n| {round} | {ready.TotalSeconds:F2} | {took.TotalSeconds:F1} | {cpu.TotalSeconds:F1} | "
                    + $"{(cpu.TotalSeconds / Share <= Seconds ? "fits" : "does not fit")} |");
        }

        results.Show(table.ToString());
    }

    private static async Task<bool> IsCheckedAsync(TargetService service) =>
        (await service.GetAsync("auditor", "health/ready"))["logs"]!.AsArray().All(l => l!["checkedSize"] is JsonValue);
}
