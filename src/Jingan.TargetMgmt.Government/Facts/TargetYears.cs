using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Targets;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>How the targets of a year stood in its periods: each by the version that counts there.</summary>
internal static class TargetYears
{
    /// <param name="versions">By target, the first version first.</param>
    public static IReadOnlyList<TargetInYear> Of(
        IReadOnlyList<MarkedPeriod> periods, IReadOnlyList<StoredTarget> versions, IReadOnlyList<FiledInWindow> filed)
    {
        var timeliness = filed.ToDictionary(f => (f.Target, f.Unit, f.Period), f => f.Timeliness);
        var opened = periods.Where(p => p.Marks.OpenedSize is not null).ToList();
        return [.. versions.GroupBy(v => v.Target.Id).Select(g =>
        {
            StoredTarget[] ofOne = [.. g];
            return new TargetInYear(ofOne[0].Target, [.. opened.Select(p => StandingIn(p, ofOne, timeliness))]);
        })];
    }

    private static TargetInYearPeriod StandingIn(
        MarkedPeriod period, StoredTarget[] versions, Dictionary<(TargetId, UnitCode, Period), Timeliness> timeliness)
    {
        var (code, marks) = (period.Period.Code, period.Marks);
        if (versions[0].Entry.Index >= marks.Closed?.Size)
        {
            return new(code, null, TargetState.NotPublished);
        }

        var counted = (Array.FindLast(versions, v => v.Entry.Index < marks.OpenedSize) ?? versions[0]).Target;
        if (counted.ReportedIn(code) is not { } reportedIn)
        {
            return new(code, null, TargetState.NotOwed);
        }

        Timeliness? filed = timeliness.TryGetValue((counted.Id, counted.LeadUnit, reportedIn), out var found)
            ? found
            : null;
        return counted.Suspension?.Covers(code) == true
            ? new(code, filed, TargetState.Suspended)
            : new(code, filed ?? Timeliness.NotReported, null);
    }
}
