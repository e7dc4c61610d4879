using Jingan.TargetMgmt.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>Whom an identity provider's token is of. The token says who somebody is, and nothing else in it counts:
/// name, role and unit stand in the file of people.</summary>
public sealed class PersonSignIn(AccessTokens access, IOptions<OidcOptions> options)
{
    /// <summary>The authentication scheme that checks the provider's tokens.</summary>
    public const string SchemeName = "Oidc";

    /// <summary>Whether a text may be such a token: RFC 7519 gives it two dots, and an access token has none.</summary>
    public bool Takes(string token) => options.Value.IsUsed && token.Count(c => c == '.') == 2;

    /// <summary>Who sent the request.</summary>
    public async Task<SignedPerson> AskAsync(HttpContext http, AccessFile file)
    {
        var result = await http.AuthenticateAsync(SchemeName);
        if (result.Failure is InvalidOperationException)
        {
            return new(PersonStanding.ProviderAway); // its keys are not known, and could not be fetched
        }

        if (result is not { Succeeded: true, Properties.ExpiresUtc: { } until }
            || result.Principal.FindAll(options.Value.PersonClaim).ToList() is not [{ Value: { Length: > 0 } subject }])
        {
            return new(PersonStanding.NotVouchedFor);
        }

        return access.FindSubject(subject, file) is { } caller
                ? new(PersonStanding.Known, subject, NoLongerThan(until, caller))
            : access.PersonExpiredOn(subject, file) is { } end
                ? new(PersonStanding.Expired, subject, Until: end)
            : new(PersonStanding.Unknown, subject);
    }

    private static Caller NoLongerThan(DateTimeOffset until, Caller caller) =>
        UtcText.TryParse(caller.Expires, out var line) && line <= until
            ? caller
            : caller with { Expires = UtcText.Format(until) };
}

/// <summary>What is known of the sender of an identity provider's token.</summary>
/// <param name="Subject">What the provider calls the person; empty where it does not vouch for anybody.</param>
/// <param name="Caller">The caller, where the person is known.</param>
/// <param name="Until">When the person's line ended, where it is over.</param>
public sealed record SignedPerson(
    PersonStanding Standing, string Subject = "", Caller? Caller = null, string? Until = null);

/// <summary>How the sender of an identity provider's token stands.</summary>
public enum PersonStanding
{
    /// <summary>The provider vouches, and a line of the file of people is the person's.</summary>
    Known,

    /// <summary>The provider vouches, and the person's line is over.</summary>
    Expired,

    /// <summary>The provider vouches for somebody without a line here.</summary>
    Unknown,

    /// <summary>The token is not the provider's, not for this service, or over.</summary>
    NotVouchedFor,

    /// <summary>The provider does not answer, and its keys are not known.</summary>
    ProviderAway,
}
