using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Jingan.TargetMgmt.Tests.Reports.Notices;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>GET /reports/{period}.docx: from the issued report only, the same for ever; before that what is missing, or
/// a draft. JA2018-028 promises 7 万平方米 by December, evenly.</summary>
public abstract class NoticeTests(ServiceFactory service) : IDisposable
{
    private const string May = "2018-05", June = "2018-06";

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task Before_the_report_it_says_what_is_missing()
    {
        Assert.Equal(["opening", "close", "report"], Missing(await NoticeAsync("2018-11")));
        var open = await NoticeAsync(June);
        Assert.Equal(["close", "report"], Missing(open));
        Assert.Contains("draft=true", (string?)open["detail"], StringComparison.Ordinal);
        Assert.Equal("2018-08-09", (string?)open["issuableFrom"]);

        await service.CloseAsync();
        Assert.Equal(["report"], Missing(await NoticeAsync(June)));
        var none = await NoticeAsync("2031-01");
        Assert.Equal((404, "not_found"), (none.Status, none.Code));
        Assert.Equal(400, (await NoticeAsync("overview")).Status);
    }

    [Fact]
    public async Task A_draft_has_the_filings_and_nothing_that_is_not_released()
    {
        await service.RegisterAsync();
        await service.ReportAsync(3.1m);
        await service.RatedAsync(await service.ClaimsAsync());
        using var draft = await ReadAsync($"{June}.docx?draft=true");

        Assert.Empty(draft.Faults);
        Assert.Contains("已报1份", draft.In("reporting")[0], StringComparison.Ordinal);
        Assert.Contains(draft.In("progress-table"), r => r.Contains("JA2018-028", StringComparison.Ordinal)
            && r.EndsWith("按时 | 未评定", StringComparison.Ordinal));
        Assert.DoesNotContain(draft.All, l => l.Contains("黄 Y", StringComparison.Ordinal));
        Assert.StartsWith("草稿", draft.Main.HeaderParts.Single().Header!.InnerText, StringComparison.Ordinal);
        Assert.Equal(409, (await NoticeAsync(June)).Status);
    }

    [Fact]
    public async Task A_notice_quotes_the_issued_report_and_no_later_correction_moves_it()
    {
        var (may, june) = await IssuedAsync();
        var before = await BytesAsync($"{June}.docx");
        using var word = new WordFile(before);
        Assert.Empty(word.Faults);
        Assert.Contains(word.In("lights"), r => r.EndsWith("2018年5月 | 红 R | 黄 Y | 好转", StringComparison.Ordinal));

        // The report that it names is the one that is handed out.
        var report = await service.Office.GetAsync($"/api/v1/evaluation-reports/{June}", Http.Ct);
        var hash = Convert.ToHexStringLower(SHA256.HashData(await report.Content.ReadAsByteArrayAsync(Http.Ct)));
        var check = word.In("check").Single();
        Assert.Contains(hash, check, StringComparison.Ordinal);
        var index = check.Split("评估日志序号 ")[1].Split('。')[0];
        var entry = await service.As("auditor").ReadAsync($"/logs/evaluation/entry/{index}");
        Assert.Equal(("report", hash), ((string?)entry["type"], (string?)entry["sha256"]));

        await CorrectAsync(May, may, "yellow");
        await CorrectAsync(June, june, "green");
        await service.Office.PostAsync(
            $"periods/{June}/extensions", new { unit = "LSJ", until = "2018-12-31", reason = "补报" });
        await service.ReportAsync(7m);
        var promise = await service.PromiseAsync();
        (promise["targetValue"], promise["title"], promise["reason"]) = (6, "另一个标题", "市下达的指标");
        Assert.Equal(
            201, (await service.Office.PostAsync("targets/JA2018-028/versions", promise.ToJsonString())).Status);
        service.MoveTo(2018, 9, 1);

        var attention = (await service.Office.ReadAsync($"reports/overview?period={June}"))["attention"].AsArray();
        Assert.Empty(attention); // what is in force now
        Assert.Equal(before, await BytesAsync($"{June}.docx"));
    }

