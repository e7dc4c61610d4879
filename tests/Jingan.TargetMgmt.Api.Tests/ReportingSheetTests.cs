using Jingan.TargetMgmt.Http.Tables.Xlsx;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A unit's month in one workbook: it comes filled in as far as the service knows, goes back with what the
/// clerk wrote, and what is wrong with it is marked in the same sheet.</summary>
public abstract class ReportingSheetTests(ServiceFactory service) : IDisposable
{
    private const string Template = "units/LSJ/template.xlsx?period=2018-06";

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task The_sheet_has_what_the_unit_owes_and_what_is_known_of_it()
    {
        Assert.Equal(201, (await service.SubmitAsync(Reporting.Value(2.5m, "2018-05"))).Status);
        var (file, answer) = await GetAsync("LSJ", Template);
        Assert.Equal("attachment; filename=LSJ-2018-06.xlsx",
            answer.Content.Headers.ContentDisposition!.ToString().Split("; filename*")[0]);
        var sheet = new ReportingSheet(file);

        Assert.Equal("目标编号", sheet["A1"]);
        var row = sheet.RowOf("JA2018-028");
        Assert.Equal(["建设公共绿地7万平方米", "牵头", "万平方米", "7", "3.5", "2.5", "—"],
            "CDEFGHI".Select(c => sheet[$"{c}{row}"]));
        var node = sheet.RowOf("JA2018-043", "N1");
        Assert.Equal(sheet.RowOf("JA2018-043") + 1, node);
        Assert.Equal(("2018-12-31", "未完成"), (sheet[$"F{node}"], sheet[$"H{node}"]));
        var owed = (await service.As("LSJ").ReadAsync("progress?period=2018-06&limit=500")).Items;
        Assert.Equal(owed.Select(o => (string?)o!["targetId"]).Order(), sheet.Targets.Order());
        Assert.Equal(XlsxSheetState.VeryHidden, XlsxReader.Sheets(file, new(1, 1, 1, file.Length)).Sheets[^1].State);
    }

    [Fact]
    public async Task What_the_clerk_wrote_becomes_reports_and_rows_without_it_become_nothing()
    {
        var (file, _) = await GetAsync("LSJ", Template);
        var sheet = new ReportingSheet(file);
        var (green, milestone, node) =
            (sheet.RowOf("JA2018-028"), sheet.RowOf("JA2018-043"), sheet.RowOf("JA2018-043", "N1"));
        file = EditedWorkbook.With(file, 2, ($"J{green}", 3.1), ($"N{green}", "已建成3.1万平方米"),
            ($"Q{green}", "张三"), ($"N{milestone}", "主体完工"), ($"Q{milestone}", "张三"),
            ($"L{node}", "2018年11月30日"));

        var trial = await SendAsync("LSJ", file, "?dryRun=true");
        Assert.Equal((200, "ready ready"), (trial.Status, Outcomes(trial)));
        var answer = await SendAsync("LSJ", file);
        Assert.Equal((201, "reported reported"), (answer.Status, Outcomes(answer)));
        Assert.Equal(sheet.Targets.Count - 2, (int)answer["blank"]);
        Assert.Equal([green, milestone], answer["rows"].AsArray().Select(r => (int)r!["row"]!));
        var filed = (await service.As("LSJ").ReadAsync("targets/JA2018-043/progress")).Items.Single()!;
        Assert.Equal("2018-11-30", (string?)filed["nodes"]![0]!["forecastOn"]);
        Assert.Equal(("张三", 3.1m), Of((await service.As("LSJ").ReadAsync("targets/JA2018-028/progress")).Items.Single()!));

        var later = new ReportingSheet((await GetAsync("LSJ", Template)).File);
        Assert.Equal(("3.1", "预计 2018-11-30"), (later[$"H{green}"], later[$"H{node}"]));
    }

