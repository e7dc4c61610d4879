using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>backup</c>: <c>jtm backup</c> of a long government log while 1,000 progress reports a second go on; how
/// long it takes, how long the reports wait, and that none is lost.</summary>
internal static class BackupScenario
{
    public const string Name = "backup";

    private const int Rounds = 3, PerSecond = 1000, Connections = 64;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var library = await SyntheticLibrary.PrepareAsync(service, Connections);
        var before = await service.LogSizeAsync("government");
        var acknowledged = await HistoryScenario.FillAsync(service, library, settings.History, results);
        var backups = Directory.CreateTempSubdirectory("targetmgmt-backups").FullName;
        var table = new StringBuilder(
            "| backup | entries in it | MB | s | its processor s, memory | reports/s beside it | p50 | p99 | slowest | "
                + "other answers |\n|---|---:|---:|---:|---|---:|---:|---:|---:|---|");
        try
        {
            var run = new PacedRun(service.Process, Submission.For(Connections, library, service.Token), PerSecond);
            var alone = await run.WhileAsync(() => Task.Delay(settings.Measured));
            acknowledged += alone.Count(201);
            Add(table, "none", "–", "–", "–", alone);
            for (var round = 1; round <= Rounds; round++)
            {
                results.Progress($"backup: {round} of {Rounds}");
                (TimeSpan Elapsed, TimeSpan Cpu, long Peak) tool = default;
                var point = await run.WhileAsync(async () => tool = await ToolRun.MeasureNiceAsync(
                    "backup", backups, "--data", service.Process.Folder, "--keep", "1"));
                acknowledged += point.Count(201);
                Add(table, $"{round}", Of(backups), string.Create(CultureInfo.InvariantCulture,
                    $"{tool.Elapsed.TotalSeconds:F1}"), string.Create(CultureInfo.InvariantCulture,
                    $"{tool.Cpu.TotalSeconds:F1}, {tool.Peak / 1_000_000} MB"), point);
            }

            results.Show(table.ToString());
            results.Compare("government", await service.LogSizeAsync("government") - before, acknowledged);
        }
        finally
        {
            Directory.Delete(backups, recursive: true);
        }
    }

    private static string Of(string backups)
    {
        var newest = Directory.GetDirectories(backups).Order(StringComparer.Ordinal)
            .Last(d => File.Exists(Path.Combine(d, "manifest.json")));
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(newest, "manifest.json")))!;
        var entries = (long)manifest["logs"]!.AsArray().Single(l => (string?)l!["side"] == "government")!["size"]!;
        var bytes = manifest["files"]!.AsArray().Sum(f => (long)f!["bytes"]!);
        return string.Create(CultureInfo.InvariantCulture, $"{entries:N0} | {bytes / 1_000_000:N0}");
    }

    private static void Add(
        StringBuilder table, string round, string content, string seconds, string cost, LoadPoint point)
    {
        double Ms(double percentile) => point.Latencies.GetValueAtPercentile(percentile) / 1000.0;
        table.Append(CultureInfo.InvariantCulture,
            $"\n| {round} | {(content == "–" ? "– | –" : content)} | {seconds} | {cost} | {point.PerSecond:N0} | "
                + $"{Ms(50):F1} ms | {Ms(99):F1} ms | {point.Latencies.GetValueAtPercentile(100) / 1000.0:F1} ms | "
                + $"{point.Others(201)} |");
    }
}
