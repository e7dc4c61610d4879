using System.Globalization;

namespace Jingan.TargetMgmt.Contracts.Entries;

/// <summary>A figure as a report writes it: canonical JSON knows no decimals.</summary>
internal static class FigureText
{
    public static string? Of(decimal? value) =>
        value is { } v ? Measure.Normalise(v).ToString(CultureInfo.InvariantCulture) : null;
}
