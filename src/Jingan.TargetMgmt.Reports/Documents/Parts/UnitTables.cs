using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Documents.Parts;

/// <summary>单位: how the targets that each unit leads stand, counts beside shares, departments and subdistricts
/// apart.</summary>
internal static class UnitTables
{
    public static ReportPart Of(PeriodReport report) => new(
        "单位",
        [
            new(
                "",
                [
                    new("单位", 26), new("牵头目标", 7), new("配合目标", 7), new("已评定", 8),
                    .. report.Colours.SelectMany(c => (Column[])
                        [new(c.Colour.Marked(), 8), new($"{c.Colour.Short()} 占比", 9)]),
                    new("没有颜色", 7), new("应报", 7), new("已报", 7), new("按时", 7), new("逾期", 7), new("未填报", 8),
                    new("完整率", 9), new("及时率", 9),
                ],
                [.. report.Units.SelectMany(LinesOf)],
                Fixed: 1),
        ]);

    private static IEnumerable<Line> LinesOf(UnitGroup group) => group.Units.Append(group.Total)
        .Select((unit, i) => LineOf(unit, i == 0 ? group.Kind.ToChinese() : null));

    private static Line LineOf(UnitLine unit, string? group) => new(
        [
            Value.Of(unit.Name), Value.Of(unit.Led), Value.Of(unit.CoOperated), Value.Of(unit.Rated),
            .. unit.Colours.SelectMany(c => (Value[])[Value.Of(c.Count), Value.OfShare(c.Share)]),
            Value.Of(unit.NotRated), Value.Of(unit.Expected), Value.Of(unit.Filed), Value.Of(unit.OnTime),
            Value.Of(unit.Late), Value.Of(unit.NotReported), Value.OfShare(unit.Completeness),
            Value.OfShare(unit.Timeliness),
        ],
        IsTotal: unit.Unit is null, group);
}
