namespace Jingan.TargetMgmt.Classification.Schemes.Lint;

/// <summary>A band in the unit of <see cref="MeasureRange"/>: the lint asks it millions of times, where
/// <see cref="Band"/> compares exact fractions.</summary>
internal readonly record struct Interval(long From, bool FromExclusive, long To, bool ToInclusive)
{
    public static Interval Of(Band band) => band.Is is { } truth
        ? new(truth ? MeasureRange.One : 0, false, truth ? MeasureRange.One : 0, true)
        : new(
            band.From is { } from ? MeasureRange.Of(from) : long.MinValue, band.FromExclusive,
            band.To is { } to ? MeasureRange.Of(to) : MeasureRange.Infinity, band.To is null || band.ToInclusive);

    public IEnumerable<long> Edges =>
        ((long[])[From, To]).Where(e => e is not (long.MinValue or MeasureRange.Infinity));

    public bool Contains(long value) =>
        (FromExclusive ? value > From : value >= From) && (ToInclusive ? value <= To : value < To);
}
