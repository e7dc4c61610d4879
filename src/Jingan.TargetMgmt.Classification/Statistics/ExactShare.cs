using System.Numerics;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>Fractions of counts as they are shown. Statistics stand in issued reports and are recomputed by others, so that no rounding may depend on a machine.</summary>
internal static class ExactShare
{
    /// <summary>The fraction, rounded half to even to six places; null where it is not defined.</summary>
    public static decimal? Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            return null;
        }

        (numerator, denominator) = denominator.Sign < 0 ? (-numerator, -denominator) : (numerator, denominator);
        var millionths = BigInteger.DivRem(numerator * 1_000_000, denominator, out var rest);
        var half = (BigInteger.Abs(rest) * 2).CompareTo(denominator);
        if (half > 0 || (half == 0 && !millionths.IsEven))
        {
            millionths += numerator.Sign;
        }

        return Measure.FromMillionths((long)millionths);
    }
}
