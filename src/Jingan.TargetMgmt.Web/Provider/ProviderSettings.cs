using Jingan.TargetMgmt.Web.Sessions;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;

namespace Jingan.TargetMgmt.Web.Provider;

/// <summary>The identity provider 统一身份认证 that people sign in at (OpenID Connect, authorization code with PKCE), as
/// <c>appsettings.json</c> names it: <c>OpenIdConnect:Authority</c>, <c>:ClientId</c>, <c>:Scopes</c>.</summary>
/// <param name="Authority">Its address; empty where there is none, and access tokens alone sign in.</param>
/// <param name="ClientId">What this app is called there, a public client.</param>
/// <param name="Scopes">What it is asked for.</param>
public sealed record ProviderSettings(string Authority, string ClientId, IReadOnlyList<string> Scopes)
{
    private const string Section = "OpenIdConnect";

    public bool IsUsed => Authority.Length > 0 && ClientId.Length > 0;

    /// <summary>Loads what talks to the provider, where there is one.</summary>
    public ValueTask LoadAsync(Browser browser) => IsUsed
        ? browser.LoadAsync("_content/Microsoft.AspNetCore.Components.WebAssembly.Authentication/AuthenticationService.js")
        : ValueTask.CompletedTask;

    public static ProviderSettings Of(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        return new(section[nameof(Authority)] ?? "", section[nameof(ClientId)] ?? "",
            [.. section.GetSection(nameof(Scopes)).GetChildren().Select(c => c.Value).OfType<string>()]);
    }
}

public static class ProviderRegistration
{
    /// <summary>Adds what signs in at the provider, where there is one.</summary>
    public static void AddProvider(this WebAssemblyHostBuilder builder)
    {
        var provider = ProviderSettings.Of(builder.Configuration);
        builder.Services.AddSingleton(provider);
        if (!provider.IsUsed)
        {
            return;
        }

        builder.Services.AddOidcAuthentication(options =>
        {
            var asked = options.ProviderOptions;
            (asked.Authority, asked.ClientId, asked.ResponseType) = (provider.Authority, provider.ClientId, "code");
            var here = builder.HostEnvironment.BaseAddress + SignInAtProvider.Path;
            (asked.RedirectUri, asked.PostLogoutRedirectUri) = (here + "login-callback", here + "logout-callback");
            asked.DefaultScopes.Clear();
            foreach (var scope in provider.Scopes.DefaultIfEmpty("openid"))
            {
                asked.DefaultScopes.Add(scope);
            }
        });
    }
}
