using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>How a colour is told without colour: by the shape and the letter that its scheme gives it.</summary>
internal static class ColourMark
{
    /// <summary>Sign and letter, for narrow columns; the name where it has neither.</summary>
    public static string Short(this SchemeColour colour) =>
        $"{colour.Sign()}{colour.Letter}" is { Length: > 0 } mark ? mark : colour.Name;

    /// <summary>Which way a colour went.</summary>
    public static string Arrow(this ColourChange change) => change switch
    {
        ColourChange.Better => "↑ 好转",
        ColourChange.Worse => "↓ 变差",
        ColourChange.Same => "→ 不变",
        _ => change.ToChinese(),
    };
}
