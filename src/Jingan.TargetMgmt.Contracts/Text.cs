using System.Globalization;

namespace Jingan.TargetMgmt.Contracts;

/// <summary>A sentence for people, in the two interface languages.
/// Codes are for programs and never translated.</summary>
/// <param name="Zh">Chinese, the default.</param>
/// <param name="En">English, sent with <c>Accept-Language: en</c>.</param>
public readonly record struct Text(string Zh, string En)
{
    /// <summary>The sentence in the language of the current request: <see cref="CultureInfo.CurrentUICulture"/>,
    /// Chinese unless it is English.</summary>
    public string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? En : Zh;
}
