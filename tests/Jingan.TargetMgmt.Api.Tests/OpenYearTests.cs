using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A year's periods at once, by one rule.</summary>
public abstract class OpenYearTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    private static object Rule(
        int year = 2019, bool months = true, bool quarters = false, int due = 5, int closes = 5, bool late = false) =>
        new { year, months, quarters, dueWorkingDays = due, closesDaysAfter = closes, opensAfterEnd = late };

    [Fact]
    public async Task A_dry_run_shows_every_date_and_weekday_and_stores_nothing()
    {
        var before = await service.SizesAsync();
        var trial = await service.Office.PostAsync("periods/year?dryRun=true", Rule(quarters: true));
        Assert.Equal((200, 16), (trial.Status, trial["periods"].AsArray().Count));
        Assert.Null(trial.Body!["receipt"]);
        Assert.Equal(before, await service.SizesAsync());
        Assert.Empty((await service.Office.ReadAsync("periods?year=2019")).Items);

        var stored = await service.Office.PostAsync("periods/year", Rule(quarters: true));
        Assert.Equal(201, stored.Status);
        Assert.Equal("/api/v1/periods?year=2019", stored.Response.Headers.Location!.OriginalString);
        Assert.Equal(trial["periods"].ToJsonString(), stored["periods"].ToJsonString());
        Assert.Equal(trial["holidays"].ToJsonString(), stored["holidays"].ToJsonString());
        Assert.Equal(before.Government + 16, (await service.SizesAsync()).Government);
        Assert.Equal(Shown(stored, "code"), (await service.Office.ReadAsync("periods?year=2019")).Items
            .Select(p => (string)p!["code"]!));
    }

    [Fact]
    public async Task Holidays_make_up_workdays_and_the_turn_of_the_year_count()
    {
        var periods = (await service.Office.PostAsync("periods/year?dryRun=true", Rule()))["periods"].AsArray();
        Assert.Equal(
            ["2019-02-12", "2019-03-07", "2019-04-08", "2019-05-09", "2019-06-10", "2019-07-05", "2019-08-07",
                "2019-09-06", "2019-10-12", "2019-11-07", "2019-12-06", "2020-01-08"],
            periods.Select(p => (string)p!["dueOn"]!));
        Assert.Equal(
            """{"code":"2019-01","startsOn":"2019-01-01","endsOn":"2019-01-31","opensOn":"2019-01-01","dueOn":"2019-02-12","closesOn":"2019-02-17","weekdays":{"startsOn":"tuesday","endsOn":"thursday","opensOn":"tuesday","dueOn":"tuesday","closesOn":"sunday"},"outcome":"created"}""",
            periods[0]!.ToJsonString());
    }

    [Fact]
    public async Task It_says_by_which_notice_each_calendar_year_was_counted_or_that_weekends_only_were()
    {
        var known = await service.Office.PostAsync("periods/year?dryRun=true", Rule());
        Assert.Equal(["2019 notice", "2020 notice"], Counted(known));
        Assert.Contains("〔2018〕15号", (string)known["holidays"][0]!["source"]!, StringComparison.Ordinal);
        var half = await service.Office.PostAsync("periods/year?dryRun=true", Rule(2026));
        Assert.Equal(["2026 notice", "2027 weekendsOnly"], Counted(half));
        Assert.Null(half["holidays"][1]!["source"]);
        Assert.Equal(["2030 weekendsOnly", "2031 weekendsOnly"],
            Counted(await service.Office.PostAsync(
                "periods/year?dryRun=true", Rule(2030, months: false, quarters: true))));
    }

    [Fact]
    public async Task The_same_again_is_unchanged_and_what_is_missing_is_added()
    {
        var months = await service.Office.PostAsync("periods/year", Rule());
        var again = await service.Office.PostAsync("periods/year", Rule());
        Assert.Equal(200, again.Status);
        Assert.Equal(Enumerable.Repeat("unchanged", 12), Shown(again, "outcome"));
        Assert.Equal(months["receipt"].ToJsonString(), again["receipt"].ToJsonString());

        var both = await service.Office.PostAsync("periods/year", Rule(quarters: true));
        Assert.Equal(201, both.Status);
        Assert.Equal([.. Enumerable.Repeat("unchanged", 12), .. Enumerable.Repeat("created", 4)],
            Shown(both, "outcome"));
    }

    [Fact]
    public async Task A_period_with_other_dates_refuses_the_whole_and_is_named()
    {
        var march = new
        {
            startsOn = "2019-03-01", endsOn = "2019-03-31", opensOn = "2019-03-01", dueOn = "2019-04-09",
            closesOn = "2019-04-13",
        };
        Assert.Equal(201, (await service.Office.PutAsync("periods/2019-03", march)).Status);
        var before = await service.SizesAsync();
        foreach (var query in (string[])["", "?dryRun=true"])
        {
            var refused = await service.Office.PostAsync("periods/year" + query, Rule());
            Assert.Equal((409, "already_exists"), (refused.Status, refused.Code));
            Assert.Equal(["2019-03"], refused["periods"].AsArray().Select(p => (string)p!));
            Assert.Contains("2019-03", (string)refused["detail"]!, StringComparison.Ordinal);
        }

        Assert.Equal(before, await service.SizesAsync());
        Assert.Single((await service.Office.ReadAsync("periods?year=2019")).Items);
    }

    [Fact]
    public async Task Periods_open_on_their_first_day_unless_told_to_wait_for_the_end()
    {
        var late = await service.Office.PostAsync("periods/year?dryRun=true", Rule(2020, late: true));
        Assert.Equal(("2020-03-01", "sunday"),
            ((string)late["periods"][1]!["opensOn"]!, (string)late["periods"][1]!["weekdays"]!["opensOn"]!));
        Assert.Equal(("2020-02-29", "2020-03-06"),
            ((string)late["periods"][1]!["endsOn"]!, (string)late["periods"][1]!["dueOn"]!));
    }

    [Fact]
    public async Task The_same_key_gets_the_same_answer()
    {
        var first = await service.Office.PostAsync("periods/year", Rule(), "year-2019");
        var again = await service.Office.PostAsync("periods/year", Rule(), "year-2019");
        Assert.Equal((201, 201), (first.Status, again.Status));
        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
    }

    [Fact]
    public async Task What_is_opened_takes_reports_in_its_window()
    {
        Assert.Equal(201, (await service.Office.PostAsync("periods/year", Rule())).Status);
        service.MoveTo(2019, 2, 17);
        var january = (await service.Office.ReadAsync("periods?year=2019")).Items[0]!;
        Assert.True((bool)january["isOpen"]!);
        Assert.NotNull(january["marks"]!["openedSize"]);
        service.MoveTo(2019, 2, 17, 16);
        Assert.NotNull((await service.Office.ReadAsync("periods?year=2019")).Items[0]!["marks"]!["closed"]);
    }

    [Fact]
    public async Task A_rule_that_is_none_is_refused()
    {
        foreach (var (body, pointer) in (IEnumerable<(object, string)>)[
            (Rule(due: -1), "/dueWorkingDays"), (Rule(due: 0), "/dueWorkingDays"), (Rule(due: 1000), "/dueWorkingDays"),
            (Rule(closes: -1), "/closesDaysAfter"), (Rule(closes: 1000), "/closesDaysAfter"),
            (Rule(months: false), "/months"), (Rule(1), "/year"), (Rule(1991), "/year"), (Rule(9998), "/year"),
            ("""{"year":2019,"months":true,"dueWorkingDays":"5","closesDaysAfter":5}""", "/dueWorkingDays"),
            ("""{"year":2019,"months":true,"dueWorkingDays":5,"closesDaysAfter":5,"weeks":true}""", "/weeks"),
            ("""{"year":2019,"months":true,"closesDaysAfter":5}""", "/dueWorkingDays")])
        {
            var refused = await service.Office.PostAsync("periods/year", body);
            Assert.Equal((400, "invalid_request", pointer), (refused.Status, refused.Code, refused.Pointers.Single()));
        }

        Assert.Equal(200, (await service.Office.PostAsync("periods/year?dryRun=true", Rule(9997, closes: 366))).Status);
        Assert.Equal(200, (await service.Office.PostAsync("periods/year?dryRun=true", Rule(1992))).Status);
    }

    [Fact]
    public async Task Nobody_but_the_office_opens_a_year()
    {
        foreach (var caller in (string[])["LSJ", "evaluator", "auditor", "admin"])
        {
            Assert.Equal(403, (await service.As(caller).PostAsync("periods/year", Rule())).Status);
        }

        Assert.Empty((await service.Office.ReadAsync("periods?year=2019")).Items);
    }

    private static IEnumerable<string> Shown(Answer answer, string member) =>
        answer["periods"].AsArray().Select(p => (string)p![member]!);

    private static IEnumerable<string> Counted(Answer answer) =>
        answer["holidays"].AsArray().Select((JsonNode? y) => $"{y!["year"]} {y["counted"]}");
}

public sealed class SqliteOpenYearTests() : OpenYearTests(new SqliteFactory());

public sealed class SplitOpenYearTests() : OpenYearTests(new SplitFactory());

public sealed class SqlServerOpenYearTests() : OpenYearTests(new SqlServerFactory());
