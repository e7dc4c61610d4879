using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Remarks;

/// <summary>On what the office may remark, and which remarks a unit's revision may answer.</summary>
internal static class RemarkRule
{
    /// <summary>Why a remark is not taken; null when it is.</summary>
    /// <param name="id">The target.</param>
    /// <param name="request">What the office says.</param>
    /// <param name="newest">The newest revision of the unit's report; null when it filed none.</param>
    /// <param name="remarks">The remarks on that report so far.</param>
    /// <param name="period">The period.</param>
    /// <param name="shut">Why the unit could not file again today; null when it could.</param>
    public static Problem? Refusal(
        TargetId id, MakeRemark.Request request, NewestRevision? newest, IReadOnlyList<Remark> remarks,
        ReportingPeriod period, ProblemCode? shut) =>
        newest is null
            ? new(ProblemCode.NotFound, new(
                $"{request.Unit} 没有就 {id} 填报 {period.Code}；应填报的见 GET /progress?period={period.Code}。",
                $"{request.Unit} has filed no report on {id} for {period.Code}; see GET "
                    + $"/progress?period={period.Code}."))
        : shut is not null
            ? PeriodWindow.Closed(period, new(
                $"{period.Code} 已关闭，{request.Unit} 也没有延期：意见已无法以修订答复，未保存任何内容。",
                $"{period.Code} is closed and {request.Unit} has no extension: a remark could no longer be answered by "
                    + "a revision; nothing was stored."))
        : request.Revision != newest.Revision
            ? new(ProblemCode.StaleRevision, new(
                $"{request.Unit} 就 {id} 填报的 {period.Code} 最新为第 {newest.Revision} 次修订；请核对后就它提出。",
                $"The newest revision of {request.Unit} on {id} for {period.Code} is {newest.Revision}; look at it, "
                    + "and remark on that."))
            {
                Extensions = new Dictionary<string, object?>
                {
                    ["revision"] = newest.Revision, ["entry"] = newest.Index,
                },
            }
        : remarks.FirstOrDefault(r => r.Progress == newest.Index && r.Code == request.Code) is { } made
            ? new(ProblemCode.AlreadyRemarked, new(
                $"对第 {newest.Revision} 次修订已提出同类意见（政府日志第 {made.Index} 条），待该单位答复。",
                $"Revision {newest.Revision} has a remark with this code already (government log, entry {made.Index}); "
                    + "it waits for the unit's answer."))
            { Extensions = new Dictionary<string, object?> { ["remark"] = made.Index } }
        : null;

    /// <summary>Why a revision does not answer what it says it answers; null when it does.</summary>
    /// <param name="answers">Log indexes of the remarks that it names.</param>
    /// <param name="remarks">The remarks on the report.</param>
    public static Problem? AnswerRefusal(IReadOnlyList<long> answers, IReadOnlyList<Remark> remarks)
    {
        for (var i = 0; i < answers.Count; i++)
        {
            if (remarks.FirstOrDefault(r => r.Index == answers[i]) is not { } remark)
            {
                return Problem.Invalid($"/answersRemarks/{i}", new(
                    $"政府日志第 {answers[i]} 条不是对本单位此项填报的意见；清单见 GET /remarks",
                    $"entry {answers[i]} of the government log is no remark on this report of your unit; see GET "
                        + "/remarks"));
            }

            if (remark.Answer is { } answer)
            {
                return new(ProblemCode.RemarkAnswered, new(
                    $"第 {remark.Index} 条意见已由第 {answer.Revision} 次修订答复；请去掉它再提交。",
                    $"Remark {remark.Index} was answered by revision {answer.Revision}; leave it out and send again."))
                {
                    Extensions = new Dictionary<string, object?>
                    {
                        ["remark"] = remark.Index, ["revision"] = answer.Revision,
                    },
                };
            }
        }

        return null;
    }
}
