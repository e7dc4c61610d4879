using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Tests.Government;

public sealed class ImportBodyTests
{
    private const string Csv =
        "id,year,level,field,title,nature,kind,leadUnit,source\nJA2018-007,2018,departmental,区域协调发展,拓展后街功能,binding,"
        + "qualitative,SWW,政府工作报告\n";

    private static readonly string Json = JsonSerializer.Serialize(new[] { Promise.Qualitative }, WireJson.Options);

    [Theory, InlineData(""), InlineData("\uFEFF")]
    public void Both_forms_are_read_with_and_without_a_byte_order_mark(string mark)
    {
        Assert.Equal(Promise.Qualitative, Assert.Single(Rows("text/csv", mark + Csv)).Item);
        Assert.Equal(Promise.Qualitative, Assert.Single(Rows("application/json", mark + Json)).Item);
        Assert.Equal(Promise.Qualitative, Assert.Single(Rows("text/csv; charset=utf-8", mark + Csv)).Item);
    }

    [Theory, InlineData("text/plain"), InlineData("application/xml"), InlineData(null)]
    public void Another_media_type_is_not_guessed(string? mediaType) =>
        Assert.Equal(ProblemCode.UnsupportedMediaType, Read(mediaType, Encoding.UTF8.GetBytes(Csv)).Unreadable!.Code);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"[]\"")]
    [InlineData("[")]
    [InlineData("[]]")]
    [InlineData("[{\"id\":\"JA2018-007\",\"id\":\"JA2018-008\"}]")]
    [InlineData("[{\"plan\":[{\"period\":\"2018-01\",\"period\":\"2018-02\"}]}]")]
    public void A_json_body_is_an_array_without_duplicate_members(string text)
    {
        var (file, unreadable) = Read("application/json", Encoding.UTF8.GetBytes(text));
        Assert.Null(file);
        Assert.Equal(ProblemCode.Invalid, unreadable!.Code);
    }

    [Fact]
    public void Elements_are_as_strict_as_any_other_body_and_counted_from_one()
    {
        var rows = Rows(
            "application/json",
            $"[{Json[1..^1]}, null, 7, {{\"id\":\"JA2018-009\"}}, {Json[1..^2]},\"colour\":\"red\"}},"
                + $" {Json[1..^2]},\"Title\":\"x\"}}]");
        Assert.Equal([1, 2, 3, 4, 5, 6], rows.Select(r => r.Row));
        Assert.Equal([true, false, false, false, false, false], rows.Select(r => r.Item is not null));
        Assert.Equal(["JA2018-007", null, null, "JA2018-009", "JA2018-007", "JA2018-007"], rows.Select(r => r.Id));
        Assert.Equal(["/year", "/level"], rows[3].Faults.Select(f => f.Pointer).Take(2));
        Assert.Equal(["/colour"], rows[4].Faults.Select(f => f.Pointer));
        Assert.Equal(["/Title"], rows[5].Faults.Select(f => f.Pointer));
    }

    [Fact]
    public void An_empty_array_has_no_rows() => Assert.Empty(Rows("application/json", "[]"));

    // 300,000 of them cost six seconds when each was read before they were counted.
    [Fact]
    public void Rows_are_counted_before_one_is_read()
    {
        var tooMany = $"[{string.Join(',', Enumerable.Repeat("{}", ImportBody.MostRows + 1))}]";
        Assert.Equal(ProblemCode.TooLarge, Read("application/json", Encoding.UTF8.GetBytes(tooMany)).Unreadable!.Code);
        Assert.Equal(ProblemCode.TooLarge, Read("text/csv", Encoding.UTF8.GetBytes(
            Csv + string.Concat(Enumerable.Repeat("x\n", ImportBody.MostRows)))).Unreadable!.Code);
        Assert.Equal(ImportBody.MostRows,
            Rows("application/json", tooMany.Replace("[{},", "[", StringComparison.Ordinal)).Count);
    }

    [Fact]
    public void Behind_a_hundred_rows_with_faults_none_is_read()
    {
        foreach (var (mediaType, text) in ((string, string)[])[
            ("application/json", $"[{string.Join(',', Enumerable.Repeat("{}", 500))}]"),
            ("text/csv", Csv + string.Concat(Enumerable.Repeat("x\n", 499)))])
        {
            var rows = Rows(mediaType, text);
            Assert.Equal((500, RequestLimits.MostErrors), (rows.Count, rows.Count(r => r.Faults.Count > 0)));
        }
    }

    [Fact]
    public void A_cell_has_no_more_parts_than_a_target_has()
    {
        var cell = string.Join(';', Enumerable.Repeat("LSJ|规划", TargetValidator.MostCoUnits + 1));
        var row = Assert.Single(Rows("text/csv",
            Csv.Replace("source\n", "source,coUnits\n", StringComparison.Ordinal).TrimEnd('\n') + $",{cell}\n"));
        Assert.Equal(["/coUnits"], row.Faults.Select(f => f.Pointer));
    }

    private static IReadOnlyList<ImportRow<Target>> Rows(string mediaType, string text)
    {
        var (file, unreadable) = Read(mediaType, Encoding.UTF8.GetBytes(text));
        Assert.Null(unreadable);
        return file!.Rows;
    }

    private static (ImportFile<Target>? File, Problem? Unreadable) Read(string? mediaType, byte[] body) =>
        ImportBody.Read<Target>(mediaType, body, TargetForm.With(UnitNames.None));
}
