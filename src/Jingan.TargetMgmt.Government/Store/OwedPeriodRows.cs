using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Store;

/// <summary>The rows of the periods that a target is reported for.</summary>
internal static class OwedPeriodRows
{
    /// <summary>The periods for which a version that does not owe every month owes a report;
    /// none where it does.</summary>
    public static IEnumerable<Period> Of(Target target) =>
        target.Frequency is { } frequency && frequency != ReportingFrequency.Monthly
        ? frequency.OfYear(target.Year)
        : [];
}
