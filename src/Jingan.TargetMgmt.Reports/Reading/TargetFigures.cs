using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>The figures of a quantity in a period. Beside a released colour stand those that it was given on, which a
/// later adjustment does not move; without one, those that count for the period.</summary>
/// <param name="Value">The value to date: what was judged, else what the lead unit reported.</param>
/// <param name="Planned">The plan to date, which the suggestion has as input; null where the version that was judged is
/// not at hand.</param>
/// <param name="TargetValue">The value to reach.</param>
/// <param name="Share">The value out of the value to reach, to six places; null where one is missing or nothing is to
/// be reached.</param>
/// <param name="UnitOfMeasure">Of all values.</param>
/// <param name="Certified">What was certified in time; null where nothing was.</param>
internal sealed record TargetFigures(
    decimal? Value, decimal? Planned, decimal? TargetValue, string? Share, string? UnitOfMeasure, decimal? Certified)
{
    /// <param name="promise">The version that was judged, or else counts; null where it is not at hand.</param>
    /// <param name="period">The period.</param>
    /// <param name="value">What the lead unit reported.</param>
    /// <param name="certified">What was certified in time.</param>
    /// <param name="judged">What a released colour was given on; null where there is none.</param>
    /// <returns>Null where the target is no quantity.</returns>
    public static TargetFigures? Of(
        Target? promise, Period period, decimal? value, decimal? certified, JudgedTarget? judged)
    {
        if (promise is not null ? promise.Kind != TargetKind.Quantitative : judged?.TargetValue is null)
        {
            return null;
        }

        var (actual, goal) = judged is null
            ? (value, promise?.TargetValue)
            : (NumberIn(judged.Actual), NumberIn(judged.TargetValue));
        return new(
            actual, promise is null ? null : PlannedValue.Of(promise, period), goal, ShareOf(actual, goal),
            judged is null ? promise?.UnitOfMeasure : judged.UnitOfMeasure, certified);
    }

    // Not Quotient, whose counts cannot be as far apart as two values.
    private static string? ShareOf(decimal? value, decimal? goal) =>
        value is { } v && goal is { } g && g != 0
            ? Ratio.Of(Measure.ToMillionths(v), Measure.ToMillionths(g)).ToDecimal6()!.Value
                .ToString(CultureInfo.InvariantCulture)
            : null;

    private static decimal? NumberIn(string? text) =>
        text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
