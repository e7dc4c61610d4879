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

    /// <summary>A token did not pass: because its key is not known yet, or because no key is.</summary>
    public async Task LookAgainAsync(AuthenticationFailedContext failed)
    {
        try
        {
            var text = failed.Request.Headers.Authorization.ToString()["Bearer ".Length..].Trim();
            if (failed.Exception is SecurityTokenSignatureKeyNotFoundException && MayAsk()
                && await FetchAsync(failed, new JsonWebToken(text).Kid) is { } keys)
            {
                await ValidateAsync(failed, text, keys);
            }

            _ = await KeysAsync(failed);
        }
        catch (InvalidOperationException away)
        {
            failed.Fail(away); // it is the provider that fails, not the person
        }
    }

    private bool MayAsk()
    {
        lock (_asking)
        {
            if (_askedAt is { } at && clock.GetElapsedTime(at) < MostOften)
            {
                return false;
            }

            _askedAt = clock.GetTimestamp();
            return true;
        }
    }

    // The keys, once that one is among them; null when it does not come.
    private static async Task<OpenIdConnectConfiguration?> FetchAsync(AuthenticationFailedContext failed, string? kid)
    {
        for (var begun = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(begun) < Patience;)
        {
            // Each time: the manager counts its own interval, and refuses one that comes a moment early.
            failed.Options.ConfigurationManager!.RequestRefresh();
            var keys = await KeysAsync(failed);
            if (keys.SigningKeys.Any(k => k.KeyId == kid))
            {
                return keys;
            }

            await Task.Delay(Step, failed.HttpContext.RequestAborted);
        }

        return null;
    }

    private static Task<OpenIdConnectConfiguration> KeysAsync(AuthenticationFailedContext failed) =>
        failed.Options.ConfigurationManager!.GetConfigurationAsync(failed.HttpContext.RequestAborted);

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
