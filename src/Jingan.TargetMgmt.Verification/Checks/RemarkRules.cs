using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Remarks and the revisions that answer them: a remark is on the newest revision of a report, with each code
/// once, and is answered once, by a later revision of the same report.</summary>
internal sealed class RemarkRules(Findings findings, Func<bool> isAllRead)
{
    private readonly Dictionary<Report, (long Index, long Revision)> _newest = [];
    private readonly Dictionary<long, Report> _remarks = [];
    private readonly Dictionary<(long, RemarkCode), long> _made = [];
    private readonly Dictionary<long, long> _answers = [];

    public void Check(long index, ILogEntry entry)
    {
        switch (entry)
        {
            case FiledReport filed:
                var report = new Report(filed.TargetId, filed.Unit, filed.Period);
                _newest[report] = (index, filed.Revision);
                foreach (var remark in filed.AnswersRemarks ?? [])
                {
                    Answer(index, remark, report);
                }

                break;
            case RemarkEntry remark:
                Remark(index, remark);
                break;
        }
    }

    private void Remark(long index, RemarkEntry remark)
    {
        var report = new Report(remark.TargetId, remark.Unit, remark.Period);
        Require(
            index, _newest.TryGetValue(report, out var newest) && newest == (remark.Progress, remark.Revision),
            $"所指第 {remark.Progress} 条不是 {remark.Unit} 就 {remark.TargetId} 填报 {remark.Period} 的"
                + $"最新修订（第 {remark.Revision} 次）",
            $"entry {remark.Progress}, which it is about, is not the newest report of {remark.Unit} on "
                + $"{remark.TargetId} for {remark.Period} with revision {remark.Revision}");
        Require(
            index, _made.TryAdd((remark.Progress, remark.Code), index),
            $"对第 {remark.Progress} 条已有同类意见（第 {_made[(remark.Progress, remark.Code)]} 条）",
            $"entry {remark.Progress} has a remark with this code already, entry "
                + $"{_made[(remark.Progress, remark.Code)]}");
        _remarks[index] = report;
    }

    private void Answer(long index, long remark, Report report)
    {
        if (!_remarks.TryGetValue(remark, out var about) || about != report)
        {
            Require(
                index, false,
                $"所答复的第 {remark} 条不是此前对同一填报的意见",
                $"entry {remark}, which it answers, is no earlier remark on the same report");
            return;
        }

        Require(
            index, _answers.TryAdd(remark, index),
            $"第 {remark} 条意见已由第 {_answers[remark]} 条答复",
            $"entry {remark}, a remark, was answered in entry {_answers[remark]} already");
    }

    private void Require(long index, bool holds, string zh, string en) =>
        findings.Require(isAllRead(), index, holds, zh, en);

    private readonly record struct Report(TargetId Target, UnitCode Unit, Period Period);
}