    [Fact]
    public async Task What_is_wrong_is_marked_in_the_sheet_and_the_corrected_sheet_is_taken()
    {
        var (file, _) = await GetAsync("LSJ", Template);
        var sheet = new ReportingSheet(file);
        var (green, roofs) = (sheet.RowOf("JA2018-028"), sheet.RowOf("JA2018-041"));
        file = EditedWorkbook.With(file, 2, ($"J{green}", "约3.1"), ($"N{green}", "已建成"), ($"J{roofs}", 2),
            ($"N{roofs}", "推进中"));
        var before = await service.SizesAsync();

        var (marked, answer) = await SendForWorkbookAsync("LSJ", file, "?signatory=张三");
        Assert.Equal(409, (int)answer.StatusCode);
        Assert.Equal(before, await service.SizesAsync());
        var back = new ReportingSheet(marked);
        Assert.Equal("校验结果", back["R1"]);
        Assert.StartsWith($"× 须改正\n填报!J{green} value：收到“约3.1”", back[$"R{green}"], StringComparison.Ordinal);
        Assert.Equal("√ 可以接受（尚未保存）", back[$"R{roofs}"]);
        Assert.Equal(("约3.1", "2", "已建成"), (back[$"J{green}"], back[$"J{roofs}"], back[$"N{green}"]));

        // Of the workbook that came back, the sheet is the first one.
        var (taken, second) = await SendForWorkbookAsync(
            "LSJ", EditedWorkbook.With(marked, 1, ($"J{green}", 3.1)), "?signatory=张三");
        Assert.Equal(201, (int)second.StatusCode);
        var done = new ReportingSheet(taken);
        Assert.Equal(("√ 已填报（第 1 次）", "√ 已填报（第 1 次）"), (done[$"R{green}"], done[$"R{roofs}"]));
        Assert.False(done.Has("S1"));
    }

    [Fact]
    public async Task Into_drafts_it_may_be_unfinished_and_says_what_is_missing()
    {
        var (file, _) = await GetAsync("LSJ", Template);
        var green = new ReportingSheet(file).RowOf("JA2018-028");
        file = EditedWorkbook.With(file, 2, ($"N{green}", "已建成3.1万平方米"));

        var answer = await SendAsync("LSJ", file, "?into=drafts");
        Assert.Equal((200, "drafted"), (answer.Status, Outcomes(answer)));
        Assert.StartsWith($"填报!J{green} value：牵头单位须填累计值",
            (string?)answer["rows"][0]!["warnings"]![0], StringComparison.Ordinal);
        var drafts = (await service.As("LSJ").ReadAsync("drafts?period=2018-06")).Items;
        Assert.Equal("已建成3.1万平方米", (string?)Assert.Single(drafts)!["content"]!["narrative"]);
        Assert.Equal(200, (await SendAsync("LSJ", file, "?into=drafts")).Status);
    }

    [Fact]
    public async Task A_sheet_of_another_unit_or_period_is_refused_whole()
    {
        var (file, _) = await GetAsync("LSJ", Template);
        var green = new ReportingSheet(file).RowOf("JA2018-028");
        file = EditedWorkbook.With(file, 2, ($"J{green}", 3), ($"N{green}", "好"), ($"Q{green}", "张三"));
        var other = await SendAsync("FGW", file);
        Assert.Equal((409, "sheet_mismatch", "LSJ"), (other.Status, other.Code, (string?)other["unit"]));
        var period = await SendAsync("LSJ", file, "?period=2018-07");
        Assert.Equal((409, "sheet_mismatch", "2018-06"), (period.Status, period.Code, (string?)period["period"]));
        var changed = EditedWorkbook.With(file, 3, ("C1", "FGW"));
        Assert.Equal((409, "sheet_mismatch"), ((await SendAsync("FGW", changed)).Status,
            (await SendAsync("FGW", changed)).Code));
        Assert.Equal(403, (await service.As("FGW").ReadAsync(Template)).Status);
        Assert.Equal(404, (await service.Office.ReadAsync("units/NIEMAND/template.xlsx?period=2018-06")).Status);
        Assert.Equal(404, (await service.Office.ReadAsync("units/LSJ/template.xlsx?period=2017-06")).Status);
    }

