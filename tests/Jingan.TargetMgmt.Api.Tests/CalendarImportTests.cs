using System.Text;
using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Units and periods as CSV, out and in again.</summary>
public abstract class CalendarImportTests(ServiceFactory service) : IDisposable
{
    private const string UnitHeader = "code,name,kind\r\n";
    private const string PeriodHeader = "code,startsOn,endsOn,opensOn,dueOn,closesOn\r\n";
    private const string January = "2019-01,2019-01-01,2019-01-31,2019-01-01,2019-02-12,2019-02-17\r\n";

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task What_is_exported_is_imported_again_unchanged()
    {
        Assert.Equal(200, (await service.Office.PutAsync("units/LSJ", new
        {
            name = "=绿化,\"市容\"\n局", kind = "department",
        })).Status);
        var before = await service.SizesAsync();
        foreach (var what in (string[])["units", "periods"])
        {
            var table = await TableAsync($"{what}.csv");
            Assert.StartsWith("\uFEFF", table, StringComparison.Ordinal);
            var answer = await service.Office.PostTextAsync($"{what}/import", table, "text/csv");
            Assert.Equal(200, answer.Status);
            Assert.All(answer["rows"].AsArray(), r => Assert.Equal("unchanged", (string?)r!["outcome"]));
            Assert.Equal("government", (string?)answer["receipt"]["log"]);
        }

        Assert.Equal(before, await service.SizesAsync());
    }

