using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>What has to be there before a notice, in this order.</summary>
internal sealed record NoticeStage(string Code, Text Name)
{
    public static readonly IReadOnlyList<NoticeStage> All =
    [
        new("opening", new("填报期开放", "the opening of the period")),
        new("close", new("填报期关闭", "the close of the period")),
        new("report", new("第三方机构出具评估报告", "the evaluator's report")),
    ];
}
