using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Jingan.TargetMgmt.Classification.Schemes;

/// <summary>The text forms a scheme document is written in.</summary>
internal static partial class SchemeSyntax
{
    // The document is five levels deep; more can only be an unknown member or an attack.
    private const int MaxDepth = 8;

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.-]{0,31}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Version();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,31}\z", RegexOptions.CultureInvariant)]
    public static partial Regex ColourCode();

    [GeneratedRegex(@"^#[0-9A-Fa-f]{6}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Hex();

    /// <summary>Plain notation below 10^12 with at most six places,
    /// the range of <see cref="Contracts.Measure"/>.</summary>
    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?\z", RegexOptions.CultureInvariant)]
    public static partial Regex Decimal();

    /// <summary>Whether this is one JSON value (RFC 8259) whose every text is Unicode,
    /// so that nothing read from it later can throw.</summary>
    public static bool IsJson(ReadOnlySpan<byte> utf8Json, SchemeErrors errors)
    {
        if (!Utf8.IsValid(utf8Json))
        {
            errors.Add("", "不是 UTF-8 文本", "Not UTF-8 text.");
            return false;
        }

        var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }

            return true;
        }
        catch (JsonException e)
        {
            errors.Add("", $"不是有效的 JSON，见第 {e.LineNumber + 1} 行", $"Not valid JSON, see line {e.LineNumber + 1}.");
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair: grammatical JSON, but no text.
            errors.Add("", "含有无效的 Unicode 转义", "An escape is not valid Unicode.");
        }

        return false;
    }
}
