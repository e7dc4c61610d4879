using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Jingan.TargetMgmt.Api;

/// <summary>What a provider says of itself counts only where it calls itself what the configuration calls it, to the
/// character (OpenID Connect Discovery 1.0, section 4.3): else its keys would count for another's tokens.</summary>
internal sealed class ProviderDocument(string authority) : IConfigurationValidator<OpenIdConnectConfiguration>
{
    public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration) => new()
    {
        Succeeded = configuration.Issuer == authority,
        ErrorMessage = configuration.Issuer == authority
            ? null
            : $"The provider calls itself {configuration.Issuer}, and is configured as {authority}.",
    };
}
