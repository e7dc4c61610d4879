using System.Globalization;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>A tab of Debian's Chromium with a browser's memory of its own.</summary>
internal sealed class BrowserTab : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly ICDPSession _protocol;
    private long _received;

    private BrowserTab(IPlaywright playwright, IBrowser browser, IPage page, ICDPSession protocol)
    {
        (_playwright, _browser, Page, _protocol) = (playwright, browser, page, protocol);
        page.SetDefaultTimeout((float)TimeSpan.FromMinutes(5).TotalMilliseconds);
        protocol.Event("Network.loadingFinished").OnEvent += (_, finished) =>
            Interlocked.Add(ref _received, (long)finished!.Value.GetProperty("encodedDataLength").GetDouble());
    }

    public IPage Page { get; }

    /// <summary>Bytes that came over the wire, headers included, since this was read last.</summary>
    public long TakeReceived() => Interlocked.Exchange(ref _received, 0);

    public static async Task<BrowserTab> OpenAsync(Uri address)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        });
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(), Locale = "zh-CN", ViewportSize = new() { Width = 1366, Height = 768 },
        });
        var page = await context.NewPageAsync();
        var protocol = await context.NewCDPSessionAsync(page);
        await protocol.SendAsync("Network.enable");
        return new(playwright, browser, page, protocol);
    }

    /// <summary>Has the network be no quicker than that.</summary>
    /// <param name="megabits">A second, either way; 0 for as quick as it is.</param>
    public Task SlowDownAsync(int megabits) => _protocol.SendAsync("Network.emulateNetworkConditions", new()
    {
        ["offline"] = false, ["latency"] = megabits == 0 ? 0 : 20,
        ["downloadThroughput"] = megabits == 0 ? -1 : megabits * 1_000_000 / 8,
        ["uploadThroughput"] = megabits == 0 ? -1 : megabits * 1_000_000 / 8,
    });

    public async Task SignInAsync(string token)
    {
        await Page.GotoAsync("/");
        await Page.Locator("#token").FillAsync(token);
        await Page.Locator("form button.main").ClickAsync();
        await Page.Locator(".top nav a").Nth(1).WaitForAsync();
    }

    public Task TurnToAsync(string path) => Page.EvaluateAsync("path => Blazor.navigateTo(path)", path);

    /// <summary>Milliseconds from an act in the page until something is there, as the page's own clock counts them.
    /// </summary>
    /// <param name="act">A script.</param>
    /// <param name="selector">What is to appear.</param>
    public Task<double> UntilAsync(string act, string selector) => Page.EvaluateAsync<double>(
        """
        ([act, selector]) => new Promise(done => {
          const begun = performance.now();
          const look = () => document.querySelector(selector)
            ? requestAnimationFrame(() => done(performance.now() - begun)) : requestAnimationFrame(look);
          (0, eval)(act);
          look();
        })
        """, new[] { act, selector });

    /// <summary>The longest time between two frames while a page is scrolled from end to end, in milliseconds, and how
    /// many frames there were.</summary>
    public async Task<(double Longest, int Frames)> ScrollAsync()
    {
        var told = await Page.EvaluateAsync<double[]>(
            """
            () => new Promise(done => {
              let last = performance.now(), longest = 0, frames = 0;
              const step = now => {
                longest = Math.max(longest, now - last); last = now; frames++;
                scrollBy(0, 120);
                scrollY + innerHeight + 1 < document.documentElement.scrollHeight
                  ? requestAnimationFrame(step) : done([longest, frames]);
              };
              requestAnimationFrame(now => { last = now; requestAnimationFrame(step); });
            })
            """);
        return (told[0], (int)told[1]);
    }

    public static string Show(double milliseconds) => milliseconds.ToString("N0", CultureInfo.InvariantCulture) + " ms";

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
