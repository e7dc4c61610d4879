using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>One quantity is one series: a target is reported for the periods that it owes,
/// and a quarter of a monthly one is its last month.</summary>
public abstract class FrequencyTests(ServiceFactory service) : IDisposable
{
    private const string Quarter = "2018-Q2";
    private const string Id = "JA2018-901";

    public void Dispose() => service.Dispose();

    private static readonly (string Frequency, string Period, string? Owed)[] Frequencies =
    [
        ("null", "2018-05", null),
        ("\"monthly\"", "2018-06", null),
        ("\"monthly\"", "2018-Q2", "2018-06"),
        ("\"quarterly\"", "2018-Q2", null),
        ("\"quarterly\"", "2018-02", "2018-Q1"),
        ("\"quarterly\"", "2018-06", "2018-Q2"),
        ("[\"2018-03\",\"2018-09\"]", "2018-02", "2018-03"),
        ("[\"2018-03\",\"2018-09\"]", "2018-04", "2018-09"),
        ("[\"2018-03\",\"2018-09\"]", "2018-Q1", "2018-03"),
        ("[\"2018-03\",\"2018-09\"]", "2018-Q2", "2018-09"),
        ("[\"2018-03\",\"2018-09\"]", "2018-10", "2018-12"),
        ("[\"2018-Q2\",\"2018-Q4\"]", "2018-06", "2018-Q2"),
        ("[\"2018-Q2\",\"2018-Q4\"]", "2018-Q3", "2018-Q4"),
        ("[\"2018-05\",\"2018-Q4\"]", "2018-05", null),
        ("[\"2018-05\",\"2018-Q4\"]", "2018-12", "2018-Q4"),
    ];

    [Fact]
    public async Task Only_what_is_owed_is_listed_and_taken_and_a_refusal_names_what_is()
    {
        for (var i = 0; i < Frequencies.Length; i++)
        {
            await CreateAsync(Frequencies[i].Frequency, IdOf(i));
        }

        service.MoveTo(2018, 12, 31);
        for (var i = 0; i < Frequencies.Length; i++)
        {
            var (frequency, period, owed) = Frequencies[i];
            var listed = await service.Office.ReadAsync(
                $"progress?period={period}&unit=LSJ&state=notReported&limit=500");
            Assert.Equal((i, owed is null), (i, listed.Items.Any(r => (string?)r!["targetId"] == IdOf(i))));
            var answer = await service.SubmitAsync(Reporting.Value(1, period), IdOf(i));
            Assert.Equal((i, owed is null ? 201 : 409, owed is null ? null : "period_not_owed", owed),
                (i, answer.Status, answer.Code, (string?)answer.Body!["owed"]));

            var isTold = FrequencyOf(JsonNode.Parse(frequency)).ReportedIn(new(period)) is not null;
            var worklist = await service.Evaluator.ReadAsync($"worklist?period={period}&limit=5000");
            Assert.Equal((i, isTold), (i, worklist.Items.Any(r => (string?)r!["targetId"] == IdOf(i))));
            var asked = (await service.Evaluator.ReadAsync($"worklist?period={period}&target={IdOf(i)}")).Items
                .Single()!;
            Assert.Equal((i, !isTold), (i, (string?)asked["state"] == "notOwed"));
            Assert.Equal((i, !isTold), (i, (string?)(await CellAsync(period, IdOf(i)))["state"] == "notOwed"));
        }
    }

    private static string IdOf(int number) => $"JA2018-{901 + number}";

    [Fact]
    public async Task A_first_report_for_a_quarter_of_a_target_that_says_nothing_is_its_last_months_and_a_second_one_is_refused()
    {
        var first = await service.SubmitAsync(Reporting.Value(3, Quarter));
        Assert.Equal((201, "2018-06"), (first.Status, (string?)first["period"]));

        var second = await service.SubmitAsync(Reporting.Value(5, Quarter));
        Assert.Equal((409, "period_not_owed", "2018-06"), (second.Status, second.Code, (string?)second["owed"]));
        Assert.Equal(201, (await service.SubmitAsync(Reporting.Value(4))).Status);
    }

