namespace Jingan.TargetMgmt.Contracts;

/// <summary>Money and measures: exact decimals with at most six decimal places and an absolute value below 10^12,
/// stored as millionths.</summary>
public static class Measure
{
    /// <summary>Absolute values from here on are refused.</summary>
    public const decimal Limit = 1_000_000_000_000m;

    private const decimal Scale = 1_000_000m;

    /// <summary>Whether a value is within range and has no seventh decimal place other than 0.</summary>
    public static bool IsExact(decimal value) =>
        Math.Abs(value) < Limit && decimal.Truncate(value * Scale) == value * Scale;

    /// <summary>The value in millionths, for storage and integer arithmetic.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not <see cref="IsExact"/>.</exception>
    public static long ToMillionths(decimal value) =>
        IsExact(value)
        ? (long)(value * Scale)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "Six decimal places and 10^12 at most.");

    /// <summary>The value of stored millionths, without trailing zeros.</summary>
    public static decimal FromMillionths(long millionths)
    {
        // Built from its digits: a decimal division takes many times as long,
        // and every suggestion shows half a dozen values.
        var scale = 6;
        for (; scale > 0 && millionths % 10 == 0; scale--)
        {
            millionths /= 10;
        }

        var digits = (ulong)Math.Abs(millionths);
        return new((int)digits, (int)(digits >> 32), 0, millionths < 0, (byte)scale);
    }

    /// <summary>The value without trailing zeros, so that one value has one text.</summary>
    public static decimal Normalise(decimal value) =>
        value.Scale == 0 ? value : value / 1.0000000000000000000000000000m;
}
