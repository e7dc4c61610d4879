using System.Globalization;
using System.Numerics;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>Quotients of whole numbers as every statistic shows them, in issued reports and in GET /quality alike: decimal text, rounded half to even to six places,
/// without trailing zeros.</summary>
/// <remarks>They are frozen in issued reports and counted again by others, so that the rule cannot change and no rounding may depend on a machine.</remarks>
internal static class Quotient
{
    /// <summary>Null where the quotient is not defined: the denominator is 0.</summary>
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
