using System.Text.Json;
using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Counts a report's ratings again and compares with the statistics that were signed.</summary>
internal static class StatisticsCheck
{
    public static void Run(ReportDocument document, string name, long at, Findings findings)
    {
        if (document.Statistics is not { ValueKind: JsonValueKind.Object } claimed)
        {
            return; // none were signed
        }

        var counted = ReportStatistics.Of(
            [.. document.Ratings.Select(r => new CountedRating(r.Colour, r.Class, r.LeadUnit.Value, r.Divergence?.Code,
                r.Correction))], document.Unrated.Select(u => u.State));
        foreach (var member in ReportStatistics.Differing(claimed, counted))
        {
            var (said, found) = (claimed.GetProperty(member).GetRawText(), counted[member]!.ToJsonString());
            findings.AddDamage(at, new($"{name}：statistics.{member} 为 {said}，重算为 {found}",
                $"{name}: statistics.{member} is {said}, counted again it is {found}"));
        }

        foreach (var member in ReportStatistics.Unknown(claimed))
        {
            findings.AddMissing(
                at, new($"{name}：statistics.{member} 无法重算", $"{name}: statistics.{member} cannot be counted again"));
        }
    }
}
