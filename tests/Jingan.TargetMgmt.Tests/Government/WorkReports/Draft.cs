using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.WorkReports;

namespace Jingan.TargetMgmt.Tests.Government.WorkReports;

/// <summary>Drafts in one line a proposal, for comparing.</summary>
internal static class Draft
{
    /// <summary>The proposals of sentences that stand in the plan of a report.</summary>
    public static IReadOnlyList<ProposedTarget> OfPlan(string sentences) =>
        WorkReport.Read($"一、2020年工作回顾\n去年完成了各项任务。\n二、2021年主要工作\n{sentences}").Targets;

    /// <summary>What is promised, how much, which way and how sure: <c>新增床位|500|张|increase|cumulative||high</c>.
    /// </summary>
    public static string Line(ProposedTarget t) => string.Join('|', t.Title,
        t.Provisional ? "市" : t.TargetValue?.ToString(CultureInfo.InvariantCulture), t.UnitOfMeasure,
        t.Direction?.ToString().ToLowerInvariant(), t.Aggregation?.ToString().ToLowerInvariant(), t.ComparedWith,
        t.Certainty.ToString().ToLowerInvariant());

    public static string NodeLine(ProposedTarget t) => t.Kind != TargetKind.Milestone
        ? $"{t.Kind}: {t.Title}"
        : $"{t.Title}|{string.Join(';', t.Nodes!.Select(n => n.Due is { } due ? $"{n.Title} {due:MM-dd}" : n.Title))}";
}
