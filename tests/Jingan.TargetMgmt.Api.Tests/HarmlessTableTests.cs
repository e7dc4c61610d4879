using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using Jingan.TargetMgmt.Http.Workbooks;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>No table that the service writes runs anything on the machine of whoever opens it, whatever people have
/// written; and what was made harmless comes back as it was.</summary>
public sealed partial class HarmlessTableTests : IAsyncLifetime
{
    private const string Hostile = "=1+1\n＠SUM(1)\n - 一";

    private readonly SqliteFactory _service = new();

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(200, (await _service.Office.PutAsync("units/LSJ", new
        {
            name = "'＝绿化\n+局", kind = "department",
        })).Status);
        var promise = await _service.PromiseAsync();
        foreach (var member in (string[])["title", "requirement", "source", "field"])
        {
            promise[member] = member + "：\n" + Hostile;
        }

        promise["title"] = Hostile;
        promise["reason"] = "调整";
        Assert.Equal(
            201, (await _service.Office.PostAsync("targets/JA2018-028/versions", promise.ToJsonString())).Status);
        Assert.Equal(201, (await _service.SubmitAsync(new
        {
            period = "2018-06", value = 3.1m, narrative = Hostile, difficulties = "＋困难", nextSteps = "\t-下一步",
            signatory = "@负责人",
        })).Status);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task No_cell_of_any_table_begins_like_a_formula_on_any_of_its_lines()
    {
        var tables = UrlsOf("text/csv");
        Assert.True(tables.Count >= 10, $"{tables.Count} tables");
        var neutralised = 0;
        foreach (var url in tables)
        {
            using var parser = new CsvParser(
                new StringReader(await _service.As("auditor").GetStringAsync(url, Http.Ct)),
                new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
            while (await parser.ReadAsync())
            {
                foreach (var cell in parser.Record!.Where(c => !Number().IsMatch(c)))
                {
                    Assert.DoesNotMatch(Runs(), cell);
                    neutralised += cell.Contains("'=1+1\n'＠SUM(1)\n' - 一", StringComparison.Ordinal) ? 1 : 0;
                }
            }
        }

        Assert.True(neutralised > 5, $"{neutralised} cells show the title");
    }

    // In a workbook a text and a formula are two kinds of cells.
    [Fact]
    public async Task No_workbook_has_a_formula()
    {
        var workbooks = UrlsOf(WorkbookAnswer.MediaType);
        Assert.True(workbooks.Count >= 4, $"{workbooks.Count} workbooks");
        foreach (var url in workbooks)
        {
            using var answer = await _service.As(ReaderOf(url)).GetAsync(url, Http.Ct);
            Assert.Equal((url, 200), (url, (int)answer.StatusCode));
            using var file = new ZipArchive(await answer.Content.ReadAsStreamAsync(Http.Ct));
            foreach (var part in file.Entries.Where(e =>
                e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)))
            {
                using var text = new StreamReader(await part.OpenAsync(Http.Ct));
                Assert.DoesNotMatch("<(\\w+:)?f[ />]", await text.ReadToEndAsync(Http.Ct));
            }
        }
    }

    [Theory]
    [InlineData("units.csv", "units/import", "text/csv")]
    [InlineData("periods.csv", "periods/import", "text/csv")]
    public async Task What_goes_out_comes_in_again_unchanged(string from, string to, string mediaType)
    {
        var answer = await SendBackAsync(from, to, mediaType);
        Assert.Equal(200, answer.Status);
        Assert.All(answer["rows"].AsArray(), r => Assert.Equal("unchanged", (string?)r!["outcome"]));
    }

    // A library for another year: what is there already is refused, and nothing else.
    [Theory]
    [InlineData("targets.csv?year=2018", "text/csv")]
    [InlineData("targets.xlsx?year=2018", WorkbookAnswer.MediaType)]
    public async Task A_library_is_refused_for_being_there_and_for_nothing_else(string from, string mediaType)
    {
        var answer = await SendBackAsync(from, "targets/import?dryRun=true", mediaType);
        Assert.All(answer["errors"].AsObject(), e => Assert.Equal("目标已存在", (string?)e.Value![0]));
    }

    private async Task<Answer> SendBackAsync(string from, string to, string mediaType)
    {
        var file = await _service.Office.GetByteArrayAsync("/api/v1/" + from, Http.Ct);
        return await _service.Office.SendAsync(HttpMethod.Post, to, new ByteArrayContent(file)
        {
            Headers = { ContentType = new MediaTypeHeaderValue(mediaType) },
        });
    }

    private List<string> UrlsOf(string mediaType) =>
    [
        .. _service.Endpoints
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is ["GET"]
                && e.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>()
                    .Any(p => p.StatusCode == 200 && p.ContentTypes.Contains(mediaType)))
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Select(path => path.Replace("{code}", "LSJ", StringComparison.Ordinal)
                .Replace("{period}", "2018-06", StringComparison.Ordinal))
            .Where(path => mediaType != "text/csv" || path.EndsWith(".csv", StringComparison.Ordinal))
            .Select(path => path + "?period=2018-06&year=2018&from=2018-05&to=2018-06"),
    ];

    private static string ReaderOf(string url) => url.Contains("/units/", StringComparison.Ordinal) ? "LSJ"
        : url.Contains("worklist", StringComparison.Ordinal) ? "evaluator" : "auditor";

    [GeneratedRegex(@"(^|[\r\n])[\s\p{Cf}]*[=+\-@＝＋－＠]|^\s")]
    private static partial Regex Runs();

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?%?$")]
    private static partial Regex Number();
}
