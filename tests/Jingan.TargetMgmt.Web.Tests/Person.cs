using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>Somebody at a browser. Whatever the pages ask of another host, or the browser complains of, is noted.
/// </summary>
internal sealed class Person : IAsyncDisposable
{
    private const int PatienceMs = 90_000; // two cores, and other tests beside these

    private readonly RunningService _service;

    private readonly Action<IPage> _leave;
    private string _home = "/";
    private bool _isOwn;

    /// <param name="leave">Where the tab goes when it is the next one's to use.</param>
    public Person(IBrowserContext context, IPage page, RunningService service, Action<IPage> leave)
    {
        (Page, _service, _leave) = (page, service, leave);
        context.SetDefaultTimeout(PatienceMs);
        page.Request += (_, request) => Asked.Add(request.Url);
        page.Console += (_, message) =>
        {
            // An answer that is no success is the service's word, not a fault of the page.
            if (message.Type is "error"
                && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Every address that was asked for.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Errors of scripts, of the policy of contents, and of answers.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a page, signed in with the demonstration's token of a role or a unit.</summary>
    public async Task GoAsync(string who, string path = "/")
    {
        await EnterAsync();
        await SignInAsync(who);
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "我的任务" })).ToBeVisibleAsync();
        await TurnToAsync(path);
    }

    /// <summary>Signs in on the page that is open.</summary>
    public async Task SignInAsync(string who)
    {
        await Page.Locator("#token").FillAsync(_service.Token(who));
        await Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
    }

    /// <summary>Turns to another page of the app, as by a link.</summary>
    public Task TurnToAsync(string path) => Page.EvaluateAsync("path => Blazor.navigateTo(path)", path);

    /// <summary>As if a log had shown another key when this browser saw it last.</summary>
    public Task KnewAnotherKeyAsync(string log) => Page.EvaluateAsync(
        """
        async log => {
          const seen = await jinganStore.seen(log);
          await jinganStore.see(log, "of/before+00000000+AA", seen.note, seen.size);
        }
        """, log);

    /// <summary>Leaves a picture of what is seen beside the tests, for the guides.</summary>
    public Task PictureAsync(string name) => Page.ScreenshotAsync(
        new() { Path = Path.Combine(AppContext.BaseDirectory, "screens", $"{name}.png") });

    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    public Task SeeAsync(string text) => Assertions.Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>Has a script run before the app's, at every loading; the tab is then nobody else's.</summary>
    public Task BeforeAsync(string script)
    {
        _isOwn = true;
        return Page.AddInitScriptAsync(script);
    }

    /// <summary>Comes by another name of the service: what the browser keeps for other tests is not there. The tab
    /// is then nobody else's.</summary>
    /// <returns>The address by that name.</returns>
    public string ComeBy(string host)
    {
        _isOwn = true;
        return _home = new UriBuilder(_service.Address) { Host = host }.ToString();
    }

    /// <summary>Signs in again where the sign-in has run out, on the page that is open.</summary>
    public async Task SignInAgainAsync(string who)
    {
        await SeeAsync("登录已失效");
        await SignInAsync(who);
    }

    /// <summary>Opens the app's first page; loads it where it is not loaded yet.</summary>
    public async Task EnterAsync()
    {
        if (_isOwn || Page.Url == "about:blank")
        {
            await Page.GotoAsync(_home);
        }
        else
        {
            await TurnToAsync("/");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isOwn && await IsLeftTidyAsync())
        {
            _leave(Page);
        }
        else
        {
            await Page.CloseAsync();
        }
    }

    // Signed out, at the first page, in Chinese, with nothing kept.
    private async Task<bool> IsLeftTidyAsync()
    {
        try
        {
            await Page.EvaluateAsync("() => { sessionStorage.clear(); jingan.mark(false); }");
            await Page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync(new() { Timeout = 500 });
            await TurnToAsync("/");
            await Page.Locator("#token").WaitForAsync(new() { Timeout = 3_000 });
            await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            await Page.SetViewportSizeAsync(1366, 768);
            return true;
        }
        catch (Exception fault) when (fault is PlaywrightException or TimeoutException)
        {
            return false;
        }
    }
}
