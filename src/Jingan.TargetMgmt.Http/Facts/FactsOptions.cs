using System.ComponentModel.DataAnnotations;

namespace Jingan.TargetMgmt.Http.Facts;

/// <summary>Section <c>{Side}:Facts</c>: where the other side answers when it runs in a process of its own.</summary>
public sealed class FactsOptions
{
    /// <summary>The other side's address, such as <c>https://targets.example.gov.cn</c>.
    /// Plain http goes to this machine only.</summary>
    public string Url { get; set; } = "";

    /// <summary>A file that holds a token of the role <c>service</c>, which the other side has issued. Read for every
    /// request, so that a new one counts at once.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>A certificate (PEM) that the other side has to show, exactly this one; empty:
    /// one that this machine trusts.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>How long one answer may take, to its last byte.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:02:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Facts:Timeout must be between 00:00:00.1 and 00:02:00.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Items asked for at a time.</summary>
    [Range(1, 500, ErrorMessage = "Facts:PageSize must be between 1 and 500.")]
    public int PageSize { get; set; } = 500;

    /// <summary>Whether <see cref="Url"/> is an address to which a token may be sent: https, or this machine,
    /// and nothing but a prefix.</summary>
    internal bool HasSafeUrl =>
        Uri.TryCreate(Url, UriKind.Absolute, out var url) && url is { UserInfo: "", Query: "", Fragment: "" }
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
}
