using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Reports.Documents.Parts;

/// <summary>报送情况: what was owed, what came and when, and by name what is missing or late.</summary>
internal static class ReportingTables
{
    private const int MostNamed = 6;

    public static ReportPart Of(PeriodReport report) =>
        new("报送情况", [UnitsOf(report), MissingOf(report), LateOf(report)]);

    private static ReportTable UnitsOf(PeriodReport report) => new(
        "一、各单位",
        [
            new("单位", 26), new("类别", 13), new("未填报的目标", 38), new("应报", 12), new("已报", 20), new("按时", 9),
            new("逾期", 9), new("未填报", 9), new("完整率", 9), new("无变化", 9), new("填有困难", 10), new("附佐证", 9),
            new("有自评", 9),
        ],
        [
            .. report.Reporting.Units.Where(u => u.Reporting.Expected > 0).Select(u => LineOf(
                u.Name, u.Kind.ToChinese(), NamesOf(u.Missing), u.Reporting, isTotal: false)),
            LineOf("合计", "", "", report.Reporting.Total, isTotal: true),
        ]);

    private static Line LineOf(
        string name, string kind, string missing, PullCompleteness.Reporting r, bool isTotal) => new(
        [
            Value.Of(name), Value.Of(kind), Value.Of(missing), Value.Of(r.Expected), Value.Of(r.Filed),
            Value.Of(r.OnTime), Value.Of(r.Late), Value.Of(r.NotReported), Value.OfShare(r.Completeness),
            Value.Of(r.NoChange), Value.Of(r.WithDifficulties), Value.Of(r.WithEvidence), Value.Of(r.WithSelfColour),
        ],
        isTotal);

    // All of them stand below by name.
    private static string NamesOf(IReadOnlyList<PullCompleteness.MissingReport> missing) =>
        string.Join('、', missing.Take(MostNamed).Select(m => m.TargetId.Value))
        + (missing.Count > MostNamed ? $" 等 {missing.Count} 个" : "");

    private static ReportTable MissingOf(PeriodReport report) => new(
        "二、未填报",
        [new("单位", 26), new("目标编号", 13), new("目标", 38), new("牵头或配合", 12)],
        [
            .. report.Reporting.Units.SelectMany(u => u.Missing.Select(m => new Line(
            [
                Value.Of(u.Name), Value.OfShort(m.TargetId.Value), Value.Of(m.Title),
                Value.OfShort(PartOf(m.IsLead)),
            ]))),
        ]);

    private static ReportTable LateOf(PeriodReport report) => new(
        "三、逾期填报",
        [
            new("单位", 26), new("目标编号", 13), new("目标", 38), new("牵头或配合", 12), new("填报时间（北京时间）", 20),
        ],
        [
            .. report.Late.Select(late => new Line(
            [
                Value.Of(late.Name), Value.OfShort(late.TargetId.Value), Value.Of(late.Title),
                Value.OfShort(PartOf(late.IsLead)), Value.OfShort(BeijingTime.Of(late.SubmittedAt)),
            ])),
        ]);

    private static string PartOf(bool isLead) => isLead ? "牵头" : "配合";
}
