using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>What ratings and second marks show beside what was signed: the title, names and units of the version that
/// they judged, as the government log has them.</summary>
internal sealed class JudgedBesideCheck(IssuedReport report, PeriodGround ground, Findings findings)
{
    public void Run(IReadOnlyDictionary<TargetId, CountedVersion> population)
    {
        foreach (var (index, signed) in report.Ratings.Where(r => population.ContainsKey(r.Value.Rating.TargetId)))
        {
            var id = signed.Rating.TargetId;
            if (ground.Facts.VersionOf(id, signed.Rating.TargetVersion)?.Target is not { } target)
            {
                Tell(index, $"评定的 {id} 第 {signed.Rating.TargetVersion} 版不在政府日志中",
                    $"version {signed.Rating.TargetVersion} of {id}, which it judges, is not in the government log");
                continue;
            }

            Require(index, "units", string.Join(", ", signed.Units),
                string.Join(", ", [target.LeadUnit, .. (target.CoUnits ?? []).Select(c => c.Unit)]));
            if (signed.Mark is RatingEntry { Title: { } title } rating)
            {
                Require(index, "title", title, target.Title);
                Require(index, "leadName", rating.LeadName, ground.Facts.NameOf(target.LeadUnit, report.Period));
                Require(index, "unitOfMeasure", rating.UnitOfMeasure, target.UnitOfMeasure);
            }
        }
    }

    private void Require(long index, string member, string? says, string? has)
    {
        if (says != has)
        {
            Tell(index, $"{member} 为“{says}”，政府日志为“{has}”",
                $"its {member} is \"{says}\", the government log has \"{has}\"");
        }
    }

    private void Tell(long index, string zh, string en) =>
        findings.AddDamage(index, new($"第 {index} 条：{zh}。", $"entry {index}: {en}."));
}
