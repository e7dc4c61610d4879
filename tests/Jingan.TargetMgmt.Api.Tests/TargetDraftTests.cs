using System.IO.Compression;
using System.Text;
using Jingan.TargetMgmt.Http.Documents;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>POST /targets/draft: a report in, proposals out, and nothing is stored.</summary>
public abstract class TargetDraftTests(ServiceFactory service)
{
    private const string Report = "一、2020年工作回顾\n新增床位100张。\n二、2021年主要工作\n（一）改善民生\n新增养老床位500张，甲地块开工。";

    [Fact]
    public async Task A_text_is_answered_with_its_proposals()
    {
        var before = await service.SizesAsync();
        var answer = await DraftAsync(service.Office, Report);
        Assert.Equal((200, 2021, null), (answer.Status, (int)answer["year"]!, (string?)answer["note"]));
        var (first, second) = (answer["targets"]![0]!, answer["targets"]![1]!);
        Assert.Equal(("新增养老床位500张", "quantitative", 500m, "张", "increase", "cumulative", "high", "改善民生"),
            ((string)first["title"]!, (string)first["kind"]!, (decimal)first["targetValue"]!,
                (string)first["unitOfMeasure"]!, (string)first["direction"]!, (string)first["aggregation"]!,
                (string)first["certainty"]!, (string)first["field"]!));
        Assert.Equal(("甲地块开工", "milestone"), ((string)second["title"]!, (string)second["kind"]!));
        Assert.Equal(before, await service.SizesAsync());
    }

    [Fact]
    public async Task A_spreadsheet_gets_a_table()
    {
        var answer = await DraftAsync(service.Office, Report, accept: "text/csv");
        var bytes = await answer.Response.Content.ReadAsByteArrayAsync(Http.Ct);
        Assert.True(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        Assert.Contains(",新增养老床位500张,", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reasons_come_in_English_too()
    {
        var answer = await DraftAsync(service.Office, "新增养老床位500张。", language: "en");
        Assert.Equal("no heading says that this is the plan", (string)answer["targets"]![0]!["reasons"]![0]!);
    }

    [Fact]
    public async Task A_document_says_the_same_as_its_text()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var part = await zip.CreateEntry("word/document.xml").OpenAsync(Http.Ct);
            await part.WriteAsync(Encoding.UTF8.GetBytes(
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                + string.Concat(Report.Split('\n').Select(l => $"<w:p><w:r><w:t>{l}</w:t></w:r></w:p>"))
                + "</w:body></w:document>"), Http.Ct);
        }

        var ofText = await DraftAsync(service.Office, Report);
        var ofDocument = await SendAsync(service.Office, file.ToArray(), DocumentReader.Docx);
        Assert.Equal(ofText.Body!.ToJsonString(), ofDocument.Body!.ToJsonString());
    }

    [Fact]
    public async Task Without_a_promise_the_draft_is_empty_and_says_why()
    {
        var answer = await DraftAsync(service.Office, "一、2020年工作回顾\n新增床位100张。");
        Assert.Equal(200, answer.Status);
        Assert.Empty(answer["targets"]!.AsArray());
        Assert.Contains("只有回顾部分", (string)answer["note"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", 415, "unsupported_media_type")]
    [InlineData(DocumentReader.Docx, 400, "invalid_request")]
    public async Task Any_other_form_is_refused(string type, int status, string code)
    {
        var answer = await SendAsync(service.Office, Encoding.UTF8.GetBytes(Report), type);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("LSJ", 403)]
    [InlineData("evaluator", 403)]
    [InlineData("auditor", 403)]
    [InlineData("admin", 403)]
    [InlineData("anonymous", 401)]
    public async Task Only_the_office_drafts_targets(string caller, int status) => Assert.Equal(
        status, (await DraftAsync(caller == "anonymous" ? service.Anonymous : service.As(caller), Report)).Status);

    private static Task<Answer> DraftAsync(
        HttpClient client, string report, string accept = "application/json", string language = "zh-CN") =>
        SendAsync(client, Encoding.UTF8.GetBytes(report), "text/plain", accept, language);

    private static async Task<Answer> SendAsync(
        HttpClient client, byte[] body, string type, string accept = "application/json", string language = "zh-CN")
    {
        client.DefaultRequestHeaders.Accept.ParseAdd(accept);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new(type);
        return await client.SendAsync(HttpMethod.Post, "targets/draft", content);
    }
}

public sealed class SqliteTargetDraftTests(SqliteFactory service)
    : TargetDraftTests(service), IClassFixture<SqliteFactory>;

public sealed class SqlServerTargetDraftTests(SharedSqlServerFactory shared)
    : TargetDraftTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
