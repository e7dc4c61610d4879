using System.Data.Common;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Remarks;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Waiting;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>How a report came about.</summary>
/// <param name="Operator">Who filled its draft; null where the caller did.</param>
/// <param name="OpenedAt">When the draft was opened; null where there was none.</param>
internal sealed record FiledBy(Confirmation Confirmation, string? Operator = null, string? OpenedAt = null);

/// <summary>What is to become of a report: a refusal, or its entry and what stores it.</summary>
internal sealed record Filing(Problem? Refusal, ProgressEntry? Entry = null, CommitUnit? Unit = null);

/// <summary>Decides on reports of one caller, whichever way they come.</summary>
internal sealed class ProgressFiling(
    GovernmentDb db, DbConnection connection, TargetDocuments documents, SelfColourRule colours, Caller caller,
    DateTimeOffset now)
{
    private readonly DateOnly _today = ShanghaiDate.Of(now);

    /// <summary>What a report would stand on; null when there is no such target.</summary>
    public Task<ProgressContext?> FindAsync(TargetId id, Period period, CancellationToken ct) =>
        ProgressContext.FindAsync(connection, documents, id, period, caller.Unit, ct);

    /// <summary>What would be stored of a report now, or why none of it would.</summary>
    public async Task<Filing> PrepareAsync(
        TargetId id, SubmitProgress.Request request, FiledBy by, CancellationToken ct) =>
        await FindAsync(id, request.Period, ct) is { } context
            ? await PrepareAsync(context, request, by, ct)
            : new(TargetNotFound.For(id));

    /// <summary>The same where it is known what the report stands on.</summary>
    public async Task<Filing> PrepareAsync(
        ProgressContext context, SubmitProgress.Request request, FiledBy by, CancellationToken ct)
    {
        // What is owed follows from the version that counts; who leads from the next period on may already tell what it
        // knows.
        var (target, newest) = (context.Counted, context.Target);
        if (TargetNotFound.Hidden(target.Target, caller, newest.Target) is { } hidden)
        {
            return new(hidden);
        }

        if (request.Period.Year != target.Target.Year)
        {
            return new(OtherYear("/period", target.Target));
        }

        if (OwedRule.MonthOf(target.Target, request.Period) is { } month
            && await FindAsync(target.Target.Id, month, ct) is { Last.Revision: 0 } ofMonth)
        {
            (request, context, target) = (request with { Period = month }, ofMonth, ofMonth.Counted);
        }

        if ((OwedRule.Refusal(target.Target, request.Period) ?? WindowRefusal(context, request.Period)
            ?? Fault(context, request)
            ?? await colours.RefusalAsync(request.Period, request.SelfColour, ct)
            ?? await RemarkRefusalAsync(target.Target.Id, request, ct)) is { } refusal)
        {
            return new(refusal);
        }

        var waits = await WaitsForRule.ReadAsync(
            db, request.WaitsFor, caller.Unit!.Value, target.Target.Year, _today, ct);
        return waits.Refusal is { } refused
            ? new(refused)
            : await OfAsync(context, request with { WaitsFor = waits.Named }, by, ct);
    }

    /// <summary>The refusal of a period of another year than the target's.</summary>
    public static Problem OtherYear(string pointer, Target target) => Problem.Invalid(
        pointer, new($"该目标属于 {target.Year} 年", $"the target belongs to {target.Year}"));

    private Problem? WindowRefusal(ProgressContext context, Period code) =>
        context.Period is not { } period ? PeriodNotFound.InBody(code)
        : PeriodWindow.Refusal(period.Period, context.ExtendedTo, _today, context.IsClosed) is { } closed ? closed
        : !context.IsOpened || (!context.IsClosed && !period.Period.IsOpenOn(_today)) ? PeriodWindow.BeingLogged()
        : null;

    private Problem? Fault(ProgressContext context, SubmitProgress.Request request)
    {
        var faults = ProgressRule.Faults(
            context.Counted.Target, caller.Unit!.Value, request, _today, context.Last, context.Target.Target).ToList();
        return faults.Count > 0 ? Problem.Invalid(faults) : null;
    }

    private async Task<Filing> OfAsync(
        ProgressContext context, SubmitProgress.Request request, FiledBy by, CancellationToken ct)
    {
        var (target, newest, last, period) =
            (context.Counted, context.Target.Target, context.Last, context.Period!);
        // Of the first complete filing: whoever corrects what was filed in time is not late for having been careful.
        var timeliness = (context.IsClosed ? null : last.Timeliness)
            ?? PeriodWindow.TimelinessOn(period.Period, _today, context.ExtendedTo);
        var entry = new ProgressEntry(
            1, "progress", UtcText.Format(now), caller.Name, target.Target.Id, target.Version, request.Period,
            caller.Unit!.Value, last.Revision + 1,
            ProgressRule.ValueToDate(target.Target, request, last), request.NoChange,
            ProgressRule.NodesToDate(target.Target, request, last, newest),
            request.Narrative.Trim(), Blank(request.Difficulties), Blank(request.NextSteps), request.SelfColour,
            request.Evidence ?? [],
            request.Signatory.Trim(), timeliness, UnderExtension: context.IsClosed, Warnings: null,
            request.AnswersRemarks is { Count: > 0 } answers ? answers : null,
            request.Evidence is { Count: > 0 } ? request.EvidenceNotes ?? [] : null, by.Confirmation, by.Operator,
            by.OpenedAt, request.WaitsFor, ProgressRule.PartToDate(target.Target, caller.Unit!.Value, request, last));
        var evidence = await ReportedEvidence.ReadAsync(db, entry, ct);
        entry = entry with { Warnings = ReportWarnings.Of(target.Target, entry, last, evidence) };
        return new(null, entry, ProgressCommit.Of(
            entry, period.Version, isFirst: context.IsClosed ? !last.IsExtended : last.Revision == 0));
    }

    private async Task<Problem?> RemarkRefusalAsync(
        TargetId id, SubmitProgress.Request request, CancellationToken ct)
    {
        if (request.AnswersRemarks is not { Count: > 0 } answers)
        {
            return null;
        }

        var queries = new QueryBatch();
        var remarks = RemarkStore.AddOfReport(queries, id, caller.Unit!.Value, request.Period);
        await db.ReadAsync(queries, ct);
        return RemarkRule.AnswerRefusal(answers, remarks.Rows);
    }

    /// <summary>A text without blanks around it; null where nothing is left.</summary>
    public static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
