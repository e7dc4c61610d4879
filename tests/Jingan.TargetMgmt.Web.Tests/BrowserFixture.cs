using System.Collections.Concurrent;
using Jingan.TargetMgmt.Web.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BrowserFixture))]
[assembly: AssemblyFixture(typeof(ServiceFixture))]

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>Debian's Chromium, once for all tests. To load the app is most of what a short test takes: a tab that
/// somebody has left is the next one's.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    // Each new window would load the browser's own pages for its address line: hundreds of scripts, and half as much
    // work as the app. A browser that does not know the names makes them, and takes longer.
    private const string PlainWindow =
        "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,OmniboxPopupWebUI";

    // A page is open for seconds: compiling the runtime a second time, better, never pays.
    private const string QuickScript = "--js-flags=--liftoff-only";

    private IPlaywright? _playwright;
    private readonly ConcurrentDictionary<Uri, Lazy<Task<IBrowserContext>>> _contexts = [];
    private readonly ConcurrentDictionary<Uri, ConcurrentBag<IPage>> _left = [];
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(90_000); // two cores, and other tests beside these
        if (File.Exists(Program))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Program,
                Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", PlainWindow, QuickScript],
            });
        }
    }

    /// <summary>Skips the test where there is no browser, before it starts anything.</summary>
    internal void SkipWithoutBrowser() =>
        Assert.SkipWhen(_browser is null, "Chromium is needed: bash tests/install.sh");

    /// <summary>A tab of a person's own. What the app loads once for a service, all tabs have. Skips the test where
    /// there is no browser.</summary>
    internal async Task<Person> OpenAsync(RunningService service)
    {
        SkipWithoutBrowser();
        var context = await _contexts.GetOrAdd(service.Address, address => new(() => _browser!.NewContextAsync(new()
        {
            BaseURL = address.ToString(), Locale = "zh-CN", ViewportSize = new() { Width = 1366, Height = 768 },
        }))).Value;
        var left = _left.GetOrAdd(service.Address, _ => []);
        return new(context, left.TryTake(out var page) ? page : await context.NewPageAsync(), service, left.Add);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
