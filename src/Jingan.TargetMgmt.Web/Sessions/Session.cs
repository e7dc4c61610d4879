using Jingan.TargetMgmt.Web.Languages;
using Jingan.TargetMgmt.Web.Wire;

namespace Jingan.TargetMgmt.Web.Sessions;

/// <summary>Who is signed in in this tab, and in which language its pages are.</summary>
/// <remarks>The token stays in the tab: in <c>sessionStorage</c>, never in an address, gone when the tab is closed.
/// </remarks>
public sealed class Session(Browser browser, ServiceClient service)
{
    private const string TokenKey = "jingan.token", EvaluationKey = "jingan.token.evaluation";
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
            await SignInAsync(token, browser.Kept(EvaluationKey) ?? "");
        }
    }

    /// <summary>Signs in with an access token; what is wrong with it is <see cref="Ended"/>.</summary>
    /// <param name="evaluation">The evaluation side's token, where the sides are apart; may be empty, as the other may.
    /// </param>
    public async Task SignInAsync(string token, string evaluation = "")
    {
        service.Tokens = new(TextOf(token), TextOf(evaluation));
        Ended = null;
        var answer = await service.WhoAsync();
        (Me, Ended) = (answer.Value, answer.Refusal);
        // Away is not the same as wrong: the token is kept for the next attempt.
        var isKept = Me is not null || answer.Refusal is { IsOffline: true };
        browser.Keep(TokenKey, isKept ? token.Trim() : null);
        browser.Keep(EvaluationKey, isKept ? TextOf(evaluation) : null);
        if (Me is null)
        {
            service.Tokens = null;
        }

        Changed?.Invoke();
    }

    public void SignOut(Refusal? why = null)
    {
        (Me, service.Tokens, Ended) = (null, null, why);
        browser.Keep(TokenKey, null);
        browser.Keep(EvaluationKey, null);
        Changed?.Invoke();
    }

    public void SwitchLanguage()
    {
        Speak(!Language.IsEnglish);
        browser.Keep(LanguageKey, Language.IsEnglish ? "en" : "zh");
        Changed?.Invoke();
    }

    private static string? TextOf(string token) => token.Trim() is { Length: > 0 } text ? text : null;

    private void Speak(bool english)
    {
        Language.IsEnglish = english;
        browser.Speak(english);
    }
}
