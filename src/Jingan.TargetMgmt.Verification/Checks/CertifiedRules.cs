using System.Runtime.InteropServices;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Certified values: of a quantity, by a unit that a version of the target names for it and that does not lead
/// that version; a correction says why.</summary>
internal sealed class CertifiedRules(Findings findings, Func<bool> isAllRead)
{
    private readonly Dictionary<TargetId, List<Target>> _versions = [];

    public void Check(long index, ILogEntry entry)
    {
        switch (entry)
        {
            case TargetEntry { Target: { CertifyingUnit: not null } target }:
                (CollectionsMarshal.GetValueRefOrAddDefault(_versions, target.Id, out _) ??= []).Add(target);
                break;
            case CertifiedValueEntry certified:
                Check(index, certified);
                break;
        }
    }

    private void Check(long index, CertifiedValueEntry certified)
    {
        var versions = _versions.GetValueOrDefault(certified.TargetId) ?? [];
        Require(
            index, versions.Exists(v => v.CertifyingUnit == certified.Unit && v.LeadUnit != certified.Unit),
            $"{certified.Unit} 不是 {certified.TargetId} 的认定单位，或其牵头单位",
            $"{certified.Unit} is not the certifying unit of {certified.TargetId}, or leads it");
        Require(
            index, versions.TrueForAll(v => v.Kind == TargetKind.Quantitative),
            $"{certified.TargetId} 不是定量目标",
            $"{certified.TargetId} is no quantitative target");
        Require(
            index, certified.Revision > 1 == !string.IsNullOrWhiteSpace(certified.Reason),
            "更正认定而未说明理由，或首次认定却有更正的理由",
            "it corrects what was certified without a reason, or has one without correcting anything");
    }

    private void Require(long index, bool holds, string zh, string en) =>
        findings.Require(isAllRead(), index, holds, zh, en);
}
