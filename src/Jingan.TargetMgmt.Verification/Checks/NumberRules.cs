using System.Runtime.InteropServices;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Versions and revisions count up by one from 1, so that none can be left out unseen,
/// and a report names a version that was there.</summary>
/// <param name="isAllRead">Whether everything so far could be read: what could not is not held against anybody.</param>
internal sealed class NumberRules(Findings findings, Func<bool> isAllRead)
{
    private readonly Dictionary<UnitCode, long> _units = [];
    private readonly Dictionary<TargetId, long> _targets = [];
    private readonly Dictionary<Period, long> _periods = [];
    private readonly Dictionary<(TargetId, Period, UnitCode), long> _revisions = [];
    private readonly Dictionary<(TargetId, Period), long> _certified = [];

    public void Visit(CheckedBundle bundle)
    {
        foreach (var (index, entry) in isAllRead() ? bundle.Entries : [])
        {
            switch (entry)
            {
                case UnitEntry unit:
                    Next(index, _units, unit.Unit.Code, unit.Version, "version");
                    break;
                case TargetEntry target:
                    Next(index, _targets, target.Target.Id, target.Version, "version");
                    break;
                case PeriodEntry period:
                    Next(index, _periods, period.Period.Code, period.Version, "version");
                    break;
                case FiledReport report:
                    Next(index, _revisions, (report.TargetId, report.Period, report.Unit), report.Revision, "revision");
                    RequireVersion(index, report.TargetId, report.TargetVersion);
                    break;
                case CertifiedValueEntry value:
                    Next(index, _certified, (value.TargetId, value.Period), value.Revision, "revision");
                    RequireVersion(index, value.TargetId, value.TargetVersion);
                    break;
            }
        }
    }

    private void RequireVersion(long index, TargetId target, long version)
    {
        if (version < 1 || version > _targets.GetValueOrDefault(target))
        {
            Require(
                index, false,
                $"填报所对的 {target} 第 {version} 版当时不存在",
                $"version {version} of {target}, which the report is on, is not there before it");
        }
    }

    private void Next<TKey>(long index, Dictionary<TKey, long> last, TKey key, long number, string member)
        where TKey : notnull
    {
        ref var before = ref CollectionsMarshal.GetValueRefOrAddDefault(last, key, out _);
        Require(index, number == before + 1, $"{member} 为 {number}，其前为 {before}",
            $"its {member} is {number}, the one before is {before}");
        before = number;
    }

    private void Require(long index, bool holds, string zh, string en) =>
        findings.Require(isAllRead: true, index, holds, zh, en);
}
