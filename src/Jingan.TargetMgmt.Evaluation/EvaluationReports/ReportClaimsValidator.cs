using FluentValidation;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Signing.Claims;

namespace Jingan.TargetMgmt.Evaluation.EvaluationReports;

/// <summary>The form of a report's claims, before they are compared with what is stored.</summary>
internal sealed class ReportClaimsValidator : AbstractValidator<ReportClaims>
{
    private const int MostSummary = 10_000;
    private const int MostListed = 10_000;
    private const int MostReason = 1_000;

    public ReportClaimsValidator()
    {
        // Any text: what an assessor signed as a report is not refused for a character.
        RuleFor(c => c.Summary).NotEmpty().Saying("必填", "is required")
            .MaximumLength(MostSummary).Saying($"最多 {MostSummary} 字", $"{MostSummary} characters at most");
        RuleFor(c => c.Ratings).Most(MostListed, "项");
        RuleFor(c => c.WithoutSecondMark).Most(MostListed, "项");
        RuleFor(c => c.Unrated).Must(HaveReasons)
            .Saying($"每项须有理由，最多 {MostReason} 字", $"needs a reason for each target, {MostReason} characters at most")
            .DependentRules(() => RuleFor(c => c.Unrated).Must(NameEachOnce)
                .Saying("同一目标列了两次", "lists a target twice"));
    }

    private static bool HaveReasons(IReadOnlyList<ReportClaims.UnratedReason>? unrated) => (unrated ?? []).All(u =>
        u is not null && !string.IsNullOrWhiteSpace(u.Reason) && u.Reason.Length <= MostReason);

    private static bool NameEachOnce(IReadOnlyList<ReportClaims.UnratedReason>? unrated) =>
        (unrated ?? []).CountBy(u => u.TargetId).All(c => c.Value == 1);
}
