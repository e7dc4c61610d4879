using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Tests.Reports.Notices;

namespace Jingan.TargetMgmt.Api.Tests.Documents;

/// <summary>The documents of one period: JSON, tables, workbook and page are read as a reader of each would, and every
/// figure is the same.</summary>
public abstract class SameFiguresTests(ServiceFactory service) : IAsyncLifetime
{
    private const string June = "2018-06";

    private JsonObject _overview = [], _units = [], _completeness = [], _matrix = [];
    private ReadDocument? _workbook, _page;

    public async ValueTask InitializeAsync()
    {
        await service.RegisterAsync();
        await service.ReportAsync(2.25m, period: "2018-05");
        await service.RatedAsync(await service.ClaimsAsync(period: "2018-05", colour: "red"));
        await service.CloseAsync("2018-05");
        Assert.Equal(201, (await service.IssueAsync("2018-05")).Status);
        foreach (var (unit, target, value) in new[]
        {
            ("LSJ", "JA2018-028", 3.1m), ("LSJ", "JA2018-041", 6m), ("FGW", "JA2018-003", 121m),
            ("FGW", "JA2018-005", 3.4m), ("FGJ", "JA2018-034", 20m), ("RSJ", "JA2018-074", 200m),
        })
        {
            await service.ReportAsync(value, target, unit);
            await service.RatedAsync(await service.ClaimsAsync(target));
        }

        await service.CloseAsync();
        Assert.Equal(201, (await service.IssueAsync()).Status);
        _overview = (await service.Office.ReadAsync($"reports/overview?period={June}")).Body!.AsObject();
        _units = (await service.Office.ReadAsync($"reports/units?period={June}")).Body!.AsObject();
        _completeness = (await service.Office.ReadAsync($"reports/completeness?period={June}")).Body!.AsObject();
        _matrix = (await service.Office.ReadAsync("reports/matrix?year=2018")).Body!.AsObject();
        _workbook = ReadDocument.OfWorkbook(
            await service.Office.GetByteArrayAsync($"/api/v1/reports/{June}.xlsx", Http.Ct));
        _page = ReadDocument.OfPage(await service.Office.GetStringAsync($"/api/v1/reports/{June}.html", Http.Ct));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Json_tables_workbook_and_page_say_the_same()
    {
        Assert.Equal(["总览", "红黄清单", "单位", "目标×月", "报送情况", "说明"], _workbook!.Parts);
        Assert.Equal(_workbook.Parts, _page!.Parts);
        foreach (var (document, share) in new[] { (_workbook, Exact("—")), (_page, PerCent) })
        {
            CompareColours(document, share);
            CompareAttention(document);
            CompareUnits(document, share);
            CompareReporting(document, share);
            CompareCourse(document);
        }

        foreach (var (reader, share) in new[] { ("program", Exact("")), ("people", PerCent) })
        {
            await CompareTablesAsync(reader, share);
        }

        using var notice = new WordFile(
            await service.Office.GetByteArrayAsync($"/api/v1/reports/{June}.docx", Http.Ct));
        CompareNotice(notice);

        await CompareSourcesAsync();
    }

    private void CompareNotice(WordFile notice)
    {
        var overview = notice.In("overview");
        Assert.StartsWith(
            $"本期共有目标{_overview["targets"]}项。已评定{_overview["rated"]}项，", overview[0], StringComparison.Ordinal);
        foreach (var (total, colour) in _overview["totals"]!.AsArray().Zip(_overview["colours"]!.AsArray()))
        {
            Assert.Contains(
                $"{colour!["name"]} {colour["letter"]} {total!["count"]}项", overview[1], StringComparison.Ordinal);
        }

        foreach (var unit in _units["units"]!.AsArray().Where(u => (int)u!["led"]! > 0))
        {
            var counts = unit!["colours"]!.AsArray().Select(c => (int)c!["count"]!).ToList();
            Assert.Contains(
                $"{unit["name"]} | {unit["led"]} | {string.Join(" | ", counts)} | {(int)unit["led"]! - counts.Sum()}",
                notice.In("lights"));
        }

        foreach (var (item, index) in _overview["attention"]!.AsArray().Select((item, index) => (item!, index)))
        {
            var (id, figures) = ((string?)item["targetId"], item["figures"]!);
            string[] values =
                [.. ((string[])["targetValue", "planned", "value"]).Select(f => Text((decimal)figures[f]!))];
            Assert.Contains(
                $"{values[2]}／{values[1]}／{values[0]}\n", notice.In("attention-list")[index + 1],
                StringComparison.Ordinal);
            values = [.. values, (string)figures["unitOfMeasure"]!, PerCent((string?)figures["share"])];
            Assert.Contains(
                $" | {string.Join(" | ", values)} | ",
                notice.In("progress-table").Single(r => r.Contains($" | {id} | ", StringComparison.Ordinal)),
                StringComparison.Ordinal);
        }

        foreach (var (name, reporting) in _completeness["units"]!.AsArray()
            .Select(u => ((string)u!["name"]!, u["reporting"]!))
            .Append(("合计", _completeness["total"]!)).Where(r => (int)r.Item2["expected"]! > 0))
        {
            var cells = ((string[])["expected", "filed", "onTime", "late", "notReported"])
                .Select(m => Text((int)reporting[m]!))
                .Append(PerCent((string?)reporting["completeness"]));
            Assert.Contains($"{name} | {string.Join(" | ", cells)}", notice.In("reporting"));
        }
    }

    private void CompareColours(ReadDocument document, Func<string?, string> share)
    {
        var totals = _overview["totals"]!.AsArray();
        Assert.Equal(6, totals.Sum(t => (int)t!["count"]!));
        foreach (var (total, colour) in totals.Zip(_overview["colours"]!.AsArray()))
        {
            var row = document.FirstRow("总览", 0, Marked(colour!));
            var overall = _overview["counts"]!.AsArray()
                .Where(c => (string?)c!["colour"] == (string?)colour!["code"] && (string?)c["level"] == "overall")
                .Sum(c => (int)c!["count"]!);
            Assert.Equal(
                (Text(overall), Text((int)total!["count"]! - overall), Text((int)total["count"]!),
                    share((string?)total["share"])),
                (row[2], row[3], row[4], row[5]));
        }

        foreach (var state in _overview["states"]!.AsArray().Where(s => (string?)s!["state"] == "notReported"))
        {
            Assert.Equal(Text((int)state!["count"]!), document.FirstRow("总览", 0, "未填报")[4]);
        }

        // May had one red.
        Assert.Equal("1", document.FirstRow("总览", 0, "■ 红 R")[6]);
    }

    private void CompareAttention(ReadDocument document)
    {
        var items = _overview["attention"]!.AsArray();
        Assert.True(items.Count >= 3);
        foreach (var item in items)
        {
            var row = document.Row("红黄清单", 2, (string)item!["targetId"]!);
            var figures = item["figures"]!;
            var (value, planned) = ((decimal)figures["value"]!, (decimal)figures["planned"]!);
            Assert.Equal(
                [Text(value), Text(planned), Text(value - planned), Text((decimal)figures["targetValue"]!)],
                row.Skip(5).Take(4));
            Assert.Equal(((string)item["title"]!, (string)item["unitName"]!), (row[3], row[4]));
            Assert.Equal((string?)item["rationale"], row[10].Split('\n')[0]);
        }

        Assert.Equal("2", document.Row("红黄清单", 2, "JA2018-028")[13]); // red in May, yellow in June
    }

    private void CompareUnits(ReadDocument document, Func<string?, string> share)
    {
        foreach (var unit in _units["units"]!.AsArray().Where(u => (int)u!["led"]! + (int)u["coOperated"]! > 0))
        {
            var row = document.Row("单位", 0, (string)unit!["name"]!);
            var colours = unit["colours"]!.AsArray().Select(c => (int)c!["count"]!).ToList();
            var rated = colours.Sum();
            Assert.Equal(
                [
                    Text((int)unit["led"]!), Text((int)unit["coOperated"]!), Text(rated),
                    .. colours.SelectMany(c => (string[])[Text(c), share(Quotient(c, rated))]),
                    Text((int)unit["led"]! - rated), Text((int)unit["expected"]!), Text((int)unit["filed"]!),
                    Text((int)unit["onTime"]!), Text((int)unit["late"]!), Text((int)unit["notReported"]!),
                    share((string?)unit["completeness"]), share((string?)unit["timeliness"]),
                ],
                row.Skip(1));
        }
    }

    private void CompareReporting(ReadDocument document, Func<string?, string> share)
    {
        var rows = _completeness["units"]!.AsArray().Select(u => ((string)u!["name"]!, u["reporting"]!))
            .Append(("合计", _completeness["total"]!)).Where(r => (int)r.Item2["expected"]! > 0);
        foreach (var (name, reporting) in rows)
        {
            var row = document.FirstRow("报送情况", 0, name);
            Assert.Equal(
                [
                    .. ((string[])["expected", "filed", "onTime", "late", "notReported"])
                        .Select(m => Text((int)reporting[m]!)),
                    share((string?)reporting["completeness"]),
                    .. ((string[])["noChange", "withDifficulties", "withEvidence", "withSelfColour"])
                        .Select(m => Text((int)reporting[m]!)),
                ],
                row.Skip(3));
        }
    }

    private void CompareCourse(ReadDocument document)
    {
        var colours = _matrix["colours"]!.AsArray().ToDictionary(c => (string)c!["code"]!, c => (string)c!["letter"]!);
        foreach (var target in _matrix["rows"]!.AsArray())
        {
            var shown = document.Row("目标×月", 0, (string)target!["targetId"]!);
            var cells = target["cells"]!.AsArray().Where(c => (string?)c!["period"] is { } p && p[5] != 'Q'
                && string.CompareOrdinal(p, June) <= 0).ToList();
            Assert.Equal(cells.Count + 4, shown.Count);
            foreach (var (cell, text) in cells.Zip(shown.Skip(3)))
            {
                Assert.EndsWith(
                    (string?)cell!["colour"] is { } colour ? colours[colour] : "", text, StringComparison.Ordinal);
            }
        }
    }

    private async Task CompareTablesAsync(string reader, Func<string?, string> share)
    {
        var overview = await TableAsync($"overview.csv?period={June}&for={reader}");
        foreach (var (total, colour) in _overview["totals"]!.AsArray().Zip(_overview["colours"]!.AsArray()))
        {
            var row = overview.Row("", 0, $"{colour!["name"]} {colour["letter"]}");
            Assert.Equal(
                (Text((int)total!["count"]!), share((string?)total["share"])), (row[1], row[3]));
        }

        var head = overview.Row("", 0, "目标编号");
        foreach (var item in _overview["attention"]!.AsArray())
        {
            var row = overview.Row("", 0, (string)item!["targetId"]!);
            var figures = item["figures"]!;
            Assert.Equal(
                [Text((decimal)figures["value"]!), Text((decimal)figures["planned"]!),
                    Text((decimal)figures["targetValue"]!), share((string?)figures["share"])],
                ((string[])["评定依据值", "计划值", "目标值", "完成目标的比例"]).Select(h => row[head.ToList().IndexOf(h)]));
        }

        var completeness = await TableAsync($"completeness.csv?period={June}&for={reader}");
        var sum = completeness.Row("", 1, "合计");
        Assert.Equal(
            (Text((int)_completeness["total"]!["expected"]!), share((string?)_completeness["total"]!["completeness"])),
            (sum[3], sum[8]));
    }

    // What both were made of, and the issued report by hash and index.
    private async Task CompareSourcesAsync()
    {
        using var report = await service.Office.GetAsync(
            new Uri($"/api/v1/evaluation-reports/{June}", UriKind.Relative), Http.Ct);
        var hash = report.Headers.ETag!.Tag.Trim('"');
        foreach (var document in new[] { _workbook!, _page! })
        {
            Assert.EndsWith($"SHA-256：{hash}", document.Row("说明", 0, "评估报告")[1], StringComparison.Ordinal);
            foreach (var (log, name) in _overview["logs"]!.AsArray().Zip((string[])["政府日志", "评估日志"]))
            {
                Assert.Equal($"{log!["size"]} 条；根哈希：{log["root"]}", document.Row("说明", 0, name)[1]);
            }
        }
    }

    private async Task<ReadDocument> TableAsync(string path) =>
        ReadDocument.OfCsv(await service.Office.GetStringAsync($"/api/v1/reports/{path}", Http.Ct));

    private static Func<string?, string> Exact(string none) => share => share ?? none;

    private static string Marked(JsonNode colour) => (string?)colour["shape"] switch
    {
        "diamond" => "◆",
        "circle" => "●",
        "triangle" => "▲",
        _ => "■",
    } + $" {colour["name"]} {colour["letter"]}";

    private static string Text(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    private static string? Quotient(int part, int whole) =>
        whole == 0 ? null : Text(Math.Round((decimal)part / whole, 6));

    private static string PerCent(string? share) => share is null
        ? "—"
        : (Math.Round(decimal.Parse(share, CultureInfo.InvariantCulture) * 100, 1, MidpointRounding.AwayFromZero))
            .ToString("0.0", CultureInfo.InvariantCulture) + "%";
}

public sealed class SqliteSameFiguresTests(SqliteFactory service)
    : SameFiguresTests(service), IClassFixture<SqliteFactory>;

public sealed class SplitSameFiguresTests(SplitFactory service)
    : SameFiguresTests(service), IClassFixture<SplitFactory>;

public sealed class SqlServerSameFiguresTests(SharedSqlServerFactory shared)
    : SameFiguresTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
