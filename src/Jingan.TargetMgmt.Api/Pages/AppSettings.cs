using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Api.Pages;

/// <summary>What the web app that is served here is told: where the two sides are, and where people sign in.</summary>
/// <param name="Government">See <see cref="PagesOptions"/>.</param>
/// <param name="Evaluation">Likewise.</param>
/// <param name="OpenIdConnect">The identity provider; null where the app offers none.</param>
internal sealed record AppSettings(
    string Government, string Evaluation,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AppSettings.Provider? OpenIdConnect)
{
    /// <summary>Where people sign in, and what the app is called there.</summary>
    internal sealed record Provider(string Authority, string ClientId, IReadOnlyList<string> Scopes);

    /// <summary>The addresses that the app asks beside its own.</summary>
    [JsonIgnore]
    public IEnumerable<string> Others =>
        ((string?[])[Government, Evaluation, OriginOf(OpenIdConnect?.Authority)]).OfType<string>()
            .Where(a => a.Length > 0).Distinct();

    public static AppSettings Of(PagesOptions pages, OidcOptions provider) => new(
        pages.Government, pages.Evaluation,
        provider is { IsUsed: true, ClientId.Length: > 0 }
            ? new(provider.Authority, provider.ClientId, [.. provider.RequestedScopes])
            : null);

    private static string? OriginOf(string? address) =>
        address is null ? null : new Uri(address).GetLeftPart(UriPartial.Authority);
}
