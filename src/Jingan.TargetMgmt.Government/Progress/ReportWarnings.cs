using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Government.Progress;

/// <summary>What a clerk may want to look at again, and the evaluator may want to ask about.
/// Nothing of it keeps a report from being taken.</summary>
internal static class ReportWarnings
{
    /// <summary>A value this many times the largest that is promised is more likely a mistaken unit of measure than a
    /// success.</summary>
    private const int TimesBeyond = 5;

    /// <summary>The warnings about a report; null when there is none, so that most entries say nothing of it.</summary>
    /// <param name="target">The version that counts for the period.</param>
    /// <param name="filed">The report, with the values and node states to date.</param>
    /// <param name="last">What the unit had reported before.</param>
    /// <param name="evidence">What is known of the evidence that it names.</param>
    public static IReadOnlyList<ReportWarning>? Of(
        Target target, ProgressEntry filed, LastReported last, IReadOnlyList<ReportedEvidence>? evidence = null)
    {
        var before = last.States.Where(s => s.Period.EndsOn < filed.Period.EndsOn)
            .OrderByDescending(s => s.Period.EndsOn)
            .ThenByDescending(s => s.Revision)
            .FirstOrDefault();
        List<ReportWarning> all =
        [
            .. filed.NoChange
                ? []
                : OfValue(target, filed, before).Concat(OfNodes(filed, last)).Concat(OfNarrative(filed, before)),
            .. OnTheSameDay(filed, last), .. CarriedOn(filed, last), .. EvidenceWarnings.Of(evidence ?? []),
        ];
        return all.Count == 0 ? null : all;
    }

    private static IEnumerable<ReportWarning> OfValue(Target target, ProgressEntry filed, ReportedState? before)
    {
        if (filed.Value is not { } value)
        {
            yield break;
        }

        var earlier = before?.Value is { } stored ? Measure.FromMillionths(stored) : (decimal?)null;
        if (target.Aggregation == Aggregation.Cumulative && value < earlier)
        {
            yield return new(
                WarningCode.ValueFell, $"累计值由 {before!.Period} 的 {Figure(earlier)} 降为 {Figure(value)}，请核对。",
                Before: Figure(earlier), Now: Figure(value));
        }

        decimal[] promised =
        [
            target.TargetValue ?? 0, target.Baseline ?? 0, .. (target.Plan ?? []).Select(p => p.Value),
        ];
        var scale = promised.Max(Math.Abs);
        if (scale > 0 && Math.Abs(value) / TimesBeyond > scale)
        {
            yield return new(
                WarningCode.BeyondPlan, $"填报值 {Figure(value)} 远超目标的量级 {Figure(scale)}（{target.UnitOfMeasure}），请核对计量单位。",
                Before: Figure(scale), Now: Figure(value));
        }

        if (value < 0 && promised.Min() >= 0)
        {
            yield return new(WarningCode.Negative, $"填报值 {Figure(value)} 为负数，请核对。", Before: FigureText.Of(earlier),
                Now: Figure(value));
        }
    }

    private static IEnumerable<ReportWarning> OfNodes(ProgressEntry filed, LastReported last)
    {
        var reportedOn = new Lazy<DateOnly?>(() => last.WithNodes?.ReadEntry() is { } entry
            && UtcText.TryParse(entry.At, out var at) ? ShanghaiDate.Of(at) : null);
        foreach (var node in filed.Nodes ?? [])
        {
            if (last.Nodes?.FirstOrDefault(n => n.Code == node.Code) is not { } known)
            {
                continue;
            }

            if (known.DoneOn is { } done && node.DoneOn is null)
            {
                yield return new(WarningCode.NodeTakenBack, $"节点 {node.Code} 此前填报为 {Day(done)} 完成，本次填为未完成，请核对。",
                    node.Code, Day(done));
            }

            if (known.DoneOn is null && node.DoneOn is { } now && reportedOn.Value is { } filedOn && now < filedOn)
            {
                yield return new(
                    WarningCode.NodeDoneBeforeOpen, $"节点 {node.Code} 填报为 {Day(now)} 完成，而 {Day(filedOn)} 的填报中尚未完成，请核对。",
                    node.Code, Day(filedOn), Day(now));
            }
        }
    }

    private static IEnumerable<ReportWarning> OfNarrative(ProgressEntry filed, ReportedState? before)
    {
        if (before?.ReadEntry() is { } entry && entry.Narrative == filed.Narrative)
        {
            yield return new(WarningCode.SameNarrative, $"进展情况与 {before.Period} 的填报完全相同，请核对。",
                Before: before.Period.Value, Now: filed.Period.Value);
        }
    }

    // The frequency may have been adjusted between the month and its quarter.
    private static IEnumerable<ReportWarning> OnTheSameDay(ProgressEntry filed, LastReported last)
    {
        var other = last.States.LastOrDefault(s => s.Period != filed.Period && s.Period.EndsOn == filed.Period.EndsOn);
        if (filed.Value is { } value && other?.Value is { } stored && Measure.FromMillionths(stored) is var before
            && before != value)
        {
            yield return new(
                WarningCode.OtherValueSameDay,
                $"{other.Period} 与 {filed.Period} 截至同一日，前者填报 {Figure(before)}，本次填报 {Figure(value)}，请核对。",
                Before: Figure(before), Now: Figure(value));
        }
    }

    private static IEnumerable<ReportWarning> CarriedOn(ProgressEntry filed, LastReported last)
    {
        if (filed.Value is not { } value
            || last.States.LastOrDefault(s => s.Period == filed.Period)?.Value is not { } stored
            || Measure.FromMillionths(stored) == value)
        {
            yield break;
        }

        foreach (var later in last.States.Where(s =>
            s.Period.EndsOn > filed.Period.EndsOn && s.Value == stored && s.ReadEntry() is { NoChange: true }))
        {
            var before = Figure(Measure.FromMillionths(stored));
            yield return new(
                WarningCode.CarriedValueCorrected,
                $"{later.Period} 的“无变化”沿用了 {before}，本次更正为 {Figure(value)}；请同时核对 {later.Period}。", Before: before,
                Now: Figure(value));
        }
    }

    private static string Figure(decimal? value) => FigureText.Of(value) ?? "–";

    private static string Day(DateOnly day) => $"{day:yyyy-MM-dd}";
}
