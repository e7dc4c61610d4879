namespace Jingan.TargetMgmt.Tests.Cli;

public sealed class ProgressAndImportTests
{
    private const string Accepted = $$"""{"receipt":{{FakeService.Receipt}}}""";

    private static readonly string[] Submit =
    [
        "progress", "submit", "--target", "JA2018-028", "--period", "2018-06", "--narrative", "@完成", "--signatory",
        "赵六",
    ];

    [Fact]
    public async Task A_value_arrives_with_the_digits_that_were_typed()
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/targets/JA2018-028/progress", 201,
            Accepted));
        using var jtm = new Jtm().For(service);
        (await jtm.RunAsync([.. Submit, "--value", "-3.10"])).MustBe(0);
        Assert.Equal("""{"period":"2018-06","value":-3.10,"narrative":"@完成","signatory":"赵六"}""",
            service.Posts.Single().Body);
    }

    [Fact]
    public async Task Every_member_has_its_option()
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/targets/JA2018-028/progress", 200,
            """{"receipt":null}"""));
        using var jtm = new Jtm().For(service);
        var run = await jtm.RunAsync([.. Submit, "--node", "N1=2018-05-30", "--node", "N2=2018-06-01", "--no-change",
            "--difficulties", "难", "--next-steps", "下", "--self-colour", "green", "--dry-run"]);
        run.MustBe(0);
        Assert.Equal(
            """{"period":"2018-06","nodes":[{"code":"N1","doneOn":"2018-05-30"},{"code":"N2","doneOn":"2018-06-01"}],"noChange":true,"narrative":"@完成","difficulties":"难","nextSteps":"下","selfColour":"green","signatory":"赵六"}""",
            service.Posts.Single().Body);
        Assert.Equal("?dryRun=true", service.Posts.Single().Query);
    }

    [Theory]
    [InlineData("--value", "1e3")]
    [InlineData("--value", "3,1")]
    [InlineData("--value", "03")]
    [InlineData("--value", "NaN")]
    [InlineData("--node", "N1")]
    [InlineData("--node", "N1=2018-02-30")]
    [InlineData("--node", "=2018-02-03")]
    public async Task What_is_no_number_or_no_date_is_bad_usage(params string[] more)
    {
        using var jtm = new Jtm();
        (await jtm.RunAsync([.. Submit, .. more])).MustBe(2);
    }

    [Theory]
    [InlineData("targets.csv", "text/csv")]
    [InlineData("targets.JSON", "application/json")]
    public async Task A_file_is_sent_byte_for_byte_under_its_media_type(string name, string mediaType)
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/targets/import", 201,
            $$"""{"rows":[{"row":2,"id":"JA2018-001","outcome":"created","errors":[]}],"receipt":{{FakeService.Receipt}}}"""));
        using var jtm = new Jtm().For(service);
        await File.WriteAllTextAsync(jtm.PathOf(name), "内容", TestContext.Current.CancellationToken);
        var run = (await jtm.RunAsync("import", "targets", jtm.PathOf(name))).MustBe(0);
        Assert.Equal(("内容", mediaType), (service.Posts.Single().Body, service.Posts.Single().ContentType));
        Assert.Matches("^2 +JA2018-001 +新增$", run.Lines[1]);
        Assert.Contains("序号 57", run.Lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_import_says_each_problem_once_by_the_row()
    {
        await using var service = await FakeService.StartAsync(("POST /api/v1/targets/import", 400, """
            {"title":"请求内容有误","status":400,"code":"invalid_request","detail":"请改正后重新提交。","errors":{"/2/leadUnit":["没有此单位"]},
             "rows":[{"row":2,"id":"JA2018-001","outcome":"ready","errors":[]},{"row":4,"id":null,"outcome":"rejected","errors":["leadUnit：没有此单位",{"pointer":"/id"}]}],"unchecked":7}
            """));
        using var jtm = new Jtm().For(service);
        await File.WriteAllTextAsync(jtm.PathOf("t.csv"), "x", TestContext.Current.CancellationToken);
        var run = (await jtm.RunAsync("import", "targets", jtm.PathOf("t.csv"))).MustBe(1);
        Assert.Matches("^2 +JA2018-001 +可导入$", run.Lines[1]);
        Assert.Matches("""^4 +有误 +leadUnit：没有此单位；\{"pointer":"/id"\}$""", run.Lines[2]);
        Assert.Equal("jtm: 400 invalid_request: 请求内容有误 请改正后重新提交。\n  未检查的行数：7\n", run.Error.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("targets.xls")]
    [InlineData("missing.csv")]
    public async Task A_file_that_cannot_be_sent_is_no_refusal(string name)
    {
        using var jtm = new Jtm();
        jtm.Environment["JTM_TOKEN"] = FakeService.Token;
        (await jtm.RunAsync("import", "targets", jtm.PathOf(name))).MustBe(2);
    }
}