    [Fact]
    public async Task A_quarter_of_a_year_that_was_reported_by_months_is_rated_issued_and_pulled()
    {
        await service.RegisterAsync();
        await service.ReportAsync(1m, period: "2018-03");
        await service.ReportAsync(3.1m);
        await CreateAsync("\"quarterly\"");
        service.MoveTo(2018, 7, 3);
        await service.ReportAsync(8m, Id, period: Quarter);

        var item = (await service.Evaluator.ReadAsync($"worklist?period={Quarter}&target={Reporting.Target}")).Items
            .Single()!;
        Assert.Equal(
            (3.1m, "yellow"), ((decimal)item["facts"]!["report"]!["value"]!, (string?)item["suggestion"]!["colour"]));
        await service.RatedAsync(await service.ClaimsAsync(period: Quarter));
        await service.RatedAsync(await service.ClaimsAsync(Id, Quarter));
        await service.CloseAsync(Quarter);
        await service.DrawAsync(period: Quarter);
        Assert.Equal(201, (await service.IssueAsync(Quarter)).Status);

        var overview = await service.Office.ReadAsync($"reports/overview?period={Quarter}");
        var units = await service.Office.ReadAsync($"reports/units?period={Quarter}");
        Assert.Equal(200, overview.Status);
        var lead = units["units"].AsArray().Single(u => (string?)u!["unit"] == Reporting.Lead)!;
        Assert.Equal(2, (int)lead["onTime"]!);
        Assert.Equal("yellow", (string?)(await CellAsync(Quarter, Reporting.Target))["colour"]);
    }

    // The quarter may be closed while June still takes reports: what comes then is June's,
    // and stands beside the quarter's facts.
    [Fact]
    public async Task What_is_filed_for_june_after_the_quarters_close_moves_nothing_in_the_quarter()
    {
        await service.RegisterAsync();
        await service.ReportAsync(1m);
        await service.CloseAsync(Quarter);
        var later = await service.ReportAsync(6m);

        var quarter = await FactsAsync(Quarter);
        Assert.Equal(1m, (decimal)quarter["facts"]!["report"]!["value"]!);
        Assert.Equal((long)later["receipt"]!["index"]!, (long)quarter["sinceClose"]!.AsArray()
            .Single()!["report"]!["entry"]!["index"]!);
        Assert.Equal(6m, (decimal)(await FactsAsync("2018-06"))["facts"]!["report"]!["value"]!);

        // The evaluator may name it, as it may any report that came since the close.
        await service.RatedAsync(await service.ClaimsAsync(period: Quarter));
        var claims = await service.ClaimsAsync(
            period: Quarter, colour: (string?)quarter["sinceClose"]![0]!["suggestion"]!["colour"]);
        (claims["suggested"], claims["class"]) =
            (claims["colour"]!.DeepClone(), (string?)quarter["sinceClose"]![0]!["class"]);
        claims["basis"] = quarter["sinceClose"]![0]!["report"]!["entry"]!.DeepClone();
        (claims["supersedes"], claims["reason"]) = (await InForceAsync(), "采用补报");
        await service.RatedAsync(claims);
    }

    [Fact]
    public async Task An_adjusted_frequency_counts_from_the_next_period_on()
    {
        await CreateAsync("\"quarterly\"");
        var target = await service.PromiseAsync(Id);
        (target["frequency"], target["reason"]) = ("monthly", "改为按月填报");
        Assert.Equal(201, (await service.Office.PostAsync($"targets/{Id}/versions", target.ToJsonString())).Status);
        service.MoveTo(2018, 8, 2);

        // it had opened before
        Assert.Equal("period_not_owed", (await service.SubmitAsync(Reporting.Value(1, "2018-07"), Id)).Code);
        Assert.Equal(201, (await service.SubmitAsync(Reporting.Value(1, "2018-08"), Id)).Status);
    }

