using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>Debian's Chromium, once for all tests of a class.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private readonly Dictionary<Uri, IBrowserContext> _contexts = [];
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(20_000); // two cores, and other tests beside these
        if (File.Exists(Program))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(
                new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        }
    }

    /// <summary>A tab of a person's own. What the app loads once for a service, all tabs have. Skips the test where
    /// there is no browser.</summary>
    internal async Task<Person> OpenAsync(RunningService service)
    {
        Assert.SkipWhen(_browser is null, "Chromium is needed: bash tests/install.sh");
        if (!_contexts.TryGetValue(service.Address, out var context))
        {
            _contexts[service.Address] = context = await _browser.NewContextAsync(new()
            {
                BaseURL = service.Address.ToString(), Locale = "zh-CN",
                ViewportSize = new() { Width = 1366, Height = 768 },
            });
        }

        return new(context, await context.NewPageAsync(), service);
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
