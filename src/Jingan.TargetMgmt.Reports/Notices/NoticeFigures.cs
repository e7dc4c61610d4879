using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>Figures and colours as a notice prints them.</summary>
internal static class NoticeFigures
{
    public static string ToNotice(this int count) => count.ToString(CultureInfo.InvariantCulture);

    public static string? ToNotice(this decimal? value) =>
        value is { } v ? Measure.Normalise(v).ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>A share in per cent, to as many places as it has.</summary>
    public static string? ToPercent(this string? share) => share is null
        ? null
        : $"{(decimal.Parse(share, CultureInfo.InvariantCulture) * 100).ToString("0.####", CultureInfo.InvariantCulture)}%";

    /// <summary>A colour by its name and letter, on its colour.</summary>
    public static Cell ToCell(this Palette palette, string? colour) =>
        colour is null ? "" : new Cell(palette.NameOf(colour), palette.Find(colour));

    /// <summary>A colour's six digits, as Word writes them.</summary>
    public static string ToFill(this SchemeColour colour) => colour.Hex.TrimStart('#').ToUpperInvariant();
}
