using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Documents.Parts;

/// <summary>说明: what a report was made of, what its words mean, and how anybody checks it.</summary>
internal static class NotesTable
{
    public static ReportPart Of(PeriodReport report) => new(
        "说明",
        [
            new(
                "", [new("项目", 22), new("内容", 110)],
                [.. NotesOf(report).Select(n => new Line([Value.Of(n.Name), Value.Of(n.Text)]))]),
        ]);

    private static IReadOnlyList<(string Name, string Text)> NotesOf(PeriodReport report)
    {
        var head = report.Head;
        return
        [
            ("报表", head.Title),
            ("时点", BeijingTime.CutOffOf(head)),
            ("评估报告", report.Issued is { } issued
                ? $"评估日志第 {issued.Index} 条；SHA-256：{issued.Sha256}"
                : "尚未出具"),
            ("分类分色办法", head.Scheme),
            .. report.Colours.Select(c => ($"颜色 {c.Colour.Marked()}", c.Colour.Meaning)),
            .. head.Logs.Select(log => OfLog("", log)),

            // Read a moment later, while somebody wrote.
            .. report.Course.Logs.Except(head.Logs).Select(log => OfLog("（各期走势表）", log)),
            ("占比", "某颜色的目标数 ÷ 已评定的目标数；未评定的目标不计入，另行列出。"),
            ("完整率、及时率", "已报 ÷ 应报；按时 ÷ 应报。"),
            ("计划、差距", "计划为截止日的序时计划值；差距为实际值减计划值。对越低越好的目标，差距为正表示落后。"),
            ("连续期数", "同一长度（月或季）的填报期中，到本期为止连续列入清单的期数；当期不需填报、已暂缓的不计也不中断。"),
            ("核验评估报告", report.Issued is null
                ? "评估报告出具后可核验。"
                : $"jtm verify https://…/logs/evaluation --policy policy --period {head.Period} --server https://…"),
            ("核验两侧日志", "jtm verify https://…/logs/evaluation --policy policy --state state"
                + " --government https://…/logs/government"),
            ("打印", "按 A4 横向、一页宽设置，表头每页重复。工作簿单元格中很长的文字打印时可能显示不全，全文仍在单元格内。"),
            ("效力", "本文件由系统按上列日志生成，供阅览、打印；改动本文件不改变日志，二者不一致时以日志为准。"),
        ];
    }

    private static (string Name, string Text) OfLog(string suffix, LogHead log) => (
        (log.Log == "government" ? "政府日志" : "评估日志") + suffix, $"{log.Size} 条；根哈希：{log.Root}");
}
