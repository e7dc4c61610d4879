using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Documents.Parts;

/// <summary>目标×月: every target through the year's periods of this length, up to this one.</summary>
internal static class CourseTable
{
    public static ReportPart Of(PeriodReport report) => new(
        report.Head.Period.IsQuarter ? "目标×季" : "目标×月",
        [
            new(
                "",
                [
                    new("目标编号", 12), new("目标", 34), new("牵头单位", 22),
                    .. report.Course.Periods.Select(p => new Column(p.ToChinese(), 10)), new("走势", 11),
                ],
                [.. report.Course.Targets.Select(t => LineOf(t, report.Course))],
                Fixed: 2),
        ],
        PartChart.Course);

    private static Line LineOf(CourseLine target, YearCourse course) => new(
    [
        Value.OfShort(target.TargetId.Value), Value.Of(target.Title), Value.Of(target.LeadName),
        .. target.Cells.Select(cell => cell.Colour is { } colour
            ? Value.OfShort(course.Colours[colour])
            : Value.OfShort(cell.State!.Value.ToChinese())),
        Value.OfShort(target.Trend?.Arrow()),
    ]);
}
