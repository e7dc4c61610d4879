using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Jingan.TargetMgmt.Contracts;

/// <summary>A calendar year in which there can be periods and targets, as a request asks for it: 1992 to 9999 (since
/// 1992 Shanghai keeps UTC+8 all year, see <see cref="ShanghaiDate"/>).</summary>
/// <param name="Value">The year.</param>
public readonly record struct CalendarYear(int Value) : IParsable<CalendarYear>
{
    /// <summary>The first year.</summary>
    public const int First = 1992;

    /// <summary>The last year.</summary>
    public const int Last = 9999;

    /// <summary>What a year has to be, for whoever asked for another.</summary>
    public static Text Correct { get; } = new($"须在 {First} 到 {Last} 之间", $"must be between {First} and {Last}");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CalendarYear result)
    {
        var isNumber = int.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out var year);
        result = new(year);
        return isNumber && year is >= First and <= Last;
    }

    /// <inheritdoc/>
    public static CalendarYear Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var year) ? year : throw new FormatException($"'{s}' is not a year: {Correct.En}.");

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
