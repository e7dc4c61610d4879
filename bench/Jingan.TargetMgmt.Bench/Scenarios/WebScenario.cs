using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>web</c>: what people wait for in the web app as it is published, in Debian's Chromium: first and later
/// visits, tasks, the worklist of 1,000 targets, ratings signed in the browser, logs verified there.</summary>
internal static class WebScenario
{
    public const string Name = "web";

    private const int Targets = 1_000, Tasks = 60, Connections = 50, Rounds = 5, Megabits = 20;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync(program: Repository.PublishedService);
        var period = await PrepareAsync(service, results);
        var table = new StringBuilder("| in the browser | figure |\n|---|---|");
        await VisitsAsync(service, Add);
        await using (var tab = await BrowserTab.OpenAsync(service.Process.Address))
        {
            results.Progress("web: tasks");
            await tab.SignInAsync(service.Token("LSJ"));
            await tab.Page.Locator(".task").First.WaitForAsync();
            await tab.TurnToAsync("/trust");
            await tab.Page.Locator(".sentences").WaitForAsync();
            var shown = await MedianAsync(async () =>
            {
                await tab.TurnToAsync("/trust");
                await tab.Page.Locator(".sentences").WaitForAsync();
                return await tab.UntilAsync("Blazor.navigateTo('/')", ".task");
            });
            Add($"我的任务 of {await tab.Page.Locator(".task").CountAsync()} items, data included (median of {Rounds})",
                BrowserTab.Show(shown));
        }

        await using (var tab = await BrowserTab.OpenAsync(service.Process.Address))
        {
            await EvaluatorAsync(service, tab, period, Add, results);
            await VerifyAsync(service, tab, Add, results);
        }

        results.Show(table.ToString());

        void Add(string what, string figure) => table.Append(CultureInfo.InvariantCulture, $"\n| {what} | {figure} |");
    }

    private static async Task<string> PrepareAsync(TargetService service, Results results)
    {
        var year = SyntheticYear.Today.Year - 1;
        var library = await SyntheticLibrary.PrepareAsync(service, Targets / SyntheticLibrary.TargetsEach, year);
        await SyntheticLibrary.AddAsync(service, "LSJ", Tasks, SyntheticYear.Today.Year);
        var periods = await SyntheticYear.OpenAsync(service, year);
        results.Progress($"web: {Targets * SyntheticYear.Periods:N0} reports");
        await LoadRun.SendAsync(service.Process, [.. Enumerable.Repeat(
            (Exchange)new YearOfReports(library.Targets, periods, service.Token), Connections)],
            Targets * SyntheticYear.Periods);
        return periods[^1];
    }

    private static async Task VisitsAsync(TargetService service, Action<string, string> add)
    {
        List<double> first = [], later = [];
        long bytes = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await using var tab = await BrowserTab.OpenAsync(service.Process.Address);
            await tab.SlowDownAsync(Megabits);
            first.Add(await VisitAsync(tab.Page));
            bytes = tab.TakeReceived();
            later.Add(await VisitAsync(tab.Page));
        }

        add("first visit: bytes over the wire", bytes.ToString("N0", CultureInfo.InvariantCulture));
        add($"first visit at {Megabits} Mbit/s and 20 ms to the sign-in page (median of {Rounds})",
            BrowserTab.Show(MedianOf(first)));
        add($"later visits, likewise", BrowserTab.Show(MedianOf(later)));
    }

    private static async Task<double> VisitAsync(IPage page)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("#token").WaitForAsync();
        return TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static async Task EvaluatorAsync(
        TargetService service, BrowserTab tab, string period, Action<string, string> add, Results results)
    {
        results.Progress("web: worklist");
        await tab.SignInAsync(service.Token("evaluator"));
        await tab.TurnToAsync("/key");
        await tab.Page.Locator("#name").FillAsync("评估员（合成）");
        await tab.Page.Locator("#pem").SetInputFilesAsync(new FilePayload
        {
            Name = "assessor.pem", MimeType = "application/x-pem-file",
            Buffer = Encoding.ASCII.GetBytes(service.AssessorPem),
        });
        await tab.Page.Locator("#kid").WaitForAsync();
        await tab.Page.Locator("#state").WaitForAsync();
        add($"工作清单 of {Targets:N0} targets, data included",
            BrowserTab.Show(await tab.UntilAsync($"Blazor.navigateTo('/worklist/{period}')", "[data-row]")));
        var (longest, frames) = await tab.ScrollAsync();
        add($"scrolled from end to end in {frames:N0} frames: the longest", BrowserTab.Show(longest));

        results.Progress("web: ratings");
        List<double> signed = [];
        for (var i = 0; i <= Rounds; i++)
        {
            await tab.TurnToAsync(string.Create(CultureInfo.InvariantCulture, $"/rate/{period}/BENCH-{i + 200:D5}"));
            await tab.Page.Locator("[id^=colour-]").First.WaitForAsync();
            var suggested = await tab.Page.Locator(".rated-facts p .letter").InnerTextAsync();
            await tab.Page.Locator(".pick", new() { HasText = suggested }).ClickAsync();
            await tab.Page.Locator("#rationale").FillAsync("合成数据");
            var time = await tab.UntilAsync("document.querySelector('#sign').click()", "#receipt");
            if (i > 0)
            {
                signed.Add(time);
            }
        }

        add(
            $"a rating from the key press to its receipt (median of {Rounds} after one)",
            BrowserTab.Show(MedianOf(signed)));
        await tab.TurnToAsync($"/worklist/{period}");
        await tab.Page.Locator("#find").FillAsync("BENCH-003");
        await tab.Page.Locator("summary", new() { HasText = "100" }).ClickAsync();
        foreach (var why in await tab.Page.Locator("[id^=why-]").AllAsync())
        {
            await why.FillAsync("合成数据");
        }

        add("100 targets rated as suggested, each signed", BrowserTab.Show(
            await tab.UntilAsync("document.querySelector('.bulk button.main').click()", ".told.good")));
    }

    private static async Task VerifyAsync(
        TargetService service, BrowserTab tab, Action<string, string> add, Results results)
    {
        results.Progress("web: verification");
        await tab.TurnToAsync("/trust");
        await tab.Page.Locator("main button.main").WaitForAsync();
        var government = await tab.UntilAsync(
            "document.querySelector('main button.main').click()", "[data-log=government]:not([data-good=''])");
        var size = await service.LogSizeAsync("government");
        add($"the government log verified, {size:N0} entries", BrowserTab.Show(government));
        var evaluation = await tab.UntilAsync("0", "[data-log=evaluation]:not([data-good=''])");
        size = await service.LogSizeAsync("evaluation");
        add($"the evaluation log verified, {size:N0} entries, signatures included", BrowserTab.Show(evaluation));
        var good = await tab.Page.Locator("[data-good=true]").CountAsync();
        results.Show($"Both logs were found as they should be: {(good == 2 ? "yes" : "**NO**")}.");
    }

    private static async Task<double> MedianAsync(Func<Task<double>> measure)
    {
        List<double> all = [];
        for (var round = 0; round < Rounds; round++)
        {
            all.Add(await measure());
        }

        return MedianOf(all);
    }

    private static double MedianOf(List<double> all) => all.Order().ElementAt(all.Count / 2);
}
