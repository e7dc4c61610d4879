using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>The warning that comes after a report was filed.</summary>
internal static class OriginWarning
{
    /// <summary>That a "no change" report carries on what its unit has corrected since;
    /// null where it does not.</summary>
    /// <param name="report">A report.</param>
    /// <param name="origin">What its unit has reported for the last period before that has a value.</param>
    public static ReportWarning? Of(ProgressReport report, EarlierReport? origin) =>
        report is { NoChange: true, Value: { } carried } && origin?.Value is { } corrected && corrected != carried
            ? new(
                WarningCode.CarriedValueCorrected,
                $"本期“无变化”沿用的 {FigureText.Of(carried)}，已在 {origin.Period} 的填报中更正为 {FigureText.Of(corrected)}。",
                Before: FigureText.Of(carried), Now: FigureText.Of(corrected))
            : null;
}
