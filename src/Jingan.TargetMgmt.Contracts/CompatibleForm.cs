using System.Text;

namespace Jingan.TargetMgmt.Contracts;

/// <summary>What somebody typed in the forms of a Chinese keyboard, in plain ones: ６．５％ as 6.5%.</summary>
internal static class CompatibleForm
{
    private const char FirstWide = '\uFF01', LastWide = '\uFF5E', WideSpace = '\u3000';

    /// <summary>The text in normalization form KC; in a browser, which does not have it,
    /// with full-width characters alone made plain.</summary>
    public static string Of(string text) => OperatingSystem.IsBrowser()
        ? string.Concat(text.Select(c => c is >= FirstWide and <= LastWide ? (char)(c - FirstWide + '!')
            : c == WideSpace ? ' ' : c))
        : text.Normalize(NormalizationForm.FormKC);
}
