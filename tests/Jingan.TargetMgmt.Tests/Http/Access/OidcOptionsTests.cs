using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Tests.Http.Access;

/// <summary>What a configuration of an identity provider may say.</summary>
public sealed class OidcOptionsTests
{
    private static readonly OidcOptions Good = new() { Authority = "https://id.example.org/", Audience = "targetmgmt" };

    public static TheoryData<OidcOptions, string?> Sections => new()
    {
        { new(), null },
        { Good, null },
        { Of("https://id.example.org/realms/jingan"), null },
        { Of("http://localhost:8080/"), null },
        { Of("http://127.0.0.1/"), null },
        { Of("http://id.example.org/"), "Authority" },
        { Of("id.example.org"), "Authority" },
        { Of("https://id.example.org/?x=1"), "Authority" },
        { Of("https://id.example.org/#x"), "Authority" },
        { Of("https://a:b@id.example.org/"), "Authority" },
        { Of("file:///etc/passwd"), "Authority" },
        { new() { Audience = "targetmgmt" }, "Authority" },
        { new() { ClientId = "web" }, "Authority" },
        { new() { Authority = Good.Authority }, "Audience" },
        { new() { Authority = Good.Authority, Audience = "a", PersonClaim = "" }, "PersonClaim" },
        { Taking("RS256", "ES512"), null },
        { Taking("HS256"), "Algorithms" },
        { Taking("RS256", "none"), "Algorithms" },
        { Taking("rs256"), "Algorithms" },
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_section_that_will_not_do_says_which_setting_is_to_blame(OidcOptions options, string? setting)
    {
        var result = new OidcOptions.Check().Validate(null, options);
        Assert.Equal(setting is not null, result.Failed);
        Assert.StartsWith(
            setting is null ? "" : $"Access:Oidc:{setting}", result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    private static OidcOptions Of(string authority) => new() { Authority = authority, Audience = Good.Audience };

    private static OidcOptions Taking(params string[] algorithms) =>
        new() { Authority = Good.Authority, Audience = Good.Audience, Algorithms = algorithms };
}
