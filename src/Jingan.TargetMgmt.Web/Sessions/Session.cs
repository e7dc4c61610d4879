using Jingan.TargetMgmt.Web.Languages;
using Jingan.TargetMgmt.Web.Wire;

namespace Jingan.TargetMgmt.Web.Sessions;

/// <summary>Who is signed in in this tab, and in which language its pages are.</summary>
/// <remarks>The token stays in the tab: in <c>sessionStorage</c>, never in an address, gone when the tab is closed.
/// </remarks>
public sealed class Session(Browser browser, ServiceClient service)
{
    private const string TokenKey = "jingan.token", EvaluationKey = "jingan.token.evaluation";
    private const string LanguageKey = "jingan.language", ProviderKey = "jingan.provider";

    /// <summary>The caller; null while nobody is signed in.</summary>
    public Caller? Me { get; private set; }

    /// <summary>Why the sign-in ended or did not come about; null where there is nothing to say.</summary>
    public Refusal? Ended { get; private set; }

    /// <summary>Whether the sign-in has run out. The page stays as it is, out of sight, until the same person has
    /// signed in again.</summary>
    public bool HasRunOut { get; private set; }

    /// <summary>How many have signed out: what one saw is not there for the next.</summary>
    public int Left { get; private set; }

    /// <summary>Whether the identity provider vouches for the caller, and has to be left as well.</summary>
    public bool IsByProvider => browser.Kept(ProviderKey) is not null;

    /// <summary>Somebody signed in or out, or the language is another one.</summary>
    public event Action? Changed;

    /// <summary>The sign-in has run out, or was renewed, or could not be: pages have nothing to do.</summary>
    public event Action? Renewing;

    /// <summary>Goes on with what the tab kept when it was loaded anew.</summary>
    public async Task ResumeAsync()
    {
        service.Unauthorized += RunOut;
        Speak(browser.Kept(LanguageKey) is { } kept ? kept == "en" : browser.PrefersEnglish);
        if (browser.Kept(TokenKey) is { } token)
        {
            await SignInAsync(token, browser.Kept(EvaluationKey) ?? "", IsByProvider);
        }
    }

    /// <summary>Signs in with an access token; what is wrong with it is <see cref="Ended"/>.</summary>
    /// <param name="evaluation">The evaluation side's token, where the sides are apart; may be empty, as the other may.
    /// </param>
    /// <param name="byProvider">Whether the identity provider has given them.</param>
    public async Task SignInAsync(string token, string evaluation = "", bool byProvider = false)
    {
        var tokens = new SideTokens(TextOf(token), TextOf(evaluation));
        var (caller, refusal, _) = await service.WhoAsync(tokens);
        if (HasRunOut && caller is null)
        {
            Ended = refusal;
            Renewing?.Invoke();
            return;
        }

        // Away is not the same as wrong: the token is kept for the next attempt.
        var isKept = caller is not null || refusal is { IsOffline: true };
        browser.Keep(TokenKey, isKept ? tokens.Government ?? "" : null);
        browser.Keep(EvaluationKey, isKept ? tokens.Evaluation : null);
        browser.Keep(ProviderKey, isKept && byProvider ? "yes" : null);
        if (HasRunOut && IsSame(caller!))
        {
            (Me, Ended, HasRunOut) = (caller, null, false);
            Renewing?.Invoke();
            service.Renew(tokens);
            return;
        }

        if (HasRunOut)
        {
            Leave(); // what is open is the other person's
        }

        (Me, Ended) = (caller, refusal);
        service.AskFor(caller is null ? null : tokens);
        Changed?.Invoke();
    }

    public void SignOut()
    {
        browser.Keep(TokenKey, null);
        browser.Keep(EvaluationKey, null);
        browser.Keep(ProviderKey, null);
        Leave();
    }

    public void SwitchLanguage()
    {
        Speak(!Language.IsEnglish);
        browser.Keep(LanguageKey, Language.IsEnglish ? "en" : "zh");
        Changed?.Invoke();
    }

    private bool IsSame(Caller caller) =>
        Me is { } me && (me.Name, me.Role, me.Unit) == (caller.Name, caller.Role, caller.Unit);

    private void RunOut()
    {
        if (!HasRunOut)
        {
            (HasRunOut, Ended) = (true, Refusal.Expired);
            Renewing?.Invoke();
        }
    }

    private void Leave()
    {
        Left++;
        (Me, Ended, HasRunOut) = (null, null, false);
        service.AskFor(null);
        Changed?.Invoke();
    }

    private static string? TextOf(string token) => token.Trim() is { Length: > 0 } text ? text : null;

    private void Speak(bool english)
    {
        Language.IsEnglish = english;
        browser.Speak(english);
    }
}
