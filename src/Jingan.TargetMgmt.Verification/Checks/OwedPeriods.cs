using System.Runtime.InteropServices;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>The periods for which targets owe reports, by the targets' versions:
/// what is reported for June is not reported once more for the second quarter.</summary>
internal sealed class OwedPeriods
{
    private readonly Dictionary<TargetId, List<(long Index, ReportingFrequency Frequency)>> _versions = [];

    public void Take(long index, Target target) =>
        (CollectionsMarshal.GetValueRefOrAddDefault(_versions, target.Id, out _) ??= [])
            .Add((index, target.Frequency ?? ReportingFrequency.Monthly));

    /// <summary>Whether a report is owed by the version that counts;
    /// of a target that was not seen it is not denied.</summary>
    /// <param name="opened">Where the period opened; null before it did.</param>
    public bool Owe(TargetId target, Period period, long? opened)
    {
        if (!_versions.TryGetValue(target, out var versions))
        {
            return true;
        }

        var counted = opened is null ? versions.Count - 1 : Math.Max(0, versions.FindLastIndex(v => v.Index < opened));
        return versions[counted].Frequency.Owes(period);
    }
}
