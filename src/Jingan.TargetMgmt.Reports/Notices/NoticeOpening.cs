using Jingan.TargetMgmt.Reports.Notices.Word;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>What a notice says first and last: what it is about, on what it stands, and how that is checked.</summary>
internal static class NoticeOpening
{
    public static IEnumerable<Block> Title(NoticeFacts facts) =>
        [new Line($"关于{facts.Period.ToChinese()}目标推进情况的通报")];

    public static IEnumerable<Block> Basis(NoticeFacts facts)
    {
        var (head, period) = (facts.Report.Head, facts.Period.ToChinese());
        yield return head.ReleasedAt is { } issuedAt
            ? new Line(
                $"根据第三方机构{issuedAt.ToNoticeDay()}出具的{period}评估报告（分类分色办法 {head.Scheme}），现将{period}目标推进情况通报如下。"
                + "颜色和评定说明均照录评估报告，未作更改。")
            : new Line($"{period}评估报告尚未出具。本稿只供核对目标和填报情况，不含颜色，不得印发。");
        var close = head.Marks.Closed is { } closed
            ? $"填报期于{closed.At.ToNoticeDay()}关闭，此后的补报、认定和更正不计入本通报。"
            : "填报期尚未关闭，数字还会变动。";
        yield return new Line($"数据截止{BeijingTime.Of(head.CutOff)}；{close}");
    }

    public static IEnumerable<Block> Check(NoticeFacts facts) => [new Line(facts.Report.Issued is { } issued
        ? $"核对：评估报告 SHA-256 {issued.Sha256}，评估日志序号 {issued.Index}。报告原文："
            + $"jtm report get --kind evaluation --period {facts.Period} --server 服务地址；核验："
            + $"jtm verify 服务地址/logs/evaluation --policy 核验策略文件 --period {facts.Period} --server 服务地址。"
        : "草稿：评估报告尚未出具，没有可以核对的报告哈希和日志序号。")];
}
