namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>Periods and units from the command line.</summary>
public sealed class PeriodCommandTests
{
    /// <summary>What the service answers when a year is opened, as far as the value of its receipt.</summary>
    internal const string Year =
        """{"periods":[{"code":"2019-01","opensOn":"2019-01-01","dueOn":"2019-02-12","closesOn":"2019-02-17",""" +
        """ "outcome":"created"}],"holidays":[{"year":2019,"counted":"notice","source":"国办发明电〔2018〕15号"},""" +
        """{"year":2020,"counted":"weekendsOnly","source":null}],"receipt":""";

    private const string Listed =
        """{"items":[{"code":"2018-06","opensOn":"2018-06-01","dueOn":"2018-07-10","closesOn":"2099-12-31",""" +
        """ "isOpen":true,"marks":{"closed":null}}],"next":null}""";

    private static readonly string[] OpenYear =
        ["period", "open-year", "--year", "2019", "--months", "--due-working-days", "5", "--closes-days-after", "5"];

    [Fact]
    public async Task A_year_is_shown_with_every_weekday_and_what_it_was_counted_by()
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/periods/year", 200, Year + "null}"));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync([.. OpenYear, "--quarters", "--dry-run"])).MustBe(0);
        Assert.Equal(
            """{"year":2019,"months":true,"quarters":true,"dueWorkingDays":5,"closesDaysAfter":5,"opensAfterEnd":false}""",
            service.Posts.Single().Body);
        Assert.Equal("?dryRun=true", service.Posts.Single().Query);
        Assert.Matches("^2019-01 +2019-01-01 周二 +2019-02-12 周二 +2019-02-17 周日 +新增$", run.Lines[1]);
        Assert.Equal("2019 年工作日按通知计算：国办发明电〔2018〕15号", run.Lines[2]);
        Assert.Contains("2020 年没有节假日文件，工作日只按周末计算", run.Lines[3], StringComparison.Ordinal);
        Assert.Contains("未保存任何内容", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_programs_the_answer_is_printed_as_it_came()
    {
        var answer = Year + FakeService.Receipt + "}";
        await using var service = await FakeService.StartAsync(("POST /api/v1/periods/year", 201, answer));
        using var jtm = new Jtm().For(service);
        Assert.Equal(answer, (await jtm.RunAsync([.. OpenYear, "--json"])).MustBe(0).Output.Trim());
    }

    [Theory]
    [InlineData("--due-working-days", "-1")]
    [InlineData("--due-working-days", "five")]
    [InlineData("--closes-days-after", "10000")]
    [InlineData("--year", "19")]
    public async Task What_is_no_number_is_bad_usage(params string[] wrong)
    {
        using var jtm = new Jtm();
        var at = Array.IndexOf(OpenYear, wrong[0]);
        (await jtm.RunAsync([.. OpenYear[..at], .. wrong, .. OpenYear[(at + 2)..]])).MustBe(2);
    }

    [Fact]
    public async Task A_year_that_is_set_up_otherwise_is_refused_with_exit_one()
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/periods/year", 409,
            """{"title":"已存在","status":409,"code":"already_exists","detail":"已按其他日期设立：2019-03"}"""));
        using var jtm = new Jtm().For(service);
        Assert.Contains("2019-03", (await jtm.RunAsync(OpenYear)).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Periods_and_units_are_listed_in_the_language_asked_for()
    {
        await using var service = await FakeService.StartAsync(
            ("GET /api/v1/periods", 200, Listed),
            ("GET /api/v1/units", 200,
                """{"items":[{"code":"LSJ","name":"绿化市容局","kind":"department"}],"next":null}"""));
        using var jtm = new Jtm().For(service);
        Assert.Matches("^2018-06 +2018-06-01 周五 +2018-07-10 周二 +2099-12-31 周四 +填报中$",
            (await jtm.RunAsync("period", "list", "--year", "2018")).MustBe(0).Lines[1]);
        Assert.Equal("?year=2018&limit=200", service.Requests[^1].Query);
        Assert.Matches("Fri +2018-07-10 Tue +2099-12-31 Thu +open$",
            (await jtm.RunAsync("period", "list", "--lang", "en")).MustBe(0).Lines[1]);
        Assert.Matches("^LSJ +绿化市容局 +部门$", (await jtm.RunAsync("unit", "list")).MustBe(0).Lines[1]);
        Assert.Equal("LSJ", (string?)(await jtm.RunAsync("unit", "list", "--json")).MustBe(0).Json[0]!["code"]);
    }

    [Fact]
    public async Task An_export_is_the_table_byte_for_byte_and_an_import_sends_it()
    {
        const string Table = "\uFEFFcode,name,kind\r\nLSJ,绿化市容局,department\r\n";
        await using var service = await FakeService.StartAsync(
            ("GET /api/v1/units.csv", 200, Table), ("GET /api/v1/periods.csv", 200, Table),
            ("POST /api/v1/units/import", 200,
                $$"""{"rows":[{"row":2,"id":"LSJ","outcome":"unchanged","errors":[]}],"receipt":{{FakeService.Receipt}}}"""));
        using var jtm = new Jtm().For(service);
        Assert.Equal(Table, (await jtm.RunAsync("unit", "export")).MustBe(0).Output);
        (await jtm.RunAsync("period", "export", "--year", "2018", "--out", jtm.PathOf("p.csv"))).MustBe(0);
        Assert.Equal("?year=2018", service.Requests[^1].Query);
        (await jtm.RunAsync("unit", "export", "--out", jtm.PathOf("u.csv"))).MustBe(0);
        var run = (await jtm.RunAsync("unit", "import", jtm.PathOf("u.csv"))).MustBe(0);
        Assert.Equal((Table, "text/csv"),
            (service.Posts.Single().Body, service.Posts.Single().ContentType));
        Assert.Matches("^2 +LSJ +不变$", run.Lines[1]);
    }
}
