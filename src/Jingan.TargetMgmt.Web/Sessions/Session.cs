using Jingan.TargetMgmt.Web.Languages;
using Jingan.TargetMgmt.Web.Wire;

namespace Jingan.TargetMgmt.Web.Sessions;

/// <summary>Who is signed in in this tab, and in which language its pages are.</summary>
/// <remarks>The token stays in the tab: in <c>sessionStorage</c>, never in an address, gone when the tab is closed.
/// </remarks>
public sealed class Session(Browser browser, ServiceClient service)
{
    private const string TokenKey = "jingan.token";
    private const string LanguageKey = "jingan.language";

    /// <summary>The caller; null while nobody is signed in.</summary>
    public Caller? Me { get; private set; }

    /// <summary>Why the last sign-in ended or did not come about; null where there is nothing to say.</summary>
    public Refusal? Ended { get; private set; }

    /// <summary>Somebody signed in or out, or the language is another one.</summary>
    public event Action? Changed;

    /// <summary>Goes on with what the tab kept when it was loaded anew.</summary>
    public async Task ResumeAsync()
    {
        service.Unauthorized += () => SignOut(Refusal.Expired);
        Speak(browser.Kept(LanguageKey) is { } kept ? kept == "en" : browser.PrefersEnglish);
        if (browser.Kept(TokenKey) is { } token)
        {
            await SignInAsync(token);
        }
    }

    /// <summary>Signs in with an access token; what is wrong with it is <see cref="Ended"/>.</summary>
    public async Task SignInAsync(string token)
    {
        service.Token = token.Trim();
        Ended = null;
        var answer = await service.GetAsync("me", WebJson.Default.Caller);
        (Me, Ended) = (answer.Value, answer.Refusal);
        if (Me is null)
        {
            // Away is not the same as wrong: the token is kept for the next attempt.
            service.Token = null;
            browser.Keep(TokenKey, answer.Refusal is { IsOffline: true } ? token.Trim() : null);
        }
        else
        {
            browser.Keep(TokenKey, token.Trim());
        }

        Changed?.Invoke();
    }

    public void SignOut(Refusal? why = null)
    {
        (Me, service.Token, Ended) = (null, null, why);
        browser.Keep(TokenKey, null);
        Changed?.Invoke();
    }

    public void SwitchLanguage()
    {
        Speak(!Language.IsEnglish);
        browser.Keep(LanguageKey, Language.IsEnglish ? "en" : "zh");
        Changed?.Invoke();
    }

    private void Speak(bool english)
    {
        Language.IsEnglish = english;
        browser.Speak(english);
    }
}