    [Fact]
    public async Task An_extension_for_a_target_is_for_a_period_that_it_owes()
    {
        await CreateAsync("\"quarterly\"");
        await service.CloseAsync();
        var answer = await service.Office.PostAsync("periods/2018-06/extensions", new
        {
            unit = "LSJ", targetId = Id, until = "2018-12-31", reason = "数据认定推迟",
        });
        Assert.Equal((409, "period_not_owed", Quarter), (answer.Status, answer.Code, (string?)answer.Body!["owed"]));
    }

    [Fact]
    public async Task Another_frequency_is_refused_where_it_stands()
    {
        foreach (var frequency in (string[])["\"weekly\"", "7", "[]", "[\"2017-06\"]", "[\"2018-06\",\"2018-Q2\"]",
            "[\"2018-06\",\"2018-06\"]", "[\"2018-6\"]", "[null]"])
        {
            var answer = await service.Office.PostAsync("targets", Body(JsonNode.Parse(frequency), Id).ToJsonString());
            Assert.Equal((400, frequency, "/frequency"), (answer.Status, frequency, string.Join(' ', answer.Pointers)));
        }
    }

    [Fact]
    public async Task A_table_names_it_as_the_interface_does()
    {
        (string Cell, string? Frequency)[] cells =
        [
            ("quarterly", "\"quarterly\""), ("2018-03;2018-09", "[\"2018-03\",\"2018-09\"]"), ("", null),
        ];
        var rows = cells.Select((c, i) =>
            $"{IdOf(i)},2018,departmental,测试,样例,anticipated,qualitative,LSJ,自拟,{c.Cell}\n");
        var csv = "id,year,level,field,title,nature,kind,leadUnit,source,frequency\n" + string.Concat(rows);
        Assert.Equal(201, (await service.Office.PostTextAsync("targets/import", csv, "text/csv")).Status);
        for (var i = 0; i < cells.Length; i++)
        {
            Assert.Equal(cells[i].Frequency, (await service.Office.ReadAsync($"targets/{IdOf(i)}")).Body!["frequency"]
                ?.ToJsonString());
        }
    }

    private static ReportingFrequency FrequencyOf(JsonNode? written) => written switch
    {
        null => ReportingFrequency.Monthly,
        JsonArray named => ReportingFrequency.In(named.Select(p => new Period((string)p!))),
        _ => new((string)written!),
    };

    private static JsonObject Body(JsonNode? frequency, string id) => new()
    {
        ["id"] = id, ["year"] = 2018, ["level"] = "departmental", ["field"] = "测试", ["title"] = "样例",
        ["nature"] = "anticipated", ["kind"] = "quantitative",
        ["leadUnit"] = "LSJ", ["source"] = "自拟", ["unitOfMeasure"] = "个", ["direction"] = "increase",
        ["aggregation"] = "cumulative", ["targetValue"] = 16,
        ["frequency"] = frequency,
    };

    // Before the year's periods open, so that the version counts for all of them.
    private async Task CreateAsync(string frequency, string id = Id) =>
        Assert.Equal(201,
            (await service.Office.PostAsync("targets", Body(JsonNode.Parse(frequency), id).ToJsonString())).Status);

    private async Task<JsonNode> FactsAsync(string period) =>
        (await service.Evaluator.ReadAsync($"worklist?period={period}&target={Reporting.Target}")).Items.Single()!;

    private async Task<long> InForceAsync() => (long)(await FactsAsync(Quarter))["rating"]!["index"]!;

    private async Task<JsonNode> CellAsync(string period, string target = Id)
    {
        var matrix = await service.Office.ReadAsync("reports/matrix?year=2018");
        return matrix["rows"].AsArray()
            .Single(r => (string?)r!["targetId"] == target)!["cells"]!
            .AsArray()
            .Single(c => (string?)c!["period"] == period)!;
    }
}

public sealed class SqliteFrequencyTests() : FrequencyTests(new SqliteFactory());

public sealed class SqlServerFrequencyTests() : FrequencyTests(new SqlServerFactory());
