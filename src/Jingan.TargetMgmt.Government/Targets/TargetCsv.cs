using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Imports;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>Targets as CSV: one row per target, the columns of <c>seeds/jingan-2018/targets.csv</c>.
/// Cells with several parts: <c>a|b;a|b</c>.</summary>
internal static partial class TargetCsv
{
    private static readonly string[] Required =
    [
        "id", "year", "level", "field", "title", "nature", "kind", "leadUnit", "source",
    ];
    private static readonly string[] Numbers = ["year", "baseline", "targetValue", "weight"];
    private static readonly string[] Texts =
        ["id", "level", "parentId", "field", "title", "requirement", "nature", "kind", "unitOfMeasure", "direction",
            "aggregation", "planShape", "leadUnit", "certifyingUnit", "source", "frequency"];

    private static readonly Dictionary<string, string[]> Lists = new()
    {
        ["plan"] = ["period", "value"], ["nodes"] = ["code", "title", "due"], ["coUnits"] = ["unit", "part", "due"],
    };

    private static readonly string[] Columns = [.. Texts, .. Numbers, .. Lists.Keys, "provisional"];

    // A cell with several parts has no more of them than the longest list of a target.
    private const int MostParts = TargetValidator.MostCoUnits;

    public static readonly CsvForm Form = new("id", Columns, Required, ReadCell, CellFault);

    /// <summary>The rows of a file, numbered as a spreadsheet does.</summary>
    public static (IReadOnlyList<ImportRow<Target>> Rows, Problem? Unreadable) Read(string text) =>
        CsvRows.Read<Target>(text, Form, ImportBody.MostRows);

    // Null means that the cell is not what its column holds.
    private static JsonNode? ReadCell(string column, string cell) => column switch
    {
        "provisional" => cell is "true" or "false" ? JsonValue.Create(cell == "true") : null,
        "frequency" when cell.Contains('-', StringComparison.Ordinal)
            && !CsvForm.LooksLikeFormula(cell) => new JsonArray([.. cell.Split(';').Select(p => JsonValue.Create(p))]),
        _ when Numbers.Contains(column) => Number(cell),
        _ when Lists.TryGetValue(column, out var members) => ReadList(members, cell),
        _ => CsvForm.LooksLikeFormula(cell) ? null : JsonValue.Create(cell),
    };

    private static JsonArray? ReadList(string[] members, string cell)
    {
        if (cell.AsSpan().Count(';') >= MostParts)
        {
            return null;
        }

        var list = new JsonArray();
        foreach (var entry in cell.Split(';'))
        {
            var parts = entry.Split('|');
            if (parts.Length > members.Length
                || members.Zip(parts).Any(p => p.First != "value" && CsvForm.LooksLikeFormula(p.Second)))
            {
                return null;
            }

            var item = new JsonObject();
            foreach (var (member, part) in members.Zip(parts).Where(p => p.Second.Length > 0))
            {
                item[member] = member == "value" ? Number(part) : JsonValue.Create(part);
            }

            list.Add(item);
        }

        return list;
    }

    private static JsonNode? Number(string cell) => PlainNumber().IsMatch(cell) ? JsonNode.Parse(cell) : null;

    private static Text CellFault(string column) => Numbers.Contains(column)
        ? new("须为普通小数（不含千分位、公式）", "must be a plain number, without separators or formulas")
        : Lists.TryGetValue(column, out var members)
            ? new($"格式为 {string.Join('|', members)}，多项用 ; 分隔，最多 {MostParts} 项",
                $"must be {string.Join('|', members)}, several separated by ;, {MostParts} at most")
            : column == "provisional" ? new("须为 true 或 false", "must be true or false")
            : CsvForm.IsFormula;

    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,27})(\.[0-9]{1,28})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainNumber();
}
