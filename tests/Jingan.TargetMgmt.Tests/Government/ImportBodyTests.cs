using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Tests.Government;

public sealed class ImportBodyTests
{
    private const string Csv = "id,year,level,field,title,nature,kind,leadUnit,source\nJA2018-007,2018,departmental,区域协调发展,拓展后街功能,binding,qualitative,SWW,政府工作报告\n";

    private static readonly string Json = JsonSerializer.Serialize(new[] { Promise.Qualitative }, WireJson.Options);

    [Theory, InlineData(""), InlineData("\uFEFF")]
    public async Task Both_forms_are_read_with_and_without_a_byte_order_mark(string mark)
    {
        Assert.Equal(Promise.Qualitative, Assert.Single(await RowsAsync("text/csv", mark + Csv)).Target);
        Assert.Equal(Promise.Qualitative, Assert.Single(await RowsAsync("application/json", mark + Json)).Target);
        Assert.Equal(Promise.Qualitative, Assert.Single(await RowsAsync("text/csv; charset=utf-8", mark + Csv)).Target);
    }

    [Theory, InlineData("text/plain"), InlineData("application/xml"), InlineData(null)]
    public async Task Another_media_type_is_not_guessed(string? mediaType) =>
        Assert.Equal(ProblemCode.UnsupportedMediaType, (await ReadAsync(mediaType, Encoding.UTF8.GetBytes(Csv))).Unreadable!.Code);

    // A file saved by Excel as plain "CSV" is in GBK.
    [Theory, InlineData("text/csv"), InlineData("application/json")]
    public async Task Bytes_of_another_encoding_are_named_and_nothing_is_replaced(string mediaType)
    {
        var (rows, unreadable) = await ReadAsync(mediaType, [.. "id,目"u8, 0xB1, 0xEA]);
        Assert.Empty(rows);
        Assert.Contains("第 7 字节", Assert.Single(unreadable!.Errors![""]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_that_is_cut_off_is_no_text() =>
        Assert.NotNull((await ReadAsync("text/csv", Encoding.UTF8.GetBytes(Csv + "目")[..^1])).Unreadable);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"[]\"")]
    [InlineData("[")]
    [InlineData("[]]")]
    [InlineData("[{\"id\":\"JA2018-007\",\"id\":\"JA2018-008\"}]")]
    [InlineData("[{\"plan\":[{\"period\":\"2018-01\",\"period\":\"2018-02\"}]}]")]
    public async Task A_json_body_is_an_array_without_duplicate_members(string text)
    {
        var (rows, unreadable) = await ReadAsync("application/json", Encoding.UTF8.GetBytes(text));
        Assert.Empty(rows);
        Assert.Equal(ProblemCode.Invalid, unreadable!.Code);
    }

    [Fact]
    public async Task Elements_are_as_strict_as_any_other_body_and_counted_from_one()
    {
        var rows = await RowsAsync("application/json", $"[{Json[1..^1]}, null, 7, {{\"id\":\"JA2018-009\"}}, {Json[1..^2]},\"colour\":\"red\"}}, {Json[1..^2]},\"Title\":\"x\"}}]");
        Assert.Equal([1, 2, 3, 4, 5, 6], rows.Select(r => r.Row));
        Assert.Equal([true, false, false, false, false, false], rows.Select(r => r.Target is not null));
        Assert.Equal(["JA2018-007", null, null, "JA2018-009", "JA2018-007", "JA2018-007"], rows.Select(r => r.Id));
        Assert.Equal(["/year", "/level"], rows[3].Faults.Select(f => f.Pointer).Take(2));
        Assert.Equal(["/colour"], rows[4].Faults.Select(f => f.Pointer));
        Assert.Equal(["/Title"], rows[5].Faults.Select(f => f.Pointer));
    }

    [Fact]
    public async Task An_empty_array_has_no_rows() => Assert.Empty(await RowsAsync("application/json", "[]"));

    private static async Task<IReadOnlyList<ImportRow>> RowsAsync(string mediaType, string text)
    {
        var (rows, unreadable) = await ReadAsync(mediaType, Encoding.UTF8.GetBytes(text));
        Assert.Null(unreadable);
        return rows;
    }

    private static async Task<(IReadOnlyList<ImportRow> Rows, Problem? Unreadable)> ReadAsync(string? mediaType, byte[] body)
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = mediaType;
        http.Request.Body = new MemoryStream(body);
        return await ImportBody.ReadAsync(http.Request, TestContext.Current.CancellationToken);
    }
}
