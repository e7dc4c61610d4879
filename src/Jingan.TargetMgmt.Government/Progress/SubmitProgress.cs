using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>POST /targets/{id}/progress: a unit reports on a target it leads or co-operates on;
/// filing again is a new revision.</summary>
internal static class SubmitProgress
{
    internal sealed record Request(
        Period Period, string Narrative, string Signatory, decimal? Value = null,
        IReadOnlyList<NodeState>? Nodes = null, bool NoChange = false,
        string? Difficulties = null, string? NextSteps = null, string? SelfColour = null,
        IReadOnlyList<string>? Evidence = null, IReadOnlyList<EvidenceNote>? EvidenceNotes = null);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/targets/{id}/progress", Handle)
            .WithName(nameof(SubmitProgress))
            .WithSummary(
                "Report progress on a target for a period; filing again before the period closes is a new revision.")
            .Produces<ProgressRevision>(StatusCodes.Status201Created)
            .WrittenBy(Role.Reporter)
            .Validate<Request>(membersAlone: true);

    private static Task<IResult> Handle(
        TargetId id, Request request, HttpContext http, GovernmentDb db, PeriodMarker marker, TargetDocuments documents,
        IRatingFacts ratings) => marker.WriteAsync(http, async ct =>
    {
        await using var connection = await db.OpenAsync(ct);
        var caller = Caller.Of(http);
        if (await ProgressContext.FindAsync(connection, documents, id, request.Period, caller.Unit,
            ct) is not { } context)
        {
            return TargetNotFound.For(id);
        }

        // What is owed follows from the version that counts; who leads from the next period on may already tell what it
        // knows.
        var (target, newest) = (context.Counted, context.Target);
        if (TargetNotFound.Hidden(target.Target, caller, newest.Target) is { } hidden)
        {
            return hidden;
        }

        if (request.Period.Year != target.Target.Year)
        {
            return Problem.Invalid(
                "/period", new($"该目标属于 {target.Target.Year} 年", $"the target belongs to {target.Target.Year}"));
        }

        if (OwedRule.MonthOf(target.Target, request.Period) is { } month
            && await ProgressContext.FindAsync(
                connection, documents, id, month, caller.Unit, ct) is { Last.Revision: 0 } ofMonth)
        {
            (request, context, target) = (request with { Period = month }, ofMonth, ofMonth.Counted);
        }

        if (OwedRule.Refusal(target.Target, request.Period) is { } notOwed)
        {
            return notOwed;
        }

        if (context.Period is not { } period)
        {
            return PeriodNotFound.InBody(request.Period);
        }

        var unit = caller.Unit!.Value;
        var now = db.Clock.GetUtcNow();
        var today = ShanghaiDate.Of(now);
        if (PeriodWindow.Refusal(period.Period, context.ExtendedTo, today, context.IsClosed) is { } closed)
        {
            return closed;
        }

        // Its opening, or its close, could not be logged just now.
        if (!context.IsOpened || (!context.IsClosed && !period.Period.IsOpenOn(today)))
        {
            return new Problem(ProblemCode.ConcurrentWrite, new("填报期的开启或关闭正在登记，请稍后再次提交；未保存任何内容。",
                "The period's opening or close is being logged; retry in a moment, nothing was stored."));
        }

        var last = context.Last;
        var faults = ProgressRule.Faults(target.Target, unit, request, today, last, newest.Target).ToList();
        if (faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        if (request.SelfColour is { } claimed
            && await SelfColourRule.RefusalAsync(ratings, request.Period, claimed, ct) is { } unknown)
        {
            return unknown;
        }

        // Of the first complete filing: whoever corrects what was filed in time is not late for having been careful.
        var timeliness = (context.IsClosed ? null : last.Timeliness)
            ?? PeriodWindow.TimelinessOn(period.Period, today, context.ExtendedTo);
        var entry = new ProgressEntry(
            1, "progress", UtcText.Format(now), caller.Name, id, target.Version, request.Period, unit,
            last.Revision + 1,
            ProgressRule.ValueToDate(target.Target, request, last), request.NoChange,
            ProgressRule.NodesToDate(target.Target, request, last, newest.Target),
            request.Narrative.Trim(), Blank(request.Difficulties), Blank(request.NextSteps), request.SelfColour,
            request.Evidence ?? [],
            request.Signatory.Trim(), timeliness, UnderExtension: context.IsClosed,
            EvidenceNotes: request.Evidence is { Count: > 0 } ? request.EvidenceNotes ?? [] : null);
        var evidence = await ReportedEvidence.ReadAsync(db, entry, ct);
        entry = entry with { Warnings = ReportWarnings.Of(target.Target, entry, last, evidence) };
        return PreparedWrite.Write(
            StatusCodes.Status201Created, ProgressRevision.Of(entry, null), $"/api/v1/targets/{id}/progress",
            ProgressCommit.Of(entry, period.Version, isFirst: context.IsClosed
                ? !last.IsExtended
                : last.Revision == 0));
    });

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    internal sealed class Validator : AbstractValidator<Request>
    {
        private const int MostEvidence = 50;

        public Validator()
        {
            RuleFor(r => r.Narrative).RequiredProse(4000);
            RuleFor(r => r.Signatory).RequiredProse(64);
            RuleFor(r => r.Difficulties).Prose(2000);
            RuleFor(r => r.NextSteps).Prose(2000);
            RuleFor(r => r.SelfColour).Matches("^[a-z][a-z0-9-]{0,31}\\z").Saying("不是颜色代码", "is no colour code");
            RuleFor(r => r.Value).Null().When(r => r.NoChange).Saying("“无变化”不再填数值", "does not go with noChange");
            RuleFor(r => r.Nodes).Null().When(r => r.NoChange).Saying("“无变化”不再填节点", "does not go with noChange");
            RuleFor(r => r.Nodes).Most(TargetValidator.MostNodes);
            RuleFor(r => r.Nodes).Must(n => n is null or { Count: > TargetValidator.MostNodes }
                || n.All(x => x is not null)).Saying("不得含 null", "must not contain null");
            RuleFor(r => r.Evidence).Most(MostEvidence, "件");
            When(r => r.Evidence is { Count: <= MostEvidence }, () => RuleForEach(r => r.Evidence)
                .Must(EvidenceType.IsHash)
                .Saying("须为 64 位小写十六进制 SHA-256", "must be a SHA-256 of 64 lower-case hexadecimal digits"));
            RuleFor(r => r.EvidenceNotes).Most(MostEvidence, "件");
            When(r => r.EvidenceNotes is { Count: <= MostEvidence }, () => RuleForEach(r => r.EvidenceNotes)
                .NotNull().Saying("不得含 null", "must not contain null")
                .SetValidator(r => new NoteValidator(r.Evidence ?? [])));
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
