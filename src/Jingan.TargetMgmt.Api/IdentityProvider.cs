using Jingan.TargetMgmt.Http.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Jingan.TargetMgmt.Api;

/// <summary>The identity provider's tokens, checked by ASP.NET Core's JwtBearer, where <see cref="OidcOptions"/> names
/// a provider. Nothing is authorized by this scheme: <see cref="AccessTokenHandler"/> asks it who sent the request.
/// </summary>
internal static class IdentityProvider
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeysAreFresh = TimeSpan.FromHours(1);

    public static AuthenticationBuilder AddIdentityProvider(
        this AuthenticationBuilder access, IConfiguration configuration)
    {
        var section = configuration.GetSection(OidcOptions.Section);
        access.Services.AddOptions<OidcOptions>().Bind(section).ValidateOnStart();
        access.Services.AddSingleton<IValidateOptions<OidcOptions>, OidcOptions.Check>();
        if (section.Get<OidcOptions>() is not { IsUsed: true })
        {
            return access;
        }

        access.Services.AddOptions<JwtBearerOptions>(PersonSignIn.SchemeName)
            .Configure<IOptions<OidcOptions>, TimeProvider>((jwt, oidc, clock) => Configure(jwt, oidc.Value, clock));
        access.AddJwtBearer(PersonSignIn.SchemeName, _ => { });

        access.Services.PostConfigureAll<JwtBearerOptions>(jwt => jwt.ConfigurationManager = KeysOf(jwt));
        return access;
    }

    // As JwtBearer makes it, and with a look at whose document it is. A key that the provider has withdrawn is not to
    // count an hour longer. Where the provider cannot be asked, the keys stay.
    private static ConfigurationManager<OpenIdConnectConfiguration> KeysOf(JwtBearerOptions jwt) => new(
        jwt.MetadataAddress, new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(jwt.Backchannel) { RequireHttps = jwt.RequireHttpsMetadata },
        new ProviderDocument(jwt.Authority!))
    {
        RefreshInterval = jwt.RefreshInterval,
        AutomaticRefreshInterval = jwt.AutomaticRefreshInterval,
        UseLastKnownGoodConfiguration = false,
    };

    private static void Configure(JwtBearerOptions jwt, OidcOptions oidc, TimeProvider clock)
    {
        jwt.Authority = oidc.Authority;
        jwt.RequireHttpsMetadata = oidc.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        jwt.MapInboundClaims = false;
        jwt.SaveToken = false;
        jwt.BackchannelTimeout = Patience;
        jwt.BackchannelHttpHandler = new ProviderDoor();
        jwt.RefreshInterval = ProviderKeys.MostOften;
        jwt.AutomaticRefreshInterval = KeysAreFresh;
        jwt.Events = new() { OnAuthenticationFailed = new ProviderKeys(clock).LookAgainAsync };
        jwt.TokenValidationParameters = new TokenValidationParameters
        {
            // The one address of the configuration, whatever the provider's own document says.
            IssuerValidator = (issuer, _, _) => issuer == oidc.Authority
                ? issuer
                : throw new SecurityTokenInvalidIssuerException($"The issuer is not {oidc.Authority}."),
            ValidAudience = oidc.Audience,
            ValidAlgorithms = oidc.AcceptedAlgorithms,
            TypeValidator = (type, _, _) => type is null or "JWT" or "at+jwt" or "application/at+jwt"
                ? type
                : throw new SecurityTokenInvalidTypeException("The token is of another kind."),
            ClockSkew = Skew,
            LifetimeValidator = (from, until, _, _) => until is { } end && clock.GetUtcNow() < end + Skew
                && (from is not { } start || start <= clock.GetUtcNow() + Skew),
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            NameClaimType = oidc.PersonClaim,
        };
    }
}
