using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Tables;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>Reports as a table: one row a target, and below it one for each of its nodes that there is news of. The
/// columns are those of the reporting sheet.</summary>
internal static class BatchForm
{
    /// <summary>The columns that say something of a target; a row with none of them filled in says nothing.</summary>
    public static readonly IReadOnlyList<string> Inputs =
        ["value", "doneOn", "forecastOn", "noChange", "narrative", "difficulties", "nextSteps", "selfColour"];

    private static readonly Text Template = new(
        "请用填报表模板：GET /api/v1/units/{单位代码}/template.xlsx?period={填报期}",
        "use the reporting sheet: GET /api/v1/units/{code}/template.xlsx?period={period}");

    /// <summary>The form, given the units of measure of the targets.</summary>
    /// <param name="unitOf">The unit of measure of a target by its id; null where it has none or is not the caller's.
    /// </param>
    public static ImportForm With(Func<string, string?> unitOf) => new(
        "targetId", Template,
        ImportColumn.Required("targetId", CellReading.OfCode, "目标编号", "编号"),
        // Read together with its days, into the report of its target.
        ImportColumn.ForPeople("nodes", "节点编号", "节点"),
        ImportColumn.ForPeople("title", "目标 / 节点", "目标/节点", "目标", "目标名称"),
        ImportColumn.ForPeople("role", "承担方式"),
        ImportColumn.ForPeople("unitOfMeasure", "计量单位"),
        ImportColumn.ForPeople("promised", "全年目标 / 节点期限", "全年目标/节点期限", "全年目标值", "目标值"),
        ImportColumn.ForPeople("planned", "序时计划"),
        ImportColumn.ForPeople("last", "上次填报"),
        ImportColumn.ForPeople("lastColour", "上期颜色"),
        ImportColumn.ForPeople("result", "校验结果"),
        ImportColumn.Of("period", CellReading.OfPeriod, "填报期"),
        new("value", (cell, row) => row.Take(cell, "/value", CellReading.OfNumber(cell, UnitOf(row, unitOf))),
            "累计值", "本期累计值", "完成值", "实际值"),
        ImportColumn.ForPeople("doneOn", "完成日期"),
        ImportColumn.ForPeople("forecastOn", "预计完成日期", "预计日期"),
        ImportColumn.Of("noChange", CellReading.OfFlag, "无变化"),
        ImportColumn.Of("narrative", CellReading.OfText, "进展情况", "进展说明", "进展"),
        ImportColumn.Of("difficulties", CellReading.OfText, "困难问题", "困难", "存在困难"),
        ImportColumn.Of("nextSteps", CellReading.OfText, "下一步措施", "下一步", "下步措施"),
        ImportColumn.Of("selfColour", CellReading.OfCode, "自评颜色", "自评"),
        ImportColumn.Of("signatory", CellReading.OfText, "签发人"));

    /// <summary>Reads the days of a node, or of a co-unit's part.</summary>
    public static void ReadDays(RowReading from, RowReading into, string pointer)
    {
        TableCell? code = from.Find("nodes"), done = from.Find("doneOn"), forecast = from.Find("forecastOn");
        if ((done ?? forecast) is null)
        {
            return;
        }

        into.TakeObject(
            (code ?? done ?? forecast)!, pointer, isItem: code is not null, ("code", code, CellReading.OfCode),
            ("doneOn", done, CellReading.OfDay), ("forecastOn", forecast, CellReading.OfDay));
    }

    private static string? UnitOf(RowReading row, Func<string, string?> unitOf) =>
        row.Find("targetId") is { } id ? unitOf(id.Text.Trim()) : null;
}
