using System.Text.Json.Nodes;
using Ical.Net;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Everybody sees what he has to do, most urgent first, and nothing that is done.</summary>
public abstract class TodoTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    // 2018-07-02 is a Monday: the 3rd, 4th and 5th are the working days up to the due day.
    [Fact]
    public async Task What_a_unit_owes_is_there_with_its_day_until_it_is_filed()
    {
        var due = await DueAsync("2018-06");
        var owed = await OwedAsync("LSJ", Reporting.Target);
        Assert.Equal(("report", due, "/api/v1/targets/JA2018-028/drafts/2018-06"),
            ((string?)owed!["kind"], (string?)owed["until"], (string?)owed["link"]));
        Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture).DayOfWeek.ToString(),
            (string?)owed["weekday"], ignoreCase: true);
        Assert.Null(owed["draft"]);
        await service.As("LSJ").PutAsync("targets/JA2018-028/drafts/2018-06", new { value = 1 });
        Assert.Equal("LSJ", (string?)(await OwedAsync("LSJ", Reporting.Target))!["draft"]);
        await service.ReportAsync(1m);
        Assert.Null(await OwedAsync("LSJ", Reporting.Target));
        Assert.NotNull(await OwedAsync("LSJ", null));
        Assert.Null(await OwedAsync("FGW", Reporting.Target));
    }

    [Fact]
    public async Task What_is_late_is_told_as_late_as_long_as_it_is_taken()
    {
        var period = await PeriodAsync("2018-06");
        var due = DateOnly.Parse((string)period["dueOn"]!, System.Globalization.CultureInfo.InvariantCulture);
        service.MoveTo(due.Year, due.Month, due.Day, 15); // 23:00 in Shanghai
        Assert.Equal(($"{due:yyyy-MM-dd}", 0), await UntilAsync());
        service.MoveTo(due.Year, due.Month, due.Day, 16); // midnight
        Assert.Equal((string)period["closesOn"]!, (await UntilAsync()).Until);
        Assert.Contains("已逾期", (string?)(await OwedAsync("LSJ", Reporting.Target))!["what"], StringComparison.Ordinal);
        await service.CloseAsync();
        Assert.Null(await OwedAsync("LSJ", Reporting.Target));

        var until = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddDays(20);
        Assert.Equal(201, (await service.Office.PostAsync("periods/2018-06/extensions", new
        {
            unit = "LSJ", targetId = Reporting.Target, until, reason = "停电",
        })).Status);
        Assert.Equal($"{until:yyyy-MM-dd}", (await UntilAsync()).Until);
        await service.ReportAsync(1m);
        Assert.Null(await OwedAsync("LSJ", Reporting.Target));
    }

    // An extension moves the due day, also while the period is open.
    [Fact]
    public async Task What_was_given_more_time_is_not_late_before_that_is_over()
    {
        Assert.Equal(200, (await service.Office.PutAsync("periods/2018-06", new
        {
            startsOn = "2018-06-01", endsOn = "2018-06-30", opensOn = "2018-06-01", dueOn = "2018-07-05",
            closesOn = "2018-07-12",
        })).Status);
        Assert.Equal(201, (await service.Office.PostAsync("periods/2018-06/extensions", new
        {
            unit = "LSJ", targetId = Reporting.Target, until = "2018-07-15", reason = "停电",
        })).Status);
        service.MoveTo(2018, 7, 6);
        Assert.Equal("2018-07-15", (await UntilAsync()).Until);
        Assert.DoesNotContain(
            "已逾期", (string?)(await OwedAsync("LSJ", Reporting.Target))!["what"], StringComparison.Ordinal);
        Assert.Contains(await AllAsync(service.As("LSJ")), i =>
            (string?)i["targetId"] != Reporting.Target
            && ((string)i["what"]!).Contains("已逾期", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Drafts_wait_for_who_signs_and_for_nobody_else()
    {
        await service.As("LSJ").PutAsync("targets/JA2018-028/drafts/2018-06", new { value = 1, narrative = "推进" });
        var signatory = service.Join("局长甲", "LSJ", signs: true);
        var sign = Assert.Single((await AllAsync(signatory)), i => (string?)i["kind"] == "sign");
        Assert.Equal((1, "2018-06", "/api/v1/drafts?period=2018-06"),
            ((int)sign["count"]!, (string?)sign["period"], (string?)sign["link"]));
        Assert.DoesNotContain(await AllAsync(service.As("LSJ")), i => (string?)i["kind"] == "sign");
        await service.As("LSJ").SendAsync(HttpMethod.Delete, "targets/JA2018-028/drafts/2018-06", null);
        Assert.DoesNotContain(await AllAsync(signatory), i => (string?)i["kind"] == "sign");
    }

    // The period's due day would tell the signatory to hurry, or that he is late.
    [Fact]
    public async Task A_draft_that_was_given_more_time_waits_as_long_as_its_report_may()
    {
        Assert.Equal(200, (await service.Office.PutAsync("periods/2018-06", new
        {
            startsOn = "2018-06-01", endsOn = "2018-06-30", opensOn = "2018-06-01", dueOn = "2018-07-05",
            closesOn = "2018-07-12",
        })).Status);
        var other = (string)(await AllAsync(service.As("LSJ"))).First(i =>
            (string?)i["period"] == "2018-06" && (string?)i["targetId"] != Reporting.Target)["targetId"]!;
        await service.As("LSJ").PutAsync("targets/JA2018-028/drafts/2018-06", new { value = 1 });
        Assert.Equal(201, (await service.Office.PostAsync("periods/2018-06/extensions", new
        {
            unit = "LSJ", targetId = Reporting.Target, until = "2018-07-15", reason = "停电",
        })).Status);
        var signatory = service.Join("局长甲", "LSJ", signs: true);
        service.MoveTo(2018, 7, 2);
        Assert.Equal(("2018-07-15", 1), await SignAsync(signatory));
        await service.As("LSJ").PutAsync($"targets/{other}/drafts/2018-06", new { narrative = "推进" });
        Assert.Equal(("2018-07-05", 2), await SignAsync(signatory));
        service.MoveTo(2018, 7, 6);
        Assert.Equal(("2018-07-12", 2), await SignAsync(signatory));
        service.MoveTo(2018, 7, 13);
        Assert.Equal(("2018-07-15", 1), await SignAsync(signatory)); // the other is taken no more
    }

    // TJJ certifies JA2018-003, which FGW leads.
    [Fact]
    public async Task A_claimed_value_waits_for_its_certifying_unit_while_the_period_counts_it()
    {
        Assert.Null(await CertifyAsync("TJJ"));
        await service.ReportAsync(121m, "JA2018-003", "FGW");
        var certify = (await CertifyAsync("TJJ"))!;
        Assert.Equal(
            ("2018-06", "JA2018-003", "/api/v1/targets/JA2018-003/certified-values",
                (string?)(await PeriodAsync("2018-06"))["closesOn"]),
            ((string?)certify["period"], (string?)certify["targetId"], (string?)certify["link"],
                (string?)certify["until"]));
        Assert.Null(await CertifyAsync("FGW"));
        Assert.Null(await CertifyAsync("LSJ"));
        Assert.Equal(201, (await service.As("TJJ").PostAsync((string)certify["link"]!, new
        {
            period = "2018-06", value = 98.7m,
        })).Status);
        Assert.Null(await CertifyAsync("TJJ"));
    }

    [Fact]
    public async Task Nothing_is_to_be_certified_once_the_period_is_closed_or_for_a_version_that_does_not_count()
    {
        await service.ReportAsync(121m, "JA2018-003", "FGW");
        var target = await service.PromiseAsync("JA2018-003");
        (target["certifyingUnit"], target["reason"]) = ("LSJ", "改由绿化市容局认定");
        var made = await service.Office.PostAsync("targets/JA2018-003/versions", target.ToJsonString());
        Assert.True(made.Status == 201, made.Body?.ToJsonString());
        Assert.Null(await CertifyAsync("LSJ")); // from the next period on
        Assert.NotNull(await CertifyAsync("TJJ"));
        await service.CloseAsync();
        Assert.Null(await CertifyAsync("TJJ"));
    }

    [Fact]
    public async Task The_office_answers_and_the_evaluator_rates_what_is_closed()
    {
        Assert.Empty(await AllAsync(service.Office));
        var asked = await service.As("LSJ").PostAsync("periods/2018-06/extension-requests", new { reason = "停电" });
        var answer = Assert.Single(await AllAsync(service.Office));
        Assert.Equal(("answerExtensionRequest", "LSJ"), ((string?)answer["kind"], (string?)answer["unit"]));
        Assert.Equal(201, (await service.Office.PostAsync($"extension-requests/{asked["receipt"]["index"]}/answer", new
        {
            granted = false, reason = "不同意",
        })).Status);
        Assert.Empty(await AllAsync(service.Office));

        var before = (await AllAsync(service.Evaluator)).Count;
        await service.CloseAsync();
        var rate = (await AllAsync(service.Evaluator)).Single(i => (string?)i["period"] == "2018-06");
        Assert.Equal(("rate", "/api/v1/worklist?period=2018-06"), ((string?)rate["kind"], (string?)rate["link"]));
        Assert.True((await AllAsync(service.Evaluator)).Count > before);
        Assert.Empty(await AllAsync(service.As("auditor")));
        Assert.Empty(await AllAsync(service.As("admin")));
    }

    [Fact]
    public async Task A_released_period_is_not_to_be_rated_any_more()
    {
        await service.RegisterAsync();
        await service.ReportAsync(3.1m);
        await service.RatedAsync(await service.ClaimsAsync());
        await service.CloseAsync();
        var rate = (await AllAsync(service.Evaluator)).Where(i => (string?)i["kind"] == "rate").ToList();
        Assert.Contains(rate, i => (string?)i["period"] == "2018-06");
        Assert.Equal(201, (await service.IssueAsync()).Status);
        Assert.Equal(rate.Select(i => (string?)i["period"]).Where(p => p != "2018-06"),
            (await AllAsync(service.Evaluator)).Select(i => (string?)i["period"]));
    }

    [Fact]
    public async Task A_remark_waits_for_the_revision_that_answers_it()
    {
        await service.ReportAsync(1m);
        var made = await service.Office.PostAsync($"targets/{Reporting.Target}/remarks", new
        {
            period = "2018-06", unit = "LSJ", revision = 1, code = "unclear", text = "请说明",
        });
        Assert.Equal(201, made.Status);
        var answer = Assert.Single(await AllAsync(service.As("LSJ")), i => (string?)i["kind"] == "answerRemark");
        Assert.Contains("请说明", (string?)answer["what"], StringComparison.Ordinal);
        Assert.DoesNotContain(await AllAsync(service.As("FGW")), i => (string?)i["kind"] == "answerRemark");
        Assert.Equal(201, (await service.SubmitAsync(new
        {
            period = "2018-06", value = 1, narrative = "已说明", signatory = "负责人",
            answersRemarks = new[] { (long)made["receipt"]["index"]! },
        })).Status);
        Assert.DoesNotContain(await AllAsync(service.As("LSJ")), i => (string?)i["kind"] == "answerRemark");
    }

    [Fact]
    public async Task The_most_urgent_comes_first_and_pages_leave_nothing_out()
    {
        var all = await AllAsync(service.As("LSJ"));
        Assert.Equal(all.Select(i => (string?)i["until"]).Order(StringComparer.Ordinal),
            all.Select(i => (string?)i["until"]));
        List<JsonNode> paged = [];
        string? after = null;
        do
        {
            var page = await service.As("LSJ").ReadAsync($"todo?limit=3&after={Uri.EscapeDataString(after ?? "")}");
            paged.AddRange(page.Items.Select(i => i!));
            after = (string?)page.Body!["next"];
        }
        while (after is not null);
        Assert.Equal(all.Select(i => i.ToJsonString()), paged.Select(i => i.ToJsonString()));
    }

    [Fact]
    public async Task A_calendar_reads_it_under_a_private_address_that_can_be_renewed()
    {
        var first = await service.As("LSJ").PostAsync("todo/calendar", new { });
        Assert.Equal(200, first.Status);
        var address = (string)first["address"]!;
        var calendar = await CalendarAsync(address);
        var owed = (await AllAsync(service.As("LSJ"))).Count;
        Assert.Equal(owed, calendar!.Events.Count);
        Assert.All(calendar.Events, e => Assert.True(e.IsAllDay));
        Assert.Equal(owed, calendar.Events.Select(e => e.Uid).Distinct().Count());
        await service.ReportAsync(1m);
        Assert.Equal(owed - 1, (await CalendarAsync(address))!.Events.Count);

        var second = (string)(await service.As("LSJ").PostAsync("todo/calendar", new { }))["address"]!;
        Assert.Null(await CalendarAsync(address));
        Assert.NotNull(await CalendarAsync(second));
        Assert.Null(await CalendarAsync("/api/v1/todo.ics?key=" + new string('0', 64)));
        Assert.Null(await CalendarAsync("/api/v1/todo.ics"));
    }

    // Whoever left has no calendar either.
    [Fact]
    public async Task The_address_ends_with_the_token_that_it_stands_for()
    {
        var address = (string)(await service.Join("王五", "LSJ").PostAsync("todo/calendar", new { }))["address"]!;
        Assert.NotNull(await CalendarAsync(address));
        service.Leave("王五");
        Assert.Null(await CalendarAsync(address));
    }

    private async Task<Calendar?> CalendarAsync(string address)
    {
        var response = await service.Anonymous.GetAsync(address, Http.Ct);
        if (!response.IsSuccessStatusCode)
        {
            Assert.Equal(404, (int)response.StatusCode);
            return null;
        }

        Assert.Equal("text/calendar", response.Content.Headers.ContentType?.MediaType);
        return Calendar.Load(await response.Content.ReadAsStringAsync(Http.Ct));
    }

    private async Task<JsonNode?> OwedAsync(string unit, string? target) =>
        (await AllAsync(service.As(unit))).FirstOrDefault(i => (string?)i["kind"] == "report"
            && (target is null || (string?)i["targetId"] == target) && (string?)i["period"] == "2018-06");

    private async Task<JsonNode?> CertifyAsync(string unit) =>
        (await AllAsync(service.As(unit))).SingleOrDefault(i => (string?)i["kind"] == "certify");

    private static async Task<(string Until, int Count)> SignAsync(HttpClient signatory)
    {
        var sign = Assert.Single(await AllAsync(signatory), i => (string?)i["kind"] == "sign");
        return ((string)sign["until"]!, (int)sign["count"]!);
    }

    private async Task<(string Until, int Left)> UntilAsync()
    {
        var owed = (await OwedAsync("LSJ", Reporting.Target))!;
        return ((string)owed["until"]!, (int)owed["workingDaysLeft"]!);
    }

    private static async Task<IReadOnlyList<JsonNode>> AllAsync(HttpClient client) =>
        [.. (await client.ReadAsync("todo?limit=500")).Items.Select(i => i!)];

    private async Task<JsonNode> PeriodAsync(string code) => (await service.Office.ReadAsync("periods?year=2018")).Items
        .Select(p => p!).Single(p => (string?)p["code"] == code);

    private async Task<string> DueAsync(string code) => (string)(await PeriodAsync(code))["dueOn"]!;
}

public sealed class SqliteTodoTests() : TodoTests(new SqliteFactory());

public sealed class SplitTodoTests() : TodoTests(new SplitFactory());

public sealed class SqlServerTodoTests() : TodoTests(new SqlServerFactory());
