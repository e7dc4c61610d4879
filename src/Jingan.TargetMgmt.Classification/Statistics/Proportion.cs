using System.Globalization;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>A part of a whole, never without its counts.</summary>
/// <param name="Share">Count ÷ of, to six places, as text; null where there is no whole.</param>
/// <param name="Small">Whether the whole has fewer than <see cref="FewerAreSmall"/> members: then the share says little.</param>
internal sealed record Proportion(int Count, int Of, string? Share, bool Small)
{
    public const int FewerAreSmall = 10;

    public static Proportion From(int count, int of) => new(count, of, Quotient(count, of), of < FewerAreSmall);

    /// <summary>A quotient to six places; null where it is none.</summary>
    public static string? Quotient(int sum, int of) =>
        of == 0 ? null : decimal.Round((decimal)sum / of, 6, MidpointRounding.AwayFromZero).ToString("0.000000", CultureInfo.InvariantCulture);
}
