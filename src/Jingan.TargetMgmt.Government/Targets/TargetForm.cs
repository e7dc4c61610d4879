using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Tables;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>Targets as a table: one row a target, under the members' names or in the office's words.</summary>
internal static class TargetForm
{
    private static readonly Text Template = new(
        "请用模板：下载 /api/v1/targets.csv?year=2018（年度自定；该年尚无目标时只有列名），填写后再传。必有 编号、年度、层级、领域、目标、"
            + "性质、类型、牵头单位、来源，按需加 计量单位、目标值、配合单位、节点、一季度 等",
        "use the template: download /api/v1/targets.csv?year=2018 (any year; of one without targets it has the columns "
            + "alone), fill it in and send it. There must be id, year, level, field, title, nature, kind, leadUnit and "
            + "source; the others as needed");

    /// <summary>The columns of a draft that are there for the person who corrects it.</summary>
    public static readonly IReadOnlyList<string> DraftNotes = ["草稿把握", "草稿理由", "草稿比较基准", "草稿原句", "草稿段落", "草稿位置"];

    /// <summary>The form, given what the units are called.</summary>
    public static ImportForm With(UnitNames units) => new(
        "id", Template,
        [
            ImportColumn.Required("id", CellReading.OfCode, "编号", "目标编号"),
            ImportColumn.Required("year", CellReading.OfYear, "年度", "年份"),
            ImportColumn.Required("level", Word(TargetWords.Level), "层级", "目标层级"),
            ImportColumn.Of("parentId", CellReading.OfCode, "上级目标", "上级目标编号"),
            ImportColumn.Required("field", CellReading.OfText, "领域", "工作领域"),
            ImportColumn.Required("title", CellReading.OfText, "目标", "目标名称", "工作目标", "目标任务"),
            ImportColumn.Of("requirement", CellReading.OfText, "要求", "目标要求", "具体要求"),
            ImportColumn.Required("nature", Word(TargetWords.Nature), "性质", "目标性质"),
            ImportColumn.Required("kind", Word(TargetWords.Kind), "类型", "目标类型"),
            ImportColumn.Of("unitOfMeasure", CellReading.OfCode, "计量单位"),
            Number("baseline", "基期值", "上年实绩"),
            Number("targetValue", "目标值", "全年目标值"),
            ImportColumn.Of("provisional", CellReading.OfFlag, "以市下达为准"),
            ImportColumn.Of("direction", Word(TargetWords.Direction), "方向", "目标方向"),
            ImportColumn.Of("aggregation", Word(TargetWords.Aggregation), "累计方式"),
            new("plan", TargetLists.ReadPlan, "序时进度"),
            Quarter(1, "一"),
            Quarter(2, "二"),
            Quarter(3, "三"),
            Quarter(4, "四"),
            ImportColumn.Of("planShape", Word(TargetWords.PlanShape), "进度形态"),
            new("nodes", TargetLists.ReadNodes, "节点", "时间节点"),
            // Before the lead units: those behind the first follow the co-units that are named.
            new("coUnits", (cell, row) => TargetLists.ReadCoUnits(cell, row, units), "配合单位", "协办单位"),
            new("leadUnit", (cell, row) => TargetLists.ReadLeadUnits(cell, row, units), "牵头单位", "责任单位")
            {
                IsRequired = true,
            },
            ImportColumn.Of("certifyingUnit", units.Read, "认定单位"),
            ImportColumn.Of("weight", cell => CellReading.OfNumber(cell, "%"), "权重"),
            ImportColumn.Required("source", CellReading.OfText, "来源", "目标来源"),
            new("frequency", TargetLists.ReadFrequency, "填报频次"),
            new("suspension", TargetLists.ReadSuspension, "暂停"),
            .. DraftNotes.Select(ImportColumn.PassedOver),
        ]);

    private static Func<TableCell, CellReading> Word(IReadOnlyDictionary<string, string> words) =>
        cell => CellReading.OfListed(cell, words);

    private static ImportColumn Number(string member, params IReadOnlyList<string> headings) => new(
        member, (cell, row) => row.Take(cell, "/" + member, CellReading.OfNumber(cell, TargetLists.UnitOf(row))),
        headings);

    private static ImportColumn Quarter(int quarter, string numeral) => new(
        $"Q{quarter}", (cell, row) => TargetLists.ReadQuarter(cell, row, quarter),
        $"{numeral}季度", $"第{numeral}季度", $"{numeral}季度计划");
}
