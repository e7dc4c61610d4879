using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Cli.Reporting;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Reading;
using Jingan.TargetMgmt.Http.Tables.Xlsx;

namespace Jingan.TargetMgmt.Cli.Rating;

/// <summary>Judgements in a workbook, or a CSV file: the worklist with what the assessor wrote beside it. A row with
/// nothing written is no judgement.</summary>
internal static partial class JudgementTable
{
    public static readonly Text Form = new(
        "请用工作清单（jtm worklist --out june.xlsx）：在 颜色、理由 列填写，与建议不同的加 偏离代码、偏离说明。",
        "Use the worklist (jtm worklist --out june.xlsx): fill in 颜色 and 理由, and 偏离代码 and 偏离说明 where the "
            + "suggestion is another.");

    private const string Sheet = "评定";

    private static readonly TableLimits Limits = new(10_001, 200, 32_767, 16 * 1024 * 1024);

    private static readonly string[] Written = ["colour", "rationale", "code", "why", "reason"];

    private sealed record Row(
        TargetId TargetId, string? Colour = null, string? Rationale = null, string? Code = null, string? Why = null,
        string? Reason = null, bool SecondMark = false, long? Version = null, long? Basis = null);

    private static readonly ImportForm Columns = new(
        "targetId", Form,
    [
        ImportColumn.Required("targetId", CellReading.OfCode, "目标编号", "编号"),
        ImportColumn.Required("colour", OfWord, "颜色", "评定颜色"),
        ImportColumn.Required("rationale", CellReading.OfText, "理由", "评定理由"),
        ImportColumn.Of("code", OfWord, "偏离代码"),
        ImportColumn.Of("why", CellReading.OfText, "偏离说明"),
        ImportColumn.Of("reason", CellReading.OfText, "替代理由"),
        ImportColumn.Of("secondMark", CellReading.OfFlag, "复评"),
        ImportColumn.Of("version", cell => CellReading.OfNumber(cell, null), "目标版本"),
        ImportColumn.Of("basis", cell => CellReading.OfNumber(cell, null), "依据序号"),
        .. new[]
        {
            "目标", "牵头单位", "分类", "计量单位", "全年目标", "序时计划", "累计值", "差值", "状态", "报送", "进展情况", "困难问题",
            "下一步措施", "自评颜色", "建议颜色", "近三期颜色", "提示", "现评颜色", "抽中复评",
        }.Select(h => ImportColumn.ForPeople(h, h)),
    ]);

    public static bool IsTable(string path) =>
        Path.GetExtension(path) is { } ending
        && (ending.Equals(".xlsx", StringComparison.OrdinalIgnoreCase)
            || ending.Equals(".csv", StringComparison.OrdinalIgnoreCase));

    /// <summary>The judgements; what is wrong with a row goes to <paramref name="faults"/>, by cell.</summary>
    /// <exception cref="ClientException">The file cannot be read, or has no judgement.</exception>
    public static IReadOnlyList<(int Line, WrittenJudgement Judgement)> Read(string path, LineFaults faults)
    {
        var table = ReadTable(path);
        var (file, unreadable) = ImportTable.Read<Row>(table, Columns);
        if (file is null)
        {
            throw Refused(unreadable!);
        }

        var written = WrittenRows(table);
        var hasFacts = table.Rows[0].Cells.Any(c => c.Text.Trim() == "依据序号");
        List<(int, WrittenJudgement)> judgements = [];
        foreach (var row in file.Rows.Where(r => written.Contains(r.Row)))
        {
            foreach (var (pointer, message) in row.Faults)
            {
                faults.AddUnreadable(row.Row, row.Tell(pointer, message));
            }

            if (row is { Item: { } item, Faults.Count: 0 } && IsWhole(item, row, faults))
            {
                judgements.Add((row.Row, new(
                    item.TargetId, item.Colour!, item.Rationale!,
                    item.Code is null ? null : new(item.Code, item.Why ?? ""), null, item.Reason, item.SecondMark)
                {
                    Seen = hasFacts ? new(item.Version, item.Basis) : null,
                }));
            }
        }

        if (judgements.Count == 0 && written.Count == 0)
        {
            throw ClientException.Impossible(new($"{path} 中没有评定。", $"{path} has no judgements."));
        }

        JudgementFile.AddTwice(judgements, faults);
        return judgements;
    }

    private static bool IsWhole(Row item, ImportRow<Row> row, LineFaults faults)
    {
        var missing = new (string Pointer, bool IsMissing)[]
        {
            ("/colour", item.Colour is null), ("/rationale", string.IsNullOrWhiteSpace(item.Rationale)),
            ("/code", item.Code is null && item.Why is not null), ("/why", item.Code is not null && item.Why is null),
        }.Where(m => m.IsMissing).ToList();
        foreach (var (pointer, _) in missing)
        {
            faults.AddUnreadable(row.Row, row.Tell(pointer, new Text("须填写", "is required").Current));
        }

        return missing.Count == 0;
    }

    private static Http.Tables.Table ReadTable(string path)
    {
        var bytes = InputFile.ReadBytes(path);
        var mediaType = TableFile.MediaTypeOf(path);
        var read = mediaType != XlsxReader.MediaType ? TableReader.Read(mediaType, bytes, Limits)
            : XlsxReader.ReadOrFirst(bytes, Limits, Sheet);
        return read.Table is { Rows.Count: > 0 } table ? table
            : throw (read.Refusal is { } refusal
                ? Refused(refusal)
                : ClientException.Impossible(new($"{path} 中没有评定。", $"{path} has no judgements.")));
    }

    // By number; the columns are found anew, since what stands in them may not be what belongs there.
    private static HashSet<int> WrittenRows(Http.Tables.Table table)
    {
        var columns = table.Rows[0].Cells.Where(c => Written.Contains(Columns.Find(c)?.Name)).Select(c => c.Column)
            .ToHashSet();
        return [.. table.Rows.Skip(1).Where(r => r.Cells.Any(c => columns.Contains(c.Column))).Select(r => r.Number)];
    }

    private static ClientException Refused(Problem refusal) => new(
        FailureKind.Impossible, refusal.Detail.Current)
    { Details = [.. (refusal.Errors ?? new Dictionary<string, string[]>()).SelectMany(e => e.Value)] };

    // A choice of the list has its code behind it; a code may stand there alone.
    private static CellReading OfWord(TableCell cell) =>
        cell.Fault is null && Code().Match(cell.Text) is { Success: true } choice
            ? new(JsonValue.Create(choice.Groups[1].Value))
            : CellReading.OfCode(cell);

    [GeneratedRegex(@"[（(]\s*([A-Za-z][A-Za-z0-9-]*)\s*[）)]\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
