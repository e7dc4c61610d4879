using System.Net;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>Every screen in the sizes and lights that offices have: readable for everybody, asking nobody but the
/// service, and no wider than the window. The pictures are left beside the tests, to be looked at.</summary>
public sealed class ScreenTests(BrowserFixture browser, ServiceFixture shared) : IAsyncLifetime
{
    private const string Hostile =
        "<img src=x onerror=\"document.title='被注入'\"><script>alert(1)</script>&amp;“引号”";

    private static readonly (string Name, string Who, string Path, string Ready)[] Screens =
    [
        ("tasks", "LSJ", "/", ".task"),
        ("report", "LSJ", "/report/JA2018-028/2018-05", "#narrative"),
        ("report-nodes", "LSJ", "/report/JA2018-043/2018-06", "fieldset"),
        ("sign", "LSJ", "/sign", "table"),
        ("many", "LSJ", "/many/2018-06", ".tasks"),
        ("target", "LSJ", "/targets/JA2018-028", "h2"),
        ("worklist", "evaluator", "/worklist/2018-05", "[data-row]"),
        ("rate", "evaluator", "/rate/2018-05/JA2018-028", "h2"),
        ("issue", "evaluator", "/issue/2018-05", ".sentences"),
        ("conflicts", "evaluator", "/conflicts", ".empty"),
        ("key", "evaluator", "/key", "#main"),
        ("overview", "office", "/overview/2018-05", "table"),
        ("library", "office", "/library", "table"),
        ("units", "office", "/units", "table"),
        ("cooperation", "office", "/cooperation", ".empty, table"),
        ("calendar", "office", "/calendar", ".empty, table"),
        ("filing", "office", "/filing/2018-05", "details"),
        ("quality", "office", "/quality/2018", "h1"),
        ("refusals", "auditor", "/refusals", ".empty, table"),
        ("trust", "auditor", "/trust", ".sentences"),
        ("public-closed", "auditor", "/public/2018", "#closed"),
        ("not-found", "auditor", "/nichts", "h1"),
    ];

    private readonly RunningService _service = shared.Service;

    public async ValueTask InitializeAsync()
    {
        var stored = await _service.SendAsync("LSJ", HttpMethod.Put, "targets/JA2018-028/drafts/2018-05", new
        {
            value = 3.1m, narrative = Hostile + new string('长', 1_500),
        });
        Assert.Equal(HttpStatusCode.OK, stored);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_screen_can_be_read_by_everybody()
    {
        await using var person = await browser.OpenAsync(_service);
        await person.EnterAsync();
        await person.Page.Locator(".demo").WaitForAsync();
        await CheckAsync(person, "sign-in");
        var signedIn = "";
        foreach (var (name, who, path, ready) in Screens)
        {
            if (who != signedIn)
            {
                if (signedIn.Length > 0)
                {
                    await person.ClickAsync("退出");
                }

                await person.GoAsync(signedIn = who);
            }

            await person.TurnToAsync(path);
            await person.Page.Locator(ready).First.WaitForAsync();
            await CheckAsync(person, name);
            await person.Page.SetViewportSizeAsync(1366, 768);
            await Assertions.Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = "退出" })).ToBeVisibleAsync();
        }

        Assert.Empty(person.Complaints);
        Assert.All(person.Asked, url => Assert.StartsWith(_service.Address.ToString(), url, StringComparison.Ordinal));
        Assert.DoesNotContain("被注入", await person.Page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_language_is_one_click_away_and_stays()
    {
        await using var person = await browser.OpenAsync(_service);
        await person.GoAsync("LSJ");
        await person.ClickAsync("English");
        var heading = person.Page.GetByRole(AriaRole.Heading, new() { Name = "My tasks" });
        await Assertions.Expect(heading).ToBeVisibleAsync();
        await person.Page.ReloadAsync();
        await Assertions.Expect(heading).ToBeVisibleAsync();
        Assert.Equal("en", await person.Page.EvaluateAsync<string>("document.documentElement.lang"));
    }

    // Old office screens and a telephone, by day and by night.
    internal static async Task CheckAsync(Person person, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screens"));
        foreach (var (width, height) in ((int, int)[])[(1366, 768), (360, 740)])
        {
            await person.Page.SetViewportSizeAsync(width, height);
            foreach (var light in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await person.Page.EmulateMediaAsync(new() { ColorScheme = light });
                var picture = $"{name}-{width}-{light}".ToLowerInvariant();
                await person.Page.ScreenshotAsync(
                    new() { Path = Path.Combine(folder.FullName, $"{picture}.png") });
                Assert.True(
                    await person.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                    $"{picture} is wider than the window.");
                if (width == 360)
                {
                    continue; // the rules are about colours and names, which are the same
                }

                // By night the colours are others, and nothing else is.
                var found = await Axe.ViolationsAsync(person.Page, contrastOnly: light == ColorScheme.Dark);
                Assert.Empty(found.Select(v => $"{picture}: {v}"));
            }
        }
    }
}
