using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>reads</c>: what everybody who follows a log fetches, its checkpoint and a full tile.</summary>
internal static class ReadsScenario
{
    private const int Connections = 64;

    private static readonly string[] Paths = ["/logs/government/checkpoint", "/logs/government/tile/0/000"];

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        await SyntheticLibrary.PrepareAsync(service, Connections); // 512 entries and more: the first tile is full
        var table = new LoadTable("reads", "note");
        foreach (var path in Paths)
        {
            results.Progress($"reads: {path}");
            Download[] downloads = [.. Enumerable.Range(0, Connections).Select(_ => new Download(path))];
            await LoadRun.MeasureAsync(service.Process, downloads, Settings.Settle, Settings.WarmUp);
            var point = await LoadRun.MeasureAsync(service.Process, downloads, Settings.Settle, settings.Measured);
            table.Add($"GET {path}", point, 200, point.Count(200) == 0 ? "not served" : "kept alive");
        }

        results.Show(table.ToString());
    }
}
