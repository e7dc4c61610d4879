using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;

namespace Jingan.TargetMgmt.Government.Sheets;

/// <summary>What a reporting sheet told the clerk of a target: when it comes back, the target may have been changed.
/// </summary>
/// <param name="TargetId">The target.</param>
/// <param name="Version">The version that counted.</param>
/// <param name="Title">Its title.</param>
/// <param name="LeadUnit">Who leads.</param>
/// <param name="UnitOfMeasure">Of its values; empty where it has none.</param>
/// <param name="Promised">The value to reach; empty where it has none.</param>
/// <param name="Planned">The plan to date; empty where it has none.</param>
/// <param name="Nodes">Its nodes with their days.</param>
internal sealed record SheetPromise(
    string TargetId, long Version, string Title, string LeadUnit, string UnitOfMeasure, string Promised, string Planned,
    string Nodes)
{
    public static SheetPromise Of(StoredTarget counted, Period period)
    {
        var target = counted.Target;
        return new(
            target.Id.Value, counted.Version, target.Title, target.LeadUnit.Value, target.UnitOfMeasure ?? "",
            Text(target.TargetValue), Text(PlannedValue.Of(target, period)),
            string.Join(';', (target.Nodes ?? []).Select(n => $"{n.Code} {n.Title} {n.Due:yyyy-MM-dd}")));
    }

    /// <summary>What is another by now, for people.</summary>
    public IEnumerable<Text> DifferencesTo(SheetPromise now) => new (string Zh, string En, string Then, string Now)[]
    {
        ("目标", "the title", Title, now.Title),
        ("牵头单位", "the lead unit", LeadUnit, now.LeadUnit),
        ("计量单位", "the unit of measure", UnitOfMeasure, now.UnitOfMeasure),
        ("全年目标", "the target value", Promised, now.Promised),
        ("序时计划", "the plan to date", Planned, now.Planned),
        ("节点", "the nodes", Nodes, now.Nodes),
    }.Where(d => d.Then != d.Now).Select(d => new Text(
        $"{d.Zh}：模板中为“{Quote(d.Then)}”，现为“{Quote(d.Now)}”",
        $"{d.En}: \"{Quote(d.Then)}\" in the sheet, \"{Quote(d.Now)}\" now"));

    private static string Quote(string text) => text.Length == 0 ? "—" : RefusedValueException.Quote(text);

    private static string Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
