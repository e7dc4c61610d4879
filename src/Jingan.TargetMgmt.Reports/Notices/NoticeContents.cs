using Jingan.TargetMgmt.Reports.Notices.Word;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>What stands in each control of a notice.</summary>
internal static class NoticeContents
{
    public static IReadOnlyDictionary<NoticeControl, IEnumerable<Block>> Of(NoticeFacts facts) =>
        new Dictionary<NoticeControl, IEnumerable<Block>>
        {
            [NoticeControl.Title] = NoticeOpening.Title(facts),
            [NoticeControl.Basis] = NoticeOpening.Basis(facts),
            [NoticeControl.Overview] = OverviewSection.Of(facts),
            [NoticeControl.Lights] = LightsSection.Of(facts),
            [NoticeControl.Attention] = AttentionSection.Of(facts),
            [NoticeControl.Reporting] = ReportingSection.Of(facts),
            [NoticeControl.AttentionList] = AttentionSection.List(facts),
            [NoticeControl.ProgressTable] = ProgressSection.Of(facts),
            [NoticeControl.Check] = NoticeOpening.Check(facts),
        };
}
