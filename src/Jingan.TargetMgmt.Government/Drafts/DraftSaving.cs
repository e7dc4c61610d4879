using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Drafts;

/// <summary>Saving a draft, one or many at once: what keeps it from being one, and the row that it becomes.</summary>
internal static class DraftSaving
{
    /// <summary>Why there is no draft of that report; null when there can be one, whatever it says.</summary>
    public static Problem? Refusal(ProgressContext context, Period period, Caller caller)
    {
        var target = context.Counted.Target;
        return TargetNotFound.Hidden(target, caller, context.Target.Target)
            ?? (period.Year != target.Year ? ProgressFiling.OtherYear("/period", target)
                : context.Period is null ? PeriodNotFound.For(period)
                : OwedRule.MonthOf(target, period) is null ? OwedRule.Refusal(target, period) : null);
    }

    /// <summary>The row, written over the one that there is.</summary>
    public static StoredDraft Over(
        StoredDraft? before, ProgressContext context, Period period, DraftContent content, Caller caller, string at) =>
        new(
            context.Target.Target.Id, context.Target.Target.Title, period, caller.Unit!.Value,
            (before?.Version ?? 0) + 1, context.Counted.Version, DraftStore.Text(content),
            before?.Content is null ? at : before.OpenedAt, at, caller.Name, null);

    /// <summary>What writes the row; it conflicts when somebody else has written over it.</summary>
    public static Statement ToWrite(StoredDraft saved, StoredDraft? before) =>
        before is null ? DraftStore.ToFirst(saved) : DraftStore.ToSaved(saved, before.Version);
}
