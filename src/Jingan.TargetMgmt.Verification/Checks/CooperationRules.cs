using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Co-units' parts, whom units wait for, and what those answer: a report waits for another unit, for each
/// matter once and not since a day that was still to come; who is waited for answers it, and nobody else.</summary>
internal sealed class CooperationRules(Findings findings, Func<bool> isAllRead)
{
    // Of whichever version: one may be published between the taking of a report and its place in the log.
    private readonly HashSet<(TargetId, UnitCode)> _leads = [];
    private readonly HashSet<(TargetId, UnitCode)> _coUnits = [];
    private readonly Dictionary<(long, long), Waiting> _waits = [];

    public void Check(long index, ILogEntry entry)
    {
        switch (entry)
        {
            case TargetEntry { Target: var target }:
                _leads.Add((target.Id, target.LeadUnit));
                _coUnits.UnionWith((target.CoUnits ?? []).Select(c => (target.Id, c.Unit)));
                break;
            case FiledReport filed:
                Part(index, filed);
                Wait(index, filed);
                break;
            case WaitingAnswerEntry answer:
                Answer(index, answer);
                break;
        }
    }

    private void Part(long index, FiledReport filed)
    {
        if (filed.Part is not { } part)
        {
            return;
        }

        Require(
            index, _coUnits.Contains((filed.TargetId, filed.Unit)),
            $"{filed.Unit} 不是 {filed.TargetId} 的配合单位，却填了配合部分",
            $"{filed.Unit} tells of a part of {filed.TargetId}, on which it does not co-operate");
        Require(
            index, part.DoneOn is not { } done || done <= filed.Day, $"配合部分的完成日 {part.DoneOn:yyyy-MM-dd} 晚于填报日",
            $"the part was done on {part.DoneOn:yyyy-MM-dd}, after the day of the report");
    }

    private void Wait(long index, FiledReport filed)
    {
        var named = new HashSet<(UnitCode?, TargetId?, DateOnly)>();
        foreach (var (i, wait) in (filed.WaitsFor ?? []).Index())
        {
            var on = wait.Unit;
            Require(
                index, on is not null && on != filed.Unit, $"第 {i + 1} 项等候的不是另一个单位",
                $"number {i + 1} of whom it waits for is no other unit");
            Require(
                index, wait.TargetId is not { } id || on is not { } lead || _leads.Contains((id, lead)),
                $"第 {i + 1} 项等候的目标 {wait.TargetId} 此前不是由 {on} 牵头",
                $"number {i + 1} of whom it waits for is {wait.TargetId}, which {on} did not lead by then");
            Require(
                index, wait.Since <= filed.Day, $"第 {i + 1} 项自 {wait.Since:yyyy-MM-dd} 起等候，晚于填报日",
                $"it waits for number {i + 1} since {wait.Since:yyyy-MM-dd}, after the day of the report");
            Require(
                index, named.Add((on, wait.TargetId, wait.Since)), $"第 {i + 1} 项等候与前面的相同",
                $"number {i + 1} of whom it waits for is named before");
            if (on is { } unit)
            {
                _waits[(index, i + 1)] = new(filed.TargetId, filed.Period, filed.Unit, unit);
            }
        }
    }

    private void Answer(long index, WaitingAnswerEntry answer)
    {
        var isThere = _waits.TryGetValue((answer.Progress, answer.Item), out var wait);
        Require(
            index, isThere && wait == new Waiting(answer.TargetId, answer.Period, answer.WaitingUnit, answer.Unit),
            $"所答复的第 {answer.Progress} 条第 {answer.Item} 项，不是 {answer.WaitingUnit} 就 {answer.TargetId} "
                + $"填报 {answer.Period} 时对 {answer.Unit} 的等候",
            $"number {answer.Item} of entry {answer.Progress}, which it answers, is not {answer.WaitingUnit} waiting "
                + $"for {answer.Unit} in a report on {answer.TargetId} for {answer.Period}");
    }

    private void Require(long index, bool holds, string zh, string en) =>
        findings.Require(isAllRead(), index, holds, zh, en);

    private readonly record struct Waiting(TargetId Target, Period Period, UnitCode Unit, UnitCode On);
}
