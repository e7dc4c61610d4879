using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>What a table was computed from, as rows below it: a file that is passed on must still say so.</summary>
internal static class CsvNotes
{
    public static IEnumerable<object?[]> Of(PeriodHead head) =>
    [
        [],
        ["报表", head.Title],
        ["填报期截止日", head.CutOff.ToString("O", CultureInfo.InvariantCulture)],
        ["最近一次填报（UTC）", head.DataAsOf ?? "无"],
        ["填报期关闭（UTC）", head.Marks.Closed is { } closed ? $"{closed.At}，政府日志 {closed.Size} 条" : "尚未关闭"],
        ["评估报告出具（UTC）", head.ReleasedAt ?? "尚未出具，故无评定"],
        ["分类分色办法", head.Scheme],
        .. Of(head.Logs),
    ];

    public static IEnumerable<object?[]> Of(IEnumerable<LogHead> logs) =>
        logs.Select(log => new object?[] { $"审计链 {log.Log}", log.Size, log.Root });
}
