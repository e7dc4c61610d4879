using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>The overview as a table: a row per target, those that need attention first, and the totals below.</summary>
internal static class OverviewTable
{
    public static IResult Of(PeriodView view, PullOverview.Response report, CsvFor reader) => reader.ToResult(
        $"overview-{report.Period}.csv",
        report,
        HeaderFor(reader),
        [
            .. view.Attention.Concat(view.Standings.Except(view.Attention)).Select(s => RowOf(s, view, reader)),
            [],
            ["合计", "数量", "已评定总数", "占比", "例"],
            .. view.Palette.Colours.Zip(report.Totals, (c, t) => new object?[]
            {
                c.ToChinese(), t.Count, t.Rated, reader.Share(t.Share), t.Example?.TargetId.Value,
            }),
            .. report.States.Select(s => new object?[]
            {
                s.State.ToChinese(), s.Count, null, null, s.Targets.Select(id => id.Value).FirstOrDefault(),
            }),
            ["目标总数", report.Targets],
            ["其中更正", report.Corrections],
            .. report.Changed.Select(c => new object?[]
            {
                c.SinceClose ? "关闭后调整" : "期内调整", c.TargetId.Value, $"本期按第 {c.Counted} 版，现第 {c.Newest} 版", c.NewTitle,
                c.NewTargetValue, c.NewUnitOfMeasure,
            }),
            .. report.SinceClose.Select(r => new object?[]
            {
                "关闭后补报", r.TargetId.Value, r.Unit.Value, reader.Instant(r.SubmittedAt),
            }),
            .. report.Certified.Where(c => c.Late).Select(c => new object?[]
            {
                "关闭后认定", c.TargetId.Value, c.Unit.Value, c.Certified, c.Difference,
            }),
        ]);

    // Who wants to check a rating finds it by its index; a hash in each row helps nobody who reads.
    private static IEnumerable<string> HeaderFor(CsvFor reader) =>
    [
        "目标编号", "目标", "牵头单位", "层级", "类型", "颜色", "状态", "牵头单位填报", "建议颜色", "评定说明", "偏离理由", "更正", "评定序号",
        .. reader.IsPeople ? (string[])[] : ["叶哈希"],
        "所取代评定序号", "评定版本", "评定依据值", "目标值", "计量单位", "采用新版本的理由", "填报值", "认定值", "认定与填报之差", "认定单位",
        .. FigureColumns.Header,
    ];

    private static object?[] RowOf(TargetStatus standing, PeriodView view, CsvFor reader)
    {
        var (target, rating) = (standing.Target, standing.Rating);
        var certified = CertifiedBeside.Of(standing.Facts).FirstOrDefault(c => !c.Late);
        var shown = Member.Of(UnitPart.OfLead(standing), view.Palette);
        return
        [
            target.Id.Value, standing.Title, view.LeadNameOf(standing), target.Level.ToChinese(),
            target.Kind.ToChinese(),
            rating is null ? null : view.Palette[rating.Colour].ToChinese(), standing.State?.ToChinese(),
            UnitPart.OfLead(standing).Filed?.ToChinese(),
            rating?.Suggested is { } suggested ? view.Palette.NameOf(suggested) : null,
            rating?.Rationale, rating?.Divergence?.Reason, rating?.Correction == true ? "是" : null, rating?.Index,
            .. reader.IsPeople ? (object?[])[] : [rating?.LeafHash],
            rating?.Supersedes,
            rating?.TargetVersion, rating?.Judged?.Actual, shown.Figures?.TargetValue, shown.Figures?.UnitOfMeasure,
            rating?.VersionReason,
            target.Kind == TargetKind.Quantitative ? standing.Facts.Lead?.Value : null, certified?.Certified,
            certified?.Difference, certified?.Unit.Value, .. FigureColumns.Of(shown, view.Palette, reader),
        ];
    }
}
