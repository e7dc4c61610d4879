using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Pages;

/// <summary>Where the web app is, and whom it asks: section <c>Pages</c>.</summary>
internal sealed class PagesOptions
{
    public const string Section = "Pages";

    /// <summary>Addresses whose pages may ask this service, such as the evaluator's own copy of the app; none unless
    /// named. Of the form <c>https://host[:port]</c>.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The public address of the government's side, for the app that is served here; empty: this one.
    /// </summary>
    public string Government { get; init; } = "";

    /// <summary>The public address of the evaluation side, likewise.</summary>
    public string Evaluation { get; init; } = "";

    /// <summary>The addresses that the app asks beside its own.</summary>
    public IEnumerable<string> Others => ((string[])[Government, Evaluation]).Where(a => a.Length > 0).Distinct();

    /// <summary>An address without a path, a user or anything else behind it.</summary>
    public static bool IsOrigin(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.GetLeftPart(UriPartial.Authority) == address && uri.UserInfo.Length == 0;

    /// <summary>Says which address is none.</summary>
    internal sealed class Check : IValidateOptions<PagesOptions>
    {
        public ValidateOptionsResult Validate(string? name, PagesOptions options) =>
            options.AllowedOrigins.Concat(options.Others).FirstOrDefault(a => !IsOrigin(a)) is { } bad
                ? ValidateOptionsResult.Fail(
                    $"{Section}: '{bad}' is no origin; write https://host or https://host:port, without a slash.")
                : ValidateOptionsResult.Success;
    }
}
