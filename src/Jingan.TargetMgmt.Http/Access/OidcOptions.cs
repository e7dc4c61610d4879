using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The identity provider that people sign in at (OpenID Connect): section <c>Access:Oidc</c>. Without an
/// authority there is none, and access tokens alone let somebody in.</summary>
public sealed class OidcOptions
{
    public const string Section = "Access:Oidc";

    // Signatures with a key that only the provider has. With HS256 whoever checks could sign as well; "none" is none.
    private static readonly string[] Asymmetric =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>The provider's address, to the character what its tokens name as their issuer.</summary>
    public string Authority { get; init; } = "";

    /// <summary>What this service is called at the provider: a token has to be for it.</summary>
    public string Audience { get; init; } = "";

    /// <summary>The claim whose value is a person's <see cref="AccessPerson.Subject"/>.</summary>
    public string PersonClaim { get; init; } = "sub";

    /// <summary>The signature algorithms that are taken; none named: RS256, PS256 and ES256.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = [];

    /// <summary>What the web app is called at the provider, a public client with PKCE; empty: the web app does not
    /// offer to sign in there.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>What the web app asks the provider for; none named: <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether there is a provider.</summary>
    public bool IsUsed => Authority.Length > 0;

    public IEnumerable<string> AcceptedAlgorithms => Algorithms.Count > 0 ? Algorithms : ["RS256", "PS256", "ES256"];

    public IEnumerable<string> RequestedScopes => Scopes.Count > 0 ? Scopes : ["openid"];

    /// <summary>Says what is wrong with the section.</summary>
    public sealed class Check : IValidateOptions<OidcOptions>
    {
        public ValidateOptionsResult Validate(string? name, OidcOptions options) =>
            Fault(options) is { } fault
                ? ValidateOptionsResult.Fail($"{Section}:{fault}")
                : ValidateOptionsResult.Success;

        private static string? Fault(OidcOptions options) => options switch
        {
            { IsUsed: false } => options.Audience.Length + options.ClientId.Length > 0
                ? "Authority is missing: give the provider's address, or nothing of the section."
                : null,
            _ when !IsAuthority(options.Authority) =>
                $"Authority: '{options.Authority}' will not do; give an https address (http on this machine only) "
                    + "without query, as the provider's tokens name their issuer.",
            { Audience.Length: 0 } => "Audience is missing: what the provider's tokens name this service.",
            { PersonClaim.Length: 0 } => "PersonClaim is empty: name the claim that says who somebody is, such as sub.",
            _ when options.Algorithms.FirstOrDefault(a => !Asymmetric.Contains(a)) is { } bad =>
                $"Algorithms: '{bad}' will not do; take some of {string.Join(", ", Asymmetric)}.",
            _ => null,
        };

        private static bool IsAuthority(string address) =>
            Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)
            && uri.Query.Length + uri.Fragment.Length + uri.UserInfo.Length == 0;
    }
}
