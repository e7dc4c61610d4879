using System.Globalization;
using System.Numerics;

namespace Jingan.TargetMgmt.Contracts;

/// <summary>Quotients of whole numbers as every statistic shows them, in issued reports and in GET /quality alike:
/// decimal text, rounded half to even to six places, without trailing zeros.</summary>
/// <remarks>They are frozen in issued reports and counted again by others,
/// so that the rule cannot change and no rounding may depend on a machine.</remarks>
public static class Quotient
{
    /// <summary>The quotient of two whole numbers; null where it is not defined,
    /// because the denominator is 0.</summary>
    /// <param name="numerator">A count or a difference, of either sign.</param>
    /// <param name="denominator">What it is divided by.</param>
    public static string? Of(BigInteger numerator, BigInteger denominator)
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

        return Measure.FromMillionths((long)millionths).ToString(CultureInfo.InvariantCulture);
    }
}
