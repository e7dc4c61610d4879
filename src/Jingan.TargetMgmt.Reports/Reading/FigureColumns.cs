namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>The columns that every table has of a target beside its value: how far it is, what it promised at first,
/// and how it stood before.</summary>
internal static class FigureColumns
{
    public static readonly IReadOnlyList<string> Header =
        ["计划值", "完成目标的比例", "原目标", "原目标值", "原计量单位", "上次颜色所属期", "上次颜色", "变化"];

    public static object?[] Of(Member target, Palette palette, CsvFor reader) =>
    [
        target.Figures?.Planned, reader.Share(target.Figures), target.Original?.Title, target.Original?.TargetValue,
        target.Original?.UnitOfMeasure, target.Last?.Period.ToChinese(),
        target.Last is { } last ? palette.NameOf(last.Colour) : null, target.Change?.ToChinese(),
    ];
}