    [Fact]
    public async Task Its_figures_are_those_of_the_overview_and_its_table()
    {
        await IssuedAsync();
        using var word = await ReadAsync($"{June}.docx");
        var overview = (await service.Office.ReadAsync($"reports/overview?period={June}")).Body!;
        var csv = await (await service.Office.GetAsync($"/api/v1/reports/overview.csv?period={June}", Http.Ct)).Content
            .ReadAsStringAsync(Http.Ct);

        var totals = overview["totals"]!.AsArray().Select(t => (int)t!["count"]!).ToList();
        var targets = (int)overview["targets"]!;
        Assert.Equal(
            $"合计 | {targets} | {string.Join(" | ", totals)} | {targets - (int)overview["rated"]!}",
            word.In("lights").First(r => r.StartsWith("合计", StringComparison.Ordinal)));
        Assert.Equal(targets + 1, word.RowsIn("progress-table").Count);
        Assert.Contains($"\r\n目标总数,{targets}\r\n", csv, StringComparison.Ordinal);
        foreach (var state in overview["states"]!.AsArray().Where(s => (int)s!["count"]! > 0))
        {
            Assert.Contains($"{(int)state!["count"]!}项", word.In("overview")[0], StringComparison.Ordinal);
        }

        var item = overview["attention"]!.AsArray().Single()!;
        Assert.Equal(
            $"1 | {(string?)item["title"]}（JA2018-028） | {(string?)item["unitName"]} | 黄 Y | 红 R | "
            + string.Join(
                '／', ((string[])["value", "planned", "targetValue"]).Select(f => (decimal)item["figures"]![f]!))
            + $"\n万平方米 | {(string?)item["rationale"]}",
            word.In("attention-list")[1]);
    }

    [Fact]
    public async Task It_comes_as_a_file_with_a_name_in_both_languages_to_those_who_read_reports()
    {
        await IssuedAsync();
        var answer = await service.Office.GetAsync($"/api/v1/reports/{June}.docx", Http.Ct);

        Assert.Equal(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            answer.Content.Headers.ContentType!.ToString());
        var name = answer.Content.Headers.ContentDisposition!;
        Assert.Equal(
            ("attachment", "notice-2018-06.docx", "2018年6月目标推进情况通报.docx"),
            (name.DispositionType, name.FileName!.Trim('"'), name.FileNameStar));
        Assert.Equal(
            "2018年6月目标推进情况通报（草稿）.docx",
            (await service.Office.GetAsync($"/api/v1/reports/{June}.docx?draft=true", Http.Ct)).Content.Headers
                .ContentDisposition!.FileNameStar);
        foreach (var (caller, status) in (IEnumerable<(string, int)>)
                 [("evaluator", 200), ("auditor", 200), ("LSJ", 403), ("admin", 403), ("service", 403)])
        {
            var answered = await service.As(caller).ReadAsync($"reports/{June}.docx");
            Assert.Equal((caller, status), (caller, answered.Status));
        }

        Assert.Equal(401, (await service.Anonymous.ReadAsync($"reports/{June}.docx")).Status);
        Assert.Equal(400, (await service.Office.ReadAsync($"reports/{June}.docx?draft=perhaps")).Status);
    }

    [Fact]
    public async Task The_office_may_lay_it_out_in_its_own_way()
    {
        var own = Path.Combine(service.Folder, "own.docx");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "templates", "notice.docx"), own);
        using (var package = WordprocessingDocument.Open(own, isEditable: true))
        {
            package.MainDocumentPart!.Document!.Body!.PrependChild(new Paragraph(
                new Run(new Text("区府办通报"))));
        }

        service.Settings["Reports:Template"] = own;
        using var draft = await ReadAsync($"{June}.docx?draft=true");

        Assert.Equal("区府办通报", draft.All[0]);
    }

    private async Task<(long May, long June)> IssuedAsync()
    {
        await service.RegisterAsync();
        await service.ReportAsync(2.25m, period: May);
        await service.ReportAsync(3.1m);
        var may = await service.RatedAsync(await service.ClaimsAsync(period: May, colour: "red"));
        await service.CloseAsync(May);
        Assert.Equal(201, (await service.IssueAsync(May)).Status);
        var june = await service.RatedAsync(await service.ClaimsAsync());
        await service.CloseAsync();
        Assert.Equal(201, (await service.IssueAsync()).Status);
        return (may, june);
    }

    private async Task CorrectAsync(string period, long rating, string colour)
    {
        var claims = await service.ClaimsAsync(period: period, colour: colour);
        (claims["supersedes"], claims["reason"]) = (rating, "更正");
        claims["divergence"] = new JsonObject { ["code"] = "other", ["reason"] = "核实" };
        await service.RatedAsync(claims);
    }

    private Task<Answer> NoticeAsync(string period) => service.Office.ReadAsync($"reports/{period}.docx");

    private static IEnumerable<string?> Missing(Answer answer)
    {
        Assert.Equal((409, "report_not_issued"), (answer.Status, answer.Code));
        return answer["missing"].AsArray().Select(m => (string?)m);
    }

    private async Task<WordFile> ReadAsync(string file) => new(await BytesAsync(file));

    private async Task<byte[]> BytesAsync(string file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/reports/{file}");
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("zh"));
        var answer = await service.Office.SendAsync(request, Http.Ct);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(Http.Ct);
    }
}

public sealed class SqliteNoticeTests() : NoticeTests(new SqliteFactory());

public sealed class SplitNoticeTests() : NoticeTests(new SplitFactory());

public sealed class SqlServerNoticeTests() : NoticeTests(new SqlServerFactory());
