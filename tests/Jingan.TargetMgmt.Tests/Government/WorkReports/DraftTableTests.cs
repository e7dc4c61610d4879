using System.Text;
using CsvHelper;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.WorkReports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jingan.TargetMgmt.Tests.Government.WorkReports;

/// <summary>A draft is a table that the import takes, once a person has filled in what the report does not say.
/// </summary>
public sealed class DraftTableTests
{
    private const string Report = """
        二、2021年主要工作
        今年经济社会发展的主要预期目标是：区级财政收入同比增长4%；城镇登记失业人数控制在市下达指标以内；空气质量优良率不低于80%。
        （一）改善民生
        新增养老床位500张、日间照护中心2家，审批时限压缩至5个工作日以内。年内完成甲医院建设并投入使用，乙地块开工。推进“一网统管”平台建设。
        """;

    [Fact]
    public void A_draft_with_what_it_lacks_filled_in_is_imported_and_what_is_for_people_is_passed_over()
    {
        var rows = Rows(Report);
        var header = rows[0];
        foreach (var (i, row) in rows.Skip(1).Index())
        {
            Fill(row, "编号", $"JA2021-{i + 1:000}");
            Fill(row, "牵头单位", "MZJ");
            Fill(row, "性质", "约束性");
            Fill(row, "层级", "部门");
            var nodes = Array.IndexOf(header, "节点");
            row[nodes] = string.Join('\n', row[nodes].Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(n => n.Split('|').Length == 3 ? n : n + "|2021-12-31"));
        }

        var (file, unreadable) = TargetTable.Read(Written(rows));
        Assert.Null(unreadable);
        var validator = new TargetValidator();
        Assert.Empty(file!.Rows.SelectMany(r => r.Faults.Concat(r.Item is { } t
            ? validator.Validate(t).Errors.Select(e => (e.PropertyName, e.ErrorMessage))
            : [])));
        Assert.Equal(WorkReport.Read(Report).Targets.Select(t => (t.Title, t.Kind, t.TargetValue, t.UnitOfMeasure,
            t.Direction, t.Aggregation, (bool?)(t.Provisional ? true : null), t.Nodes?.Count)),
            file.Rows.Select(r => r.Item!).Select(t => (t.Title, t.Kind, t.TargetValue, t.UnitOfMeasure, t.Direction,
                t.Aggregation, t.Provisional, t.Nodes?.Count)));
        Assert.Equal(TargetForm.DraftNotes.Count, file.Ignored.Count);
        Assert.All(file.Ignored, n => Assert.Equal("是供核对的列，不导入", n.Why));

        void Fill(string[] row, string column, string value)
        {
            var at = Array.IndexOf(header, column);
            row[at] = row[at].Length == 0 ? value : row[at];
        }
    }

    [Fact]
    public void As_it_comes_it_is_refused_row_by_row_for_what_it_lacks() =>
        Assert.All(TargetTable.Read(Written(Rows(Report))).File!.Rows,
            r => Assert.Contains(r.Faults, f => f.Pointer == "/id"));

    [Fact]
    public void Where_nothing_was_found_the_table_says_why()
    {
        var rows = Rows("一、2020年工作回顾\n新增床位100张。");
        Assert.Equal(2, rows.Count);
        Assert.Contains("只有回顾部分", rows[1][Array.IndexOf(rows[0], "草稿理由")], StringComparison.Ordinal);
    }

    private static List<string[]> Rows(string report)
    {
        var file = Assert.IsType<FileContentHttpResult>(DraftTable.ToResult(WorkReport.Read(report)));
        var bytes = file.FileContents.Span;
        Assert.True(bytes.StartsWith(Encoding.UTF8.Preamble));
        using var csv = new CsvParser(new StringReader(Encoding.UTF8.GetString(bytes[3..])),
            System.Globalization.CultureInfo.InvariantCulture);
        List<string[]> rows = [];
        while (csv.Read())
        {
            rows.Add(csv.Record!);
        }

        return rows;
    }

    private static string Written(IEnumerable<string[]> rows) => string.Join('\n', rows.Select(r =>
        string.Join(',', r.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))));
}
