using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Targets;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>How the targets of a year stood in its periods: each by the version that counts there.</summary>
internal sealed class TargetYears
{
    private readonly Dictionary<(TargetId, UnitCode, Period), FiledInWindow> _filed;
    private readonly ILookup<(TargetId, Period), CertifiedInYear> _certified;

    private TargetYears(IReadOnlyList<FiledInWindow> filed, IReadOnlyList<CertifiedInYear> certified) =>
        (_filed, _certified) = (
            filed.ToDictionary(f => (f.Target, f.Unit, f.Period)), certified.ToLookup(c => (c.Target, c.Period)));

    /// <param name="versions">By target, the first version first.</param>
    /// <param name="certified">In log order.</param>
    public static IReadOnlyList<TargetInYear> Of(
        IReadOnlyList<MarkedPeriod> periods, IReadOnlyList<StoredTarget> versions, IReadOnlyList<FiledInWindow> filed,
        IReadOnlyList<CertifiedInYear> certified)
    {
        var year = new TargetYears(filed, certified);
        var opened = periods.Where(p => p.Marks.OpenedSize is not null).ToList();
        return [.. versions.GroupBy(v => v.Target.Id).Select(g =>
        {
            StoredTarget[] ofOne = [.. g];
            return new TargetInYear(
                ofOne[0].Target, [.. opened.Select(p => year.StandingIn(p, ofOne))],
                ofOne.Length == 1 ? null : [.. ofOne.Skip(1).Select(v => v.Target)]);
        })];
    }

    private TargetInYearPeriod StandingIn(MarkedPeriod period, StoredTarget[] versions)
    {
        var (code, marks) = (period.Period.Code, period.Marks);
        if (versions[0].Entry.Index >= marks.Closed?.Size)
        {
            return new(code, null, TargetState.NotPublished);
        }

        var version = Array.FindLast(versions, v => v.Entry.Index < marks.OpenedSize) ?? versions[0];
        var counted = version.Target;
        if (counted.ReportedIn(code) is not { } reportedIn)
        {
            return new(code, null, TargetState.NotOwed, version.Version);
        }

        var end = marks.Closed?.Size ?? long.MaxValue;
        var filed = _filed.GetValueOrDefault((counted.Id, counted.LeadUnit, reportedIn));
        var isSuspended = counted.Suspension?.Covers(code) == true;
        return new(
            code, filed?.Timeliness ?? (isSuspended ? null : Timeliness.NotReported),
            isSuspended ? TargetState.Suspended : null, version.Version,
            // A quarter's last month may still take reports after the quarter's own close.
            filed?.LogIndex < end ? filed.Value : null,
            _certified[(counted.Id, reportedIn)].LastOrDefault(c => c.LogIndex < end)?.Value);
    }
}
