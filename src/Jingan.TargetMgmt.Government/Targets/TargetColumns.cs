using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>A target as a row that the import reads again as the same target.</summary>
internal static class TargetColumns
{
    // A number that a cell shows otherwise than it is, is refused when it comes back: each is a number and no text.
    private static readonly IReadOnlyList<(string Heading, Func<Target, UnitNames, object?> Of)> All =
    [
        ("编号", (t, _) => t.Id.Value),
        ("年度", (t, _) => t.Year),
        ("层级", (t, _) => TargetWords.For(TargetWords.Level, DbText.Of(t.Level))),
        ("上级目标", (t, _) => t.ParentId?.Value),
        ("领域", (t, _) => t.Field),
        ("目标", (t, _) => t.Title),
        ("要求", (t, _) => t.Requirement),
        ("性质", (t, _) => TargetWords.For(TargetWords.Nature, DbText.Of(t.Nature))),
        ("类型", (t, _) => TargetWords.For(TargetWords.Kind, DbText.Of(t.Kind))),
        ("计量单位", (t, _) => t.UnitOfMeasure),
        ("基期值", (t, _) => t.Baseline),
        ("目标值", (t, _) => t.TargetValue),
        ("以市下达为准", (t, _) => t.Provisional switch { true => "是", false => "否", null => null }),
        ("方向", (t, _) => TargetWords.For(TargetWords.Direction, Code(t.Direction))),
        ("累计方式", (t, _) => TargetWords.For(TargetWords.Aggregation, Code(t.Aggregation))),
        ("序时进度", (t, _) => List(t.Plan, p => [p.Period.Value, Text(p.Value)])),
        ("进度形态", (t, _) => TargetWords.For(TargetWords.PlanShape, Code(t.PlanShape))),
        ("节点", (t, _) => List(t.Nodes, n => [n.Code, FormulaMark.PutOn(n.Title), Text(n.Due)])),
        ("牵头单位", (t, units) => units.NameOf(t.LeadUnit)),
        ("配合单位", (t, units) => List(t.CoUnits, c =>
            [units.NameOf(c.Unit), FormulaMark.PutOn(c.Part), c.Due is { } due ? Text(due) : ""])),
        ("认定单位", (t, units) => t.CertifyingUnit is { } unit ? units.NameOf(unit) : null),
        ("权重", (t, _) => t.Weight),
        ("来源", (t, _) => t.Source),
        ("填报频次", (t, _) => t.Frequency?.Named() is { } named
            ? string.Join(';', named)
            : TargetWords.For(TargetWords.Frequency, t.Frequency?.Text)),
        ("暂停", (t, _) => t.Suspension is { } rest ? $"{rest.From}|{rest.Until}".TrimEnd('|') : null),
    ];

    public static IEnumerable<string> Headings => All.Select(c => c.Heading);

    /// <summary>The cells: numbers, and texts that no program runs.</summary>
    public static IEnumerable<object?> CellsOf(Target target, UnitNames units) =>
        All.Select(c => c.Of(target, units));

    private static string? Code<T>(T? value)
        where T : struct, Enum => value is { } known ? DbText.Of(known) : null;

    private static string? List<T>(IReadOnlyList<T>? items, Func<T, IReadOnlyList<string>> partsOf) =>
        items is { Count: > 0 } ? ListText.Write(items.Select(partsOf)) : null;

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
