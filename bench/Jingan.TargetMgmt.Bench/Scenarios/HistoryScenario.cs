using System.Globalization;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>history</c>: whether writing gets slower as the log gets longer. The service itself fills it,
/// at full speed.</summary>
internal static class HistoryScenario
{
    private const int Connections = 64;
    private const int FillingConnections = 256;
    private const long FillStep = 50_000;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var library = await SyntheticLibrary.PrepareAsync(service, Connections);
        await WarmUpAsync(service, library, results);
        var before = await service.LogSizeAsync("government");

        var table = new LoadTable("history", "of the first row");
        var first = await MeasureAsync(service, library, settings, table, null);
        var filled = await FillAsync(service, library, settings.History, results);
        var last = await MeasureAsync(service, library, settings, table, first);
        results.Show(table.ToString());
        results.Compare("government", await service.LogSizeAsync("government") - before,
            first.Count(201) + filled + last.Count(201));
    }

    // Without making the government log longer: dry runs do all of a report but its commit,
    // and ratings commit in the same way, to the other log.
    private static async Task WarmUpAsync(TargetService service, SyntheticLibrary library, Results results)
    {
        results.Progress("history: warm-up");
        var ratings = await RatedTargets.PrepareAsync(service, library, Connections);
        await LoadRun.MeasureAsync(service.Process, ratings, Settings.Settle, Settings.WarmUp);
        await LoadRun.MeasureAsync(service.Process, Submission.For(Connections, library, service.Token, dryRun: true),
            Settings.Settle, Settings.WarmUp);
        foreach (var rating in ratings)
        {
            rating.Dispose();
        }
    }

    private static async Task<LoadPoint> MeasureAsync(
        TargetService service, SyntheticLibrary library, Settings settings, LoadTable table, LoadPoint? first)
    {
        var stored = await service.LogSizeAsync("government");
        var point = await LoadRun.MeasureAsync(service.Process, Submission.For(Connections, library, service.Token),
            Settings.Settle, settings.Measured);
        var share = first is null
            ? "–"
            : (point.PerSecond / first.PerSecond).ToString("P1", CultureInfo.InvariantCulture);
        var after = await service.LogSizeAsync("government");
        table.Add(string.Create(CultureInfo.InvariantCulture,
            $"progress reports, {stored:N0} to {after:N0} entries stored"), point, 201, share);
        return point;
    }

    internal static async Task<long> FillAsync(
        TargetService service, SyntheticLibrary library, long entries, Results results)
    {
        var exchanges = Submission.For(FillingConnections, library, service.Token);
        var (acknowledged, start) = (0L, TimeProvider.System.GetTimestamp());
        for (var size = await service.LogSizeAsync("government"); size < entries;
        size = await service.LogSizeAsync("government"))
        {
            var statuses = await LoadRun.SendAsync(service.Process, exchanges, Math.Min(FillStep, entries - size));
            acknowledged += statuses.GetValueOrDefault(201);
            results.Progress(string.Create(
                CultureInfo.InvariantCulture,
                $"history: {size:N0} of "
                    + $"{entries:N0} entries after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:N0} s"));
        }

        return acknowledged;
    }
}
