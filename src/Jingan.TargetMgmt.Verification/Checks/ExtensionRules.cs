using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Requests for an extension and their answers: a request is for a period that there is, no second one is
/// open beside it, and its one answer is about the same period, unit and target.</summary>
internal sealed class ExtensionRules(Findings findings, Func<bool> isAllRead)
{
    private readonly HashSet<Period> _periods = [];
    private readonly Dictionary<long, Asked> _requests = [];
    private readonly Dictionary<Asked, long> _open = [];
    private readonly Dictionary<long, long> _answers = [];

    public void Check(long index, ILogEntry entry)
    {
        switch (entry)
        {
            case PeriodEntry period:
                _periods.Add(period.Period.Code);
                break;
            case ExtensionRequestEntry e:
                Ask(index, new(e.Period, e.Unit, e.TargetId));
                break;
            case ExtensionEntry { Request: { } request } e:
                Answer(index, request, new(e.Period, e.Unit, e.TargetId));
                break;
            case ExtensionRefusalEntry e:
                Answer(index, e.Request, new(e.Period, e.Unit, e.TargetId));
                break;
        }
    }

    private void Ask(long index, Asked asked)
    {
        Require(
            index, _periods.Contains(asked.Period),
            $"所申请延期的填报期 {asked.Period} 此前未设立",
            $"there is no period {asked.Period} before it");
        Require(
            index, !_open.TryGetValue(asked, out var open),
            $"{asked.Unit} 就 {asked.Period} 的申请（第 {open} 条）尚未答复",
            $"entry {open}, a request of {asked.Unit} for {asked.Period}, was still open");
        _requests[index] = asked;
        _open.TryAdd(asked, index);
    }

    private void Answer(long index, long request, Asked about)
    {
        if (!_requests.TryGetValue(request, out var asked) || asked != about)
        {
            Require(
                index, false,
                $"所答复的第 {request} 条不是此前就同一填报期、单位和目标的延期申请",
                $"entry {request}, which it answers, is no earlier request for that period, unit and target");
            return;
        }

        Require(
            index, _answers.TryAdd(request, index),
            $"第 {request} 条申请已由第 {_answers[request]} 条答复",
            $"entry {request}, a request, was answered in entry {_answers[request]} already");
        _open.Remove(asked);
    }

    private void Require(long index, bool holds, string zh, string en) =>
        findings.Require(isAllRead(), index, holds, zh, en);

    private readonly record struct Asked(Period Period, UnitCode Unit, TargetId? Target);
}
