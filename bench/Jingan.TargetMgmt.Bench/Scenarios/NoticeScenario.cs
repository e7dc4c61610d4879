using System.Globalization;
using System.Net.Http.Headers;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>notice</c>: the notice of an issued report of 1,000 targets as a Word document, and the memory that it
/// takes.</summary>
internal static class NoticeScenario
{
    private const int Targets = 1_000;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        var periods = await RatedYear.PrepareAsync(service, Targets, SyntheticYear.Today.Year - 1, results, "notice");
        foreach (var period in periods.TakeLast(2))
        {
            results.Progress($"notice: report of {period}");
            await SyntheticYear.IssueAsync(service, period);
        }

        var path = $"/api/v1/reports/{periods[^1]}.docx";
        await service.Process.RestartAsync();
        var before = service.Process.Memory().Now;
        service.Process.ForgetPeak();
        var start = TimeProvider.System.GetTimestamp();
        var bytes = await FetchAsync(service, path);
        var first = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        var afterFirst = (service.Process.Memory().Peak - before) / 1e6;

        var again = new Download(path, service.Token("office"));
        await LoadRun.MeasureAsync(service.Process, [again], Settings.Settle, Settings.WarmUp);
        before = service.Process.Memory().Now;
        service.Process.ForgetPeak();
        var table = new LoadTable($"notice of {Targets:N0} targets", "note");
        table.Add("every further one", await LoadRun.MeasureAsync(
            service.Process, [again], Settings.Settle, settings.Measured), 200, "one reader");
        results.Show(table.ToString());
        results.Show(string.Create(
            CultureInfo.InvariantCulture,
            $"The first since the start of the service took {first:N0} ms and {afterFirst:F0} MB at most; it has "
                + $"{bytes:N0} bytes. Further ones, one after the other, took "
                + $"{(service.Process.Memory().Peak - before) / 1e6:F0} MB more at most."));
    }

    private static async Task<long> FetchAsync(TargetService service, string path)
    {
        using var http = new HttpClient { BaseAddress = service.Process.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", service.Token("office"));
        return (await http.GetByteArrayAsync(new Uri(path, UriKind.Relative))).Length;
    }
}
