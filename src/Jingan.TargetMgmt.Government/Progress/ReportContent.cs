using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>What a unit says of a target, in a report or in a draft of one.</summary>
internal interface IReportContent
{
    /// <summary>How things stand.</summary>
    string? Narrative { get; }

    /// <summary>Value to date, in the target's unit of measure.</summary>
    decimal? Value { get; }

    /// <summary>The nodes that it tells about.</summary>
    IReadOnlyList<NodeState>? Nodes { get; }

    string? Difficulties { get; }

    string? NextSteps { get; }

    /// <summary>The colour that the unit claims.</summary>
    string? SelfColour { get; }

    /// <summary>SHA-256 of each piece, lower-case hexadecimal.</summary>
    IReadOnlyList<string>? Evidence { get; }

    /// <summary>Where to look in the evidence.</summary>
    IReadOnlyList<EvidenceNote>? EvidenceNotes { get; }

    /// <summary>Log indexes of the office's remarks that it answers.</summary>
    IReadOnlyList<long>? AnswersRemarks { get; }

    /// <summary>Whom the unit waits for.</summary>
    IReadOnlyList<WaitsFor>? WaitsFor { get; }

    /// <summary>How a co-unit's part stands.</summary>
    PartState? Part { get; }
}

/// <summary>What holds of the content by itself, complete or not.</summary>
internal class ReportContentValidator<T> : AbstractValidator<T>
    where T : IReportContent
{
    private const int MostEvidence = 50, MostRemarks = 20, MostWaits = 20;

    // Conditions stand at their rules: a shared one (When with a block) is kept by the request's hash, which reads the
    // whole of it.
    public ReportContentValidator()
    {
        RuleFor(r => r.Narrative).Prose(4000);
        RuleFor(r => r.Difficulties).Prose(2000);
        RuleFor(r => r.NextSteps).Prose(2000);
        RuleFor(r => r.SelfColour).Matches("^[a-z][a-z0-9-]{0,31}\\z").Saying("不是颜色代码", "is no colour code");
        RuleFor(r => r.Nodes).Most(TargetValidator.MostNodes)
            .Must(n => n is null or { Count: > TargetValidator.MostNodes }
            || n.All(x => x is not null)).Saying("不得含 null", "must not contain null");
        RuleFor(r => r.AnswersRemarks).Most(MostRemarks, "条")
            .Must(a => a is null or { Count: > MostRemarks }
            || a.Distinct().Count() == a.Count).Saying("同一意见只写一次", "names a remark twice");
        RuleFor(r => r.Evidence).Most(MostEvidence, "件");
        RuleForEach(r => r.Evidence)
            .Must(EvidenceType.IsHash)
            .When(r => r.Evidence is { Count: <= MostEvidence })
            .Saying("须为 64 位小写十六进制 SHA-256", "must be a SHA-256 of 64 lower-case hexadecimal digits");
        RuleFor(r => r.EvidenceNotes).Most(MostEvidence, "件");
        RuleForEach(r => r.EvidenceNotes)
            .NotNull().Saying("不得含 null", "must not contain null")
            .SetValidator(r => new NoteValidator(r.Evidence ?? []))
            .When(r => r.EvidenceNotes is { Count: <= MostEvidence });
        RuleFor(r => r.WaitsFor).Most(MostWaits, "项");
        RuleForEach(r => r.WaitsFor)
            .NotNull().Saying("不得含 null", "must not contain null").SetValidator(new WaitValidator())
            .When(r => r.WaitsFor is { Count: <= MostWaits });
    }

    private sealed class WaitValidator : AbstractValidator<WaitsFor>
    {
        public WaitValidator()
        {
            RuleFor(w => w.What).RequiredProse(500);
            RuleFor(w => w.Unit).NotNull().When(w => w.TargetId is null)
                .Saying("须写明所等候的单位（unit）或目标（targetId）", "names neither a unit nor a target (targetId)");
        }
    }

    private sealed class NoteValidator : AbstractValidator<EvidenceNote>
    {
        public NoteValidator(IReadOnlyList<string> evidence)
        {
            RuleFor(n => n.Sha256).Must(evidence.Contains)
                .Saying("不在本次填报的 evidence 之中", "is none of the report's evidence");
            RuleFor(n => n.Page).Prose(64);
            RuleFor(n => n.Title).Prose(100);
        }
    }
}
