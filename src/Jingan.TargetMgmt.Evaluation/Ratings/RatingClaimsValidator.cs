using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Signing.Claims;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>What the claims must be by themselves, before anything is compared with them.</summary>
internal sealed class RatingClaimsValidator : AbstractValidator<RatingClaims>
{
    private const int MostEvidence = 50;

    public RatingClaimsValidator(TimeProvider clock)
    {
        RuleFor(c => c.Rationale).RequiredProse(4000);
        RuleFor(c => c.Reason).Prose(1000);
        RuleFor(c => c.Reason).Must(r => !string.IsNullOrWhiteSpace(r)).When(c => c.Supersedes is not null)
            .Saying("更正须说明理由", "a superseding rating needs a reason");
        RuleFor(c => c.Reason)
            .Null()
            .When(c => c.Supersedes is null)
            .Saying("只用于更正（supersedes）", "goes with supersedes only");
        RuleFor(c => c.VersionReason).Prose(1000);
        RuleFor(c => c.VersionReason).Must(r => r is null || r.Trim().Length > 0).Saying("不得为空", "must not be empty");
        RuleFor(c => c.Evidence).Most(MostEvidence, "件");
        When(c => c.Evidence is { Count: <= MostEvidence }, () =>
            RuleForEach(c => c.Evidence)
                .NotNull()
                .Saying("不得为 null", "must not be null")
                .ChildRules(e => EvidenceRules(e, clock)));
        RuleFor(c => c.Divergence!.Code).Matches("^[A-Za-z][A-Za-z0-9_-]{0,63}\\z").When(c => c.Divergence is not null)
            .Saying("须为 1–64 位字母、数字、_ -", "must be 1 to 64 letters, digits, _ -");
        RuleFor(c => c.Divergence!.Reason).Prose(2000).When(c => c.Divergence is not null);
    }

    private static void EvidenceRules(InlineValidator<GatheredEvidence> item, TimeProvider clock)
    {
        item.RuleFor(e => e.Note).RequiredProse(1000);
        item.RuleFor(e => e.Source).Prose(300);
        item.RuleFor(e => e.At).Must(at => at is null || at <= ShanghaiDate.Of(clock.GetUtcNow()))
            .Saying("不得晚于今天", "must not be after today");
        item.RuleFor(e => e.Sha256).Matches("^[0-9a-f]{64}\\z")
            .Saying("须为 64 位小写十六进制", "must have 64 lower-case hexadecimal digits");
    }
}