    [Fact]
    public async Task A_table_is_a_file_that_spreadsheets_open_and_an_empty_one_is_its_header()
    {
        using var answer = await service.As("LSJ").GetAsync("/api/v1/periods.csv?year=1999", Http.Ct);
        Assert.Equal("\uFEFF" + PeriodHeader, Encoding.UTF8.GetString(
            await answer.Content.ReadAsByteArrayAsync(Http.Ct)));
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("periods-1999.csv", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(17, (await TableAsync("periods.csv?year=2018")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Length);
        Assert.Contains("LSJ,", await TableAsync("units.csv"), StringComparison.Ordinal);
    }

    [Theory, InlineData("units"), InlineData("periods"), InlineData("targets")]
    public async Task The_template_that_a_refusal_names_is_there_and_is_taken(string what)
    {
        var refused = await service.Office.PostTextAsync($"{what}/import", "nonsense\r\n1\r\n", "text/csv");
        Assert.Equal(400, refused.Status);
        var named = Regex.Match(Said(refused), @"/api/v1/[a-z.?=0-9]+").Value;
        var template = Encoding.UTF8.GetString(await service.Office.GetByteArrayAsync(
            named.Replace("2018", "2031", StringComparison.Ordinal), Http.Ct));
        var taken = await service.Office.PostTextAsync(
            $"{what}/import", template.Split('\r')[0] + "\r\n1\r\n", "text/csv");
        Assert.DoesNotContain("/api/v1/", Said(taken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Units_are_added_and_changed_all_or_none_with_an_outcome_per_row()
    {
        var file = UnitHeader + "XF,静安区信访办,department\r\nLSJ,静安区绿化局,department\r\nFGW,,department\r\n";
        var refused = await ImportAsync("units", file);
        Assert.Equal((400, "invalid_request"), (refused.Status, refused.Code));
        Assert.Equal(["ready", "ready", "rejected"], Outcomes(refused));
        Assert.Equal([2, 3, 4], refused["rows"].AsArray().Select(r => (int)r!["row"]!));
        Assert.Equal(["/2/name"], refused.Pointers);

        file = file.Replace("FGW,,", "FGW,静安区发展改革委,", StringComparison.Ordinal);
        var before = await service.SizesAsync();
        var trial = await ImportAsync("units", file, "?dryRun=true");
        Assert.Equal((200, before), (trial.Status, await service.SizesAsync()));
        var stored = await ImportAsync("units", file);
        Assert.Equal(201, stored.Status);
        Assert.Equal(trial["rows"].ToJsonString(), stored["rows"].ToJsonString());
        Assert.Equal(["created", "changed"], Outcomes(stored).Take(2));
        Assert.Equal("静安区绿化局", (string?)(await service.Office.ReadAsync("units?limit=500")).Items
            .Single(u => (string?)u!["code"] == "LSJ")!["name"]);
        Assert.Equal(200, (await ImportAsync("units", file)).Status);

        var json = await service.Office.PostAsync(
            "units/import", """[{"code":"XF","name":" 信访办 ","kind":"department"}]""");
        Assert.Equal((201, "changed"), (json.Status, Outcomes(json).Single()));
        Assert.Equal(200, (await service.Office.PutAsync(
            "units/XF", new { name = "信访办", kind = "department" })).Status);
    }

    [Fact]
    public async Task Periods_are_opened_and_moved_as_one_by_one()
    {
        var stored = await ImportAsync("periods", PeriodHeader + January);
        Assert.Equal((201, "created"), (stored.Status, Outcomes(stored).Single()));
        var moved = January.Replace("2019-02-17", "2019-02-20", StringComparison.Ordinal);
        Assert.Equal(["changed"], Outcomes(await ImportAsync("periods", PeriodHeader + moved)));
        Assert.Equal("2019-02-20",
            (string?)(await service.Office.ReadAsync("periods?year=2019")).Items.Single()!["closesOn"]);

        // Once it has opened a reason is needed, and bounds hold; a closed one stays as it is.
        service.MoveTo(2019, 1, 2);
        var later = January.Replace("2019-02-17", "2019-02-25", StringComparison.Ordinal);
        Assert.Equal(["/0/reason"], (await ImportAsync("periods", PeriodHeader + later)).Pointers);
        Assert.Equal(["changed"], Outcomes(await ImportAsync("periods",
            PeriodHeader.Replace("closesOn", "closesOn,reason", StringComparison.Ordinal)
                + later.Replace("02-25", "02-25,春节", StringComparison.Ordinal))));
        service.MoveTo(2019, 3, 1);
        var closed = await ImportAsync("periods", PeriodHeader + moved);
        Assert.Equal((400, "/0/code"), (closed.Status, closed.Pointers.Single()));
        Assert.Equal(["unchanged"], Outcomes(await ImportAsync("periods", PeriodHeader + later)));
    }

    [Fact]
    public async Task Every_fault_is_told_by_row_and_nothing_is_stored()
    {
        var before = await service.SizesAsync();
        var periods = await ImportAsync("periods", PeriodHeader
            + "2019-01,2019-01-02,2019-01-31,2019-01-01,2019-02-12,2019-02-17\r\n"
            + "2019-02,2019-02-01,2019-02-28,2019-02-01,2019-03-12,2019-03-11\r\n"
            + "2019-03,2019-03-01,2019-03-31,2019-03-01,2019-09-12,2019-09-17\r\n"
            + "2019-13,2019-03-01,2019-03-31,2019-03-01,2019-04-12,2019-04-17\r\n"
            + "2019-05,2019-05-01,2019-05-31,=A1,2019-06-12,2019-06-17\r\n"
            + "2019-06,2019-06-01,2019-06-30,2019-06-01,2019-07-12,2019-07-17\r\n"
            + "2019-06,2019-06-01,2019-06-30,2019-06-01,2019-07-12,2019-07-17\r\n");
        Assert.Equal(400, periods.Status);
        Assert.Equal(
            ["/0/startsOn", "/1/closesOn", "/2/dueOn", "/3/code", "/4/opensOn", "/5/code", "/6/code"],
            periods.Pointers);
        Assert.Equal(["/0/kind"], (await ImportAsync("units", UnitHeader + "XF,信访办,office\r\n")).Pointers);
        Assert.Equal(["/header"], (await ImportAsync("units", "code,name\r\nXF,信访办\r\n")).Pointers);
        Assert.Equal([""], (await ImportAsync("units", UnitHeader)).Pointers);
        Assert.Equal([""], (await service.Office.PostAsync("periods/import", "{}")).Pointers);
        Assert.Equal(["/0/colour"], (await service.Office.PostAsync(
            "units/import", """[{"code":"XF","name":"信访办","kind":"department","colour":"red"}]""")).Pointers);
        Assert.Equal(415, (await service.Office.PostTextAsync("units/import", "x", "text/plain")).Status);
        Assert.Equal(403, (await service.As("LSJ").PostTextAsync("units/import", UnitHeader, "text/csv")).Status);
        Assert.Equal(before, await service.SizesAsync());
    }

    private static IEnumerable<string> Outcomes(Answer answer) =>
        answer["rows"].AsArray().Select(r => (string)r!["outcome"]!);

    private Task<Answer> ImportAsync(string what, string csv, string query = "") =>
        service.Office.PostTextAsync($"{what}/import{query}", csv, "text/csv");

    private static string Said(Answer refused) => string.Join('\n', refused["errors"].AsObject()
        .SelectMany(e => e.Value!.AsArray()).Select(m => (string)m!));

    private async Task<string> TableAsync(string url) =>
        Encoding.UTF8.GetString(await service.Office.GetByteArrayAsync("/api/v1/" + url, Http.Ct));
}

public sealed class SqliteCalendarImportTests() : CalendarImportTests(new SqliteFactory());

public sealed class SqlServerCalendarImportTests() : CalendarImportTests(new SqlServerFactory());
