using System.Net.Http.Headers;
using Jingan.TargetMgmt.Http.Tables.Xlsx;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A year's library as a table, in the office's words, which the import takes again as it is.</summary>
public abstract class TargetExportTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Theory]
    [InlineData("targets.csv?year=2018", "text/csv")]
    [InlineData("targets.xlsx?year=2018", XlsxReader.MediaType)]
    public async Task What_is_exported_is_imported_unchanged_but_for_being_there_already(string url, string mediaType)
    {
        var file = await GetAsync(url);
        var answer = await service.Office.SendAsync(HttpMethod.Post, "targets/import?dryRun=true",
            new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } });
        Assert.Equal(400, answer.Status);
        Assert.All(answer["errors"].AsObject(), e => Assert.Equal("目标已存在", (string?)e.Value![0]));
        Assert.Equal(99, answer["rows"].AsArray().Count);
    }

    [Fact]
    public async Task It_speaks_the_offices_words()
    {
        var cells = EditedWorkbook.Read(await GetAsync("targets.xlsx?year=2018"), "目标库");
        Assert.Equal("编号 年度 层级 上级目标 领域 目标 要求 性质 类型", string.Join(' ', "ABCDEFGHI".Select(c => cells[$"{c}1"])));
        var row = Enumerable.Range(2, 200).First(r => cells[$"A{r}"] == Reporting.Target);
        Assert.Equal(["2018", "部门", "约束性", "定量", "万平方米", "7", "静安区绿化和市容管理局"],
            ((string[])["B", "C", "H", "I", "J", "L", "S"]).Select(c => cells[$"{c}{row}"]));
    }

    [Fact]
    public async Task An_empty_year_has_headings_alone_and_a_reporter_has_none()
    {
        var cells = EditedWorkbook.Read(await GetAsync("targets.xlsx?year=2031"), "目标库");
        Assert.All(cells.Keys, address => Assert.Equal('1', address[^1]));
        Assert.Equal(403, (await service.As("LSJ").ReadAsync("targets.xlsx?year=2018")).Status);
        Assert.Equal(403, (await service.As("LSJ").ReadAsync("targets.csv?year=2018")).Status);
        Assert.Equal(400, (await service.Office.ReadAsync("targets.csv?year=1")).Status);
    }

    private async Task<byte[]> GetAsync(string url)
    {
        var answer = await service.Office.GetAsync("/api/v1/" + url, Http.Ct);
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(Http.Ct);
    }
}

public sealed class SqliteTargetExportTests() : TargetExportTests(new SqliteFactory());

public sealed class SqlServerTargetExportTests() : TargetExportTests(new SqlServerFactory());
