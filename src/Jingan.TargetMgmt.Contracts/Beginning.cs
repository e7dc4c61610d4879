namespace Jingan.TargetMgmt.Contracts;

/// <summary>The beginning of a text that is too long to be shown.</summary>
internal static class Beginning
{
    /// <summary>At most so many UTF-16 units of the text; a character of two is not cut in half, which no JSON and no
    /// workbook could hold.</summary>
    public static string Of(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>The text, or its beginning with a sign that it goes on.</summary>
    public static string Shown(string text, int most) => text.Length <= most ? text : Of(text, most) + "…";
}
