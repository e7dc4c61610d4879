using System.Globalization;
using System.Net.Http.Headers;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Reading;
using Jingan.TargetMgmt.Http.Tables.Xlsx;
using Jingan.TargetMgmt.Tests.Http.Tables;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The tables of <c>../shared/cases</c>, as the files that they are and as the workbooks that they came from.
/// </summary>
public abstract class GivenTableTests(ServiceFactory service)
{
    private const string Csv = "text/csv";

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string Cases = Path.Combine(
        Jingan.TargetMgmt.Tests.Repository.Root, "..", "shared", "cases");

    [Theory]
    [InlineData("05-spreadsheet-booleans")]
    [InlineData("06-trailing-blank-rows")]
    [InlineData("07-blank-columns")]
    [InlineData("08-gbk")]
    [InlineData("09-unicode-text")]
    [InlineData("11-clerks-own-sheet")]
    [InlineData("12-unit-names")]
    [InlineData("13-id-of-another-year")]
    [InlineData("14-bullets")]
    [InlineData("18-nodes-with-line-breaks")]
    public async Task A_given_table_comes_to_the_same_as_a_file_and_as_a_workbook(string name)
    {
        Assert.SkipUnless(Directory.Exists(Cases), "../shared/cases is not beside the repository.");
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Cases, name + ".json"), Http.Ct))!;
        var file = await File.ReadAllBytesAsync(Path.Combine(Cases, name + ".csv"), Http.Ct);

        var asFile = await SendAsync(file, Csv);
        var asWorkbook = await SendAsync(ToWorkbook(file), XlsxReader.MediaType);

        var statuses = expected["steps"]![0]!["status"]!.AsArray().Select(s => (int)s!);
        Assert.Contains(asFile.Status, statuses);
        Assert.Equal(asFile.Status, asWorkbook.Status);
        Assert.Equal(Told(asFile), Told(asWorkbook).Replace("填报!", "", StringComparison.Ordinal));
    }

    // Without how the file was read: a workbook has no encoding.
    private static string Told(Answer answer) =>
        $"{answer.Body!["rows"]?.ToJsonString(Plain)} {answer.Body["errors"]?.ToJsonString(Plain)}";

    private Task<Answer> SendAsync(byte[] file, string mediaType) => service.Office.SendAsync(
        HttpMethod.Post, "targets/import?dryRun=true",
        new ByteArrayContent(file) { Headers = { ContentType = MediaTypeHeaderValue.Parse(mediaType) } });

    // Every cell a text; below and beside the table cells that were formatted and then emptied.
    private static byte[] ToWorkbook(byte[] file)
    {
        var rows = TableReader.Read(Csv, file, XlsxFile.Limits).Table!.Rows.ToDictionary(r => r.Number);
        var columns = rows.Values.SelectMany(r => r.Cells).Max(c => c.Column) + 2;
        var sheet = new StringBuilder();
        for (var row = 1; row <= rows.Keys.Max() + 3; row++)
        {
            var cells = rows.TryGetValue(row, out var its) ? its.Cells.ToDictionary(c => c.Column) : [];
            sheet.Append(CultureInfo.InvariantCulture, $"<row r='{row}'>");
            for (var column = 1; column <= columns; column++)
            {
                var place = $"{TableCell.Letters(column)}{row}";
                sheet.Append(cells.TryGetValue(column, out var cell)
                    ? $"<c r='{place}' t='inlineStr'><is><t xml:space='preserve'>{SecurityElement.Escape(cell.Text)}"
                        + "</t></is></c>"
                    : $"<c r='{place}' s='0'/>");
            }

            sheet.Append("</row>");
        }

        return XlsxFile.Of(sheet.ToString()).ToBytes();
    }
}

public sealed class SqliteGivenTableTests(SqliteFactory service)
    : GivenTableTests(service), IClassFixture<SqliteFactory>;

public sealed class SqlServerGivenTableTests(SharedSqlServerFactory shared)
    : GivenTableTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
