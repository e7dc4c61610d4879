using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>
/// Whether a rating in a report judges what counts for the period by the government log, or what the assessor named
/// in its place, and shows it as it stood there.
/// </summary>
internal sealed class JudgedCheck(IssuedReport report, PeriodGround ground, Findings findings)
{
    public void Run(RatingFact rating)
    {
        var (id, facts) = (rating.TargetId, ground.Facts);
        var counted = facts.Counted(id, report.Period);
        var judged = facts.VersionOf(id, rating.TargetVersion);
        if (judged is null || judged.Version < counted.Version)
        {
            Tell(
                rating,
                $"评定的是第 {rating.TargetVersion} 版，计入本期的是第 {counted.Version} 版",
                $"judges version {rating.TargetVersion}, version {counted.Version} counts");
            return;
        }

        Require(
            rating, judged.Version == counted.Version == string.IsNullOrWhiteSpace(rating.VersionReason),
            "采用更新的版本而无理由，或有理由而非更新的版本",
            "judges a newer version without a versionReason, or has one without judging a newer version");
        var lead = judged.Target.LeadUnit;
        Require(
            rating, rating.LeadUnit == lead,
            $"leadUnit 为 {rating.LeadUnit}，政府日志为 {lead}",
            $"has leadUnit {rating.LeadUnit}, the government log has {lead}");

        var within = facts.LastWithin(id, lead, report.Period);
        var since = facts.Later(id, lead, report.Period).FirstOrDefault(r => r.Index == rating.Basis?.Index);
        var certified = within is null
            ? null
            : facts.Certified(id, report.Period, rating.TargetVersion, rating.Basis?.Index);
        Require(
            rating, since is not null || certified is not null || rating.Basis?.Index == within?.Index,
            $"依据为 {Named(rating.Basis?.Index)}，期内最后的填报为 {Named(within?.Index)}",
            $"is based on {Named(rating.Basis?.Index)}, the lead unit's last report within the window is "
            + Named(within?.Index));
        if (rating.Judged is { } shown)
        {
            var actual = judged.Target.Kind == TargetKind.Quantitative
                ? certified?.Value ?? (since ?? within)?.Value
                : null;
            Shown("title", shown.Title, judged.Target.Title);
            Shown("leadName", shown.LeadName, facts.NameOf(lead, report.Period));
            Shown("actual", shown.Actual, FigureText.Of(actual));
            Shown("targetValue", shown.TargetValue, FigureText.Of(judged.Target.TargetValue));
            Shown("unitOfMeasure", shown.UnitOfMeasure, judged.Target.UnitOfMeasure);
        }

        void Shown(string member, string? says, string? has) =>
            Require(
                rating, says == has,
                $"judged.{member} 为“{says}”，政府日志为“{has}”",
                $"has judged.{member} \"{says}\", the government log has \"{has}\"");
    }

    private static string Named(long? index) => index is { } i ? $"government {i}" : "–";

    private void Require(RatingFact rating, bool holds, string zh, string en)
    {
        if (!holds)
        {
            Tell(rating, zh, en);
        }
    }

    private void Tell(RatingFact rating, string zh, string en) =>
        findings.AddDamage(
            rating.Index, new(
                $"{report.Name}：{rating.TargetId} {zh}",
                $"{report.Name}: {rating.TargetId} {en}"));
}
