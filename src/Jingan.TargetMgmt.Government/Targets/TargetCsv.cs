using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>Targets as CSV: one row per target, the columns of <c>seeds/jingan-2018/targets.csv</c>.
/// Cells with several parts: <c>a|b;a|b</c>.</summary>
internal static partial class TargetCsv
{
    public const string MediaType = "text/csv";

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

    private static readonly Text BadQuotes = new("引号不成对", "has an unpaired quote");

    // A cell with several parts has no more of them than the longest list of a target.
    private const int MostParts = TargetValidator.MostCoUnits;

    /// <summary>The rows of a file, numbered as a spreadsheet does; when there are more than <paramref name="most"/>,
    /// one more than that and not the rest.</summary>
    /// <remarks>A cell with line breaks stands in one row of a spreadsheet, and a blank line is a row.</remarks>
    public static (IReadOnlyList<ImportRow> Rows, Problem? Unreadable) Read(string text, int most = ImportBody.MostRows)
    {
        var hasBadQuotes = false;
        using var csv = new CsvParser(
            new StringReader(text),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                BadDataFound = _ => hasBadQuotes = true,
                IgnoreBlankLines = false,
            });
        var row = 0;
        if (!ReadNext())
        {
            return ([], Problem.Invalid("", new("文件为空", "is empty")));
        }

        // Counted before a cell is cut out of it: for every one with a bad quote the parser hands the whole row over
        // once more.
        if (csv.Count > Columns.Length)
        {
            return ([],
                Problem.Invalid("/header", new(
                    $"有 {csv.Count} 列，最多 {Columns.Length} 列", $"has {csv.Count} columns, {Columns.Length} at most")));
        }

        var header = csv.Record!;
        if ((hasBadQuotes ? BadQuotes : HeaderFault(header)) is { } fault)
        {
            return ([], Problem.Invalid("/header", fault));
        }

        var (rows, faulty, told) = (new List<ImportRow>(), 0, 0);
        while (rows.Count <= most && ReadNext())
        {
            rows.Add(
                faulty >= RequestLimits.MostErrors ? ImportRow.NotRead(row)
                : csv.Count != header.Length
                    ? new(row, null, null,
                        [("", new Text($"应有 {header.Length} 列，实为 {csv.Count} 列",
                            $"has {csv.Count} cells instead of {header.Length}").Current)])
                : ReadCells(csv.Record!));
            faulty += rows[^1].Faults.Count > 0 ? 1 : 0;
            told += rows[^1].Faults.Count;
        }

        return (rows, null);

        // The next row with anything in it.
        bool ReadNext()
        {
            do
            {
                row++;
                if (!csv.Read())
                {
                    return false;
                }
            }
            while (csv.Count == 0 || (csv.Count == 1 && csv.RawRecord.AsSpan().TrimEnd("\r\n").IsEmpty));

            return true;
        }

        // The parser looks at quotes only when the cells are asked for.
        ImportRow ReadCells(string[] cells)
        {
            var read = hasBadQuotes
                ? new(row, null, null, [("", BadQuotes.Current)])
                : ReadRow(header, cells, row, told);
            hasBadQuotes = false;
            return read;
        }
    }

    private static Text? HeaderFault(string[] header)
    {
        var (unknown, missing) = (header.Except(Columns).ToList(), Required.Except(header).ToList());
        return unknown.Count > 0
            ? new($"未知的列：{string.Join("、", unknown)}", $"unknown columns: {string.Join(", ", unknown)}")
            : missing.Count > 0
                ? new($"缺少列：{string.Join("、", missing)}", $"missing columns: {string.Join(", ", missing)}")
            : header.Distinct().Count() != header.Length ? new("列名重复", "a column appears twice")
            : null;
    }

    private static ImportRow ReadRow(string[] header, string[] cells, int row, int told)
    {
        var target = new JsonObject();
        List<(string, string)> faults = [];
        foreach (var (column, cell) in header.Zip(cells).Where(c => c.Second.Length > 0))
        {
            if (ReadCell(column, cell) is { } value)
            {
                target[column] = value;
            }
            else
            {
                faults.Add(($"/{column}", CellFault(column).Current));
            }
        }

        return ImportRow.Of(row, target, faults, told);
    }

    // Null means that the cell is not what its column holds.
    private static JsonNode? ReadCell(string column, string cell) => column switch
    {
        "provisional" => cell is "true" or "false" ? JsonValue.Create(cell == "true") : null,
        "frequency" when cell.Contains('-', StringComparison.Ordinal)
            && !LooksLikeFormula(cell) => new JsonArray([.. cell.Split(';').Select(p => JsonValue.Create(p))]),
        _ when Numbers.Contains(column) => Number(cell),
        _ when Lists.TryGetValue(column, out var members) => ReadList(members, cell),
        _ => LooksLikeFormula(cell) ? null : JsonValue.Create(cell),
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
                || members.Zip(parts).Any(p => p.First != "value" && LooksLikeFormula(p.Second)))
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

    // What Excel or WPS would run when the file is opened again (OWASP, CSV injection).
    private static bool LooksLikeFormula(string cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

    private static Text CellFault(string column) => Numbers.Contains(column)
        ? new("须为普通小数（不含千分位、公式）", "must be a plain number, without separators or formulas")
        : Lists.TryGetValue(column, out var members)
            ? new($"格式为 {string.Join('|', members)}，多项用 ; 分隔，最多 {MostParts} 项",
                $"must be {string.Join('|', members)}, several separated by ;, {MostParts} at most")
            : column == "provisional" ? new("须为 true 或 false", "must be true or false")
            : new("不得以 = + - @ 开头（公式）", "must not begin with = + - @ (a formula)");

    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,27})(\.[0-9]{1,28})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainNumber();
}
