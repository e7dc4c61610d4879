using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>A report is taken for a period for which the target owes one: a quantity that was reported for June is not
/// reported once more for the second quarter.</summary>
internal static class OwedRule
{
    /// <summary>The refusal of a report for a period that is not owed, with the one that is;
    /// null when it is owed.</summary>
    /// <param name="target">The version that counts for the period.</param>
    /// <param name="period">A period of the target's year.</param>
    public static Problem? Refusal(Target target, Period period)
    {
        var frequency = target.Frequency ?? ReportingFrequency.Monthly;
        if (frequency.Owes(period))
        {
            return null;
        }

        var owed = frequency.OwedFor(period);
        return new(ProblemCode.PeriodNotOwed, new(
            $"目标 {target.Id} {Often(frequency).Zh}，{period} 不需填报；请填报 {owed}。",
            $"{target.Id} {Often(frequency).En}: nothing is owed for {period}; report for {owed}."))
        { Extensions = new Dictionary<string, object?> { ["owed"] = owed, ["frequency"] = frequency } };
    }

    /// <summary>The quarter's last month, where a first report for a quarter may stand for it: the target does not say
    /// how often it is reported, so that programs from before it could are understood.</summary>
    public static Period? MonthOf(Target target, Period period) =>
        target.Frequency is null && target.ReportedIn(period) is { } month && month != period ? month : null;

    private static Text Often(ReportingFrequency frequency) => frequency.Named() is { } named
        ? new($"只就 {string.Join("、", named)} 及年末填报", $"is reported for {string.Join(", ", named)} and the year's end")
        : frequency == ReportingFrequency.Quarterly ? new("按季度填报", "is reported by quarters")
        : new("按月填报", "is reported by months");
}
