using System.Net.Http.Headers;

namespace Jingan.TargetMgmt.Web.Wire;

/// <summary>Whether this app is the one that the service has now. A tab may be open for weeks, and what stands between
/// browser and service may keep an old app.</summary>
/// <param name="own">Which one this is; empty where the page does not say.</param>
/// <param name="home">Where it came from. A service elsewhere has an app of its own, and loading anew brings no other.
/// </param>
public sealed class AppVersion(string own, Uri home)
{
    private const string Header = "App-Version";

    /// <summary>The version that the service has; null while it is this one.</summary>
    public string? Other { get; private set; }

    /// <summary>The service has another one.</summary>
    public event Action? Changed;

    /// <summary>Notes which one an answer says is the service's.</summary>
    public void Note(Uri asked, HttpResponseHeaders headers)
    {
        if (own.Length > 0 && home.IsBaseOf(asked) && headers.TryGetValues(Header, out var told)
            && told.FirstOrDefault() is { } version && version != own && version != Other)
        {
            Other = version;
            Changed?.Invoke();
        }
    }
}
