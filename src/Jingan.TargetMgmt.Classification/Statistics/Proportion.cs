using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>A part of a whole, never without its counts.</summary>
/// <param name="Share">Count ÷ of, as <see cref="Quotient"/> shows it; null where there is no whole.</param>
/// <param name="Small">Whether the whole has fewer than <see cref="FewerAreSmall"/> members:
/// then the share says little.</param>
internal sealed record Proportion(int Count, int Of, string? Share, bool Small)
{
    public const int FewerAreSmall = 10;

    public static Proportion From(int count, int of) => new(count, of, Quotient.Of(count, of), of < FewerAreSmall);
}
