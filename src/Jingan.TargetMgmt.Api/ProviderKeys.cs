using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Jingan.TargetMgmt.Api;

/// <summary>The keys that an identity provider signs with. JwtBearer caches them and fetches them anew beside the
/// requests; the first token with a key that the provider has just changed to would be refused meanwhile.</summary>
internal sealed class ProviderKeys(TimeProvider clock)
{
    /// <summary>How often keys are fetched for a token whose key is not known: soon enough for a change, and no flood
    /// of requests to the provider for made-up key ids.</summary>
    public static readonly TimeSpan MostOften = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly Lock _asking = new();
    private long? _askedAt;
    private Task _fetch = Task.CompletedTask;

    /// <summary>A token did not pass: because its key was not known, or because no key is. The keys may have come since
    /// it was looked at; all whose key is still not among them wait for the one fetch.</summary>
    public async Task LookAgainAsync(AuthenticationFailedContext failed)
    {
        var (options, gone) = (failed.Options, failed.HttpContext.RequestAborted);
        try
        {
            var keys = await KeysAsync(options, gone);
            if (failed.Exception is not SecurityTokenSignatureKeyNotFoundException)
            {
                return;
            }

            var text = failed.Request.Headers.Authorization.ToString()["Bearer ".Length..].Trim();
            var kid = new JsonWebToken(text).Kid;
            if (!Have(keys, kid))
            {
                await FetchOnce(options, kid).WaitAsync(gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                keys = await KeysAsync(options, gone);
            }

            await ValidateAsync(failed, text, keys);
        }
        catch (InvalidOperationException away)
        {
            failed.Fail(away); // it is the provider that fails, not the person
        }
    }

    // The fetch for this key, or the last one where that was a moment ago.
    private Task FetchOnce(JwtBearerOptions options, string? kid)
    {
        lock (_asking)
        {
            if (_askedAt is not { } at || clock.GetElapsedTime(at) >= MostOften)
            {
                (_askedAt, _fetch) = (clock.GetTimestamp(), FetchAsync(options, kid));
            }

            return _fetch;
        }
    }

    // Until that key is among them, or does not come.
    private static async Task FetchAsync(JwtBearerOptions options, string? kid)
    {
        for (var begun = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(begun) < Patience;)
        {
            // Each time: the manager counts its own interval, and refuses one that comes a moment early.
            options.ConfigurationManager!.RequestRefresh();
            if (Have(await KeysAsync(options, CancellationToken.None), kid))
            {
                return;
            }

            await Task.Delay(Step);
        }
    }

    private static bool Have(OpenIdConnectConfiguration keys, string? kid) => keys.SigningKeys.Any(k => k.KeyId == kid);

    private static Task<OpenIdConnectConfiguration> KeysAsync(JwtBearerOptions options, CancellationToken ct) =>
        options.ConfigurationManager!.GetConfigurationAsync(ct);

    private static async Task ValidateAsync(
        AuthenticationFailedContext failed, string token, OpenIdConnectConfiguration keys)
    {
        var parameters = failed.Options.TokenValidationParameters.Clone();
        parameters.IssuerSigningKeys = keys.SigningKeys;
        var result = await failed.Options.TokenHandlers.Single().ValidateTokenAsync(token, parameters);
        if (result.IsValid)
        {
            failed.Principal = new ClaimsPrincipal(result.ClaimsIdentity);
            failed.Properties.ExpiresUtc = result.SecurityToken.ValidTo;
            failed.Success();
        }
    }
}
