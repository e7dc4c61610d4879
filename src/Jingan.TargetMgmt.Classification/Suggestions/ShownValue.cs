using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Suggestions;

/// <summary>A measured value for people, to six places. What decides the colour is the exact value; what is shown
/// beside the colour lies in the same band.</summary>
internal static class ShownValue
{
    private const int Million = 1_000_000;

    public static decimal? Of(ClassDecision decision, SchemeMeasure measure)
    {
        if (decision.Measured.NumberOf(measure) is not { } exact || exact.ToDecimal6() is not { } rounded)
        {
            return null;
        }

        // 0.9499999 is below 0.95 and yellow: rounded it would be the 0.95 that is green. Ends of bands have six places
        // and are below the limit, so rounding can reach one, never pass it.
        var band = decision.Class is { } deciding && deciding.Measure == measure
            ? deciding.Bands.FirstOrDefault(b => b.Contains(exact))
            : null;
        return band is null || Math.Abs(rounded) >= Measure.Limit
            || band.Contains(Ratio.Of(Measure.ToMillionths(rounded), Million))
            ? rounded
            : Measure.Normalise(rounded + ((decimal)Math.Sign(exact.CompareTo(rounded)) / Million));
    }
}
