using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>documents</c>: the workbook and the page on the last period of a year of 1,000 targets, reported on,
/// rated and released in each of twelve periods: time, size and what the service's memory grows by.</summary>
internal static class DocumentsScenario
{
    private const int Targets = 1_000;
    private const int Rounds = 20;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var year = SyntheticYear.Today.Year - 1;
        var periods = await RatedYear.PrepareAsync(service, Targets, year, results, "documents");
        foreach (var period in periods)
        {
            await SyntheticYear.IssueAsync(service, period);
        }

        var table = new StringBuilder(
            $"| document of {Targets:N0} targets | size KB | first ms | median ms | slowest ms of {Rounds} "
            + "| processor ms | memory before MB | peak MB | growth MB |\n"
            + "|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var (what, path) in ((string, string)[])
        [
            ("workbook", $"reports/{periods[^1]}.xlsx"), ("page to print", $"reports/{periods[^1]}.html"),
            ("overview as CSV", $"reports/overview.csv?period={periods[^1]}"),
            ("overview as JSON, for comparison", $"reports/overview?period={periods[^1]}"),
            ("matrix of the year as JSON, likewise", $"reports/matrix?year={year}"),
        ])
        {
            results.Progress($"documents: {what}");
            table.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {await RowAsync(service, path)} |");
        }

        results.Show(table.ToString());
    }

    private static async Task<string> RowAsync(TargetService service, string path)
    {
        service.Process.ForgetPeak();
        var before = service.Process.Memory().Now;
        using var http = new HttpClient { BaseAddress = service.Process.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", service.Token("office"));
        List<double> milliseconds = [];
        var length = 0;
        var processor = TimeSpan.Zero;
        for (var round = 0; round <= Rounds; round++)
        {
            var start = TimeProvider.System.GetTimestamp();
            length = (await http.GetByteArrayAsync(new Uri($"api/v1/{path}", UriKind.Relative))).Length;
            milliseconds.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            if (round == 0)
            {
                processor = service.Process.CpuTime;
            }
        }

        var (first, peak) = (milliseconds[0], service.Process.Memory().Peak);
        milliseconds.RemoveAt(0);
        milliseconds.Sort();
        processor = (service.Process.CpuTime - processor) / Rounds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{length / 1e3:F0} | {first:F0} | {milliseconds[Rounds / 2]:F0} | {milliseconds[^1]:F0} "
            + $"| {processor.TotalMilliseconds:F0} | {before / 1e6:F0} | {peak / 1e6:F0} | {(peak - before) / 1e6:F0}");
    }
}