    [Fact]
    public async Task A_target_that_was_changed_since_is_named_with_every_difference()
    {
        // Got early: which version counts for September is settled when September opens.
        var (file, _) = await GetAsync("LSJ", "units/LSJ/template.xlsx?period=2018-09");
        var sheet = new ReportingSheet(file);
        var (green, roofs) = (sheet.RowOf("JA2018-028"), sheet.RowOf("JA2018-041"));
        await ChangeAsync("JA2018-028", t => (t["targetValue"], t["title"]) = (8, "建设公共绿地8万平方米"));
        await ChangeAsync("JA2018-041", t => t["weight"] = 2);
        service.MoveTo(2018, 10, 2);
        file = EditedWorkbook.With(
            file, 2, ($"J{green}", 3.1), ($"N{green}", "好"), ($"J{roofs}", 2), ($"N{roofs}", "好"));

        var answer = await SendAsync("LSJ", file, "?signatory=张三&mode=rows");
        Assert.Equal((207, "rejected reported"), (answer.Status, Outcomes(answer)));
        var row = answer["rows"][0]!;
        Assert.Equal("sheet_stale", (string?)row["code"]);
        Assert.Equal("目标在填报表下载后已调整（目标：模板中为“建设公共绿地7万平方米”，现为“建设公共绿地8万平方米”；全年目标：模板中为“7”，"
            + "现为“8”；序时计划：模板中为“5.25”，现为“6”）；请重新下载填报表", (string?)row["errors"]![0]);
    }

    [Fact]
    public async Task A_unit_that_owes_nothing_gets_a_sheet_without_rows()
    {
        var made = await service.Office.PutAsync("units/LEER", new { name = "空单位", kind = "department" });
        Assert.Equal(201, made.Status);
        var (file, _) = await GetAsync("office", "units/LEER/template.xlsx?period=2018-06");
        Assert.Empty(new ReportingSheet(file).Targets);
        var answer = await SendAsync("LSJ", file);
        Assert.Contains(answer.Status, (int[])[400, 409]);
    }

    private async Task ChangeAsync(string target, Action<System.Text.Json.Nodes.JsonObject> change)
    {
        var promise = await service.PromiseAsync(target);
        change(promise);
        (promise["reason"], promise["change"]) = ("区长办公会", "adjusted");
        Assert.Equal(201, (await service.Office.PostAsync($"targets/{target}/versions", promise)).Status);
    }

    private static (string?, decimal) Of(System.Text.Json.Nodes.JsonNode report) =>
        ((string?)report["signatory"], (decimal)report["value"]!);

    private static string Outcomes(Answer answer) =>
        string.Join(' ', answer["rows"].AsArray().Select(r => (string?)r!["outcome"]));

    private async Task<(byte[] File, HttpResponseMessage Answer)> GetAsync(string who, string url)
    {
        var answer = await service.As(who).GetAsync("/api/v1/" + url, Http.Ct);
        Assert.Equal(200, (int)answer.StatusCode);
        return (await answer.Content.ReadAsByteArrayAsync(Http.Ct), answer);
    }

    private Task<Answer> SendAsync(string unit, byte[] file, string query = "") =>
        service.As(unit).SendAsync(HttpMethod.Post, "progress/batch" + query, ReportingSheet.Content(file));

    private Task<(byte[] File, HttpResponseMessage Answer)> SendForWorkbookAsync(
        string unit, byte[] file, string query) => ReportingSheet.SendAsync(service.As(unit), file, query);
}

public sealed class SqliteReportingSheetTests() : ReportingSheetTests(new SqliteFactory());

public sealed class SqlServerReportingSheetTests() : ReportingSheetTests(new SqlServerFactory());
