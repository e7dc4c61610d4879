using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>replay</c>: <c>jtm replay</c> of a year of ratings, from both logs as <c>jtm export</c> wrote them;
/// without and with another scheme.</summary>
internal static class ReplayScenario
{
    // In twelve periods 100,032 ratings.
    private const int Targets = 8_336;
    private const int Rounds = 3;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var folder = Directory.CreateTempSubdirectory("targetmgmt-bench").FullName;
        try
        {
            await RatedYear.PrepareAsync(service, Targets, SyntheticYear.Today.Year - 1, results, "replay");
            string[] logs =
            [
                "--evaluation", await ExportAsync("evaluation"), "--government", await ExportAsync("government"),
                "--policy", await PolicyAsync(service, folder),
            ];
            var table = new StringBuilder().Append(CultureInfo.InvariantCulture,
                $"| jtm replay, {Targets * SyntheticYear.Periods:N0} ratings | seconds | ratings per second | "
                    + $"processor seconds | peak memory MB |\n|---|---:|---:|---:|---:|");
            await MeasureAsync("as logged", logs);
            await MeasureAsync("and by another scheme", [.. logs, "--scheme", await OtherSchemeAsync(service, folder)]);
            results.Show(table.ToString());

            async Task<string> ExportAsync(string side)
            {
                results.Progress($"replay: exporting the {side} log");
                var to = Path.Combine(folder, side);
                await ToolRun.MeasureAsync("export", to, "--side", side, "--server", $"{service.Process.Address}",
                    "--token", service.Token("evaluator"));
                return to;
            }

            async Task MeasureAsync(string what, IReadOnlyList<string> arguments)
            {
                for (var round = 1; round <= Rounds; round++)
                {
                    results.Progress($"replay: {what}, round {round}");
                    var (elapsed, cpu, peak) = await ToolRun.MeasureAsync(["replay", .. arguments]);
                    table.Append(CultureInfo.InvariantCulture,
                        $"\n| {what}, round {round} | "
                            + $"{elapsed.TotalSeconds:F2} | "
                            + $"{Targets * SyntheticYear.Periods / elapsed.TotalSeconds:N0} | "
                            + $"{cpu.TotalSeconds:F2} | {peak / 1e6:F0} |");
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> PolicyAsync(TargetService service, string folder)
    {
        using var anybody = new HttpClient { BaseAddress = service.Process.Address };
        var keys = await Task.WhenAll(((string[])["evaluation", "government"])
            .Select(side => anybody.GetStringAsync(new Uri($"logs/{side}/key", UriKind.Relative))));
        var policy = Path.Combine(folder, "policy");
        await File.WriteAllTextAsync(policy, $"{string.Concat(keys.Select(k => $"log {k}"))}quorum none\n");
        return policy;
    }

    // The scheme in force under another version.
    private static async Task<string> OtherSchemeAsync(TargetService service, string folder)
    {
        var scheme = (await service.GetAsync("evaluator", "api/v1/schemes/2018.1")).AsObject();
        scheme["version"] = "2018.9";
        var file = Path.Combine(folder, "other.json");
        await File.WriteAllTextAsync(file, scheme.ToJsonString());
        return file;
    }
}
