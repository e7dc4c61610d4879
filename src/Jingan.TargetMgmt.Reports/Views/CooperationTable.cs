using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>The report on co-operation as a table: who waits for whom, the rings, and the co-units' parts.</summary>
internal static class CooperationTable
{
    private static readonly string[] Header =
    [
        "目标编号", "目标", "等候单位代码", "等候单位", "被等候单位代码", "被等候单位", "所等候的目标", "自", "已等候天数",
        "等候事项", "答复", "答复内容", "预计日期", "答复用时天数",
    ];

    public static IResult Of(PullCooperation.Response report, CsvFor reader) => reader.ToResult(
        $"cooperation-{report.Period}.csv",
        report,
        Header,
        [
            .. report.Waiting.Select(w => new object?[]
            {
                w.TargetId.Value, w.Title, w.Unit.Value, w.Name, w.On.Value, w.OnName, w.OnTarget?.Value, w.Since,
                w.Days, w.What, w.Answer is null ? "未答复" : w.Answer.Done ? "已办结" : "已答复", w.Answer?.Text,
                w.Answer?.ExpectedOn, w.AnsweredAfterDays,
            }),
            ["合计", report.Waits, "未答复", report.Unanswered, "已办结", report.Done],
            [],
            ["互相等候", "目标"],
            .. report.Cycles.Select(c => new object?[]
            {
                string.Join(" → ", c.Units.Append(c.Units[0])),
                string.Join("；", c.Targets.Select(t => string.Join("、", t))),
            }),
            [],
            ["目标编号", "目标", "牵头单位", "配合单位代码", "配合单位", "配合内容", "期限", "完成日期", "预计日期", "逾期未完成", "填报"],
            .. report.Parts.Select(p => new object?[]
            {
                p.TargetId.Value, p.Title, p.LeadUnit.Value, p.Unit.Value, p.Name, p.What, p.Due, p.DoneOn,
                p.ForecastOn, p.Overdue ? "是" : "", p.Filed?.ToChinese(),
            }),
        ]);
}
