using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Tests.Cli;

public sealed class RateTests
{
    private const string Basis = """{"log":"government","index":41,"leafHash":"c0ffee"}""";

    private static readonly string Green = Item("JA2018-028", suggestion: """{"colour":"green","inputs":{"k":"1.0"}}""",
        basis: Basis);

    private static string Item(string id, string suggestion = "null", string basis = "null", string rating = "null") =>
        $$"""
        {"targetId":"{{id}}","targetVersion":2,"class":"toward-target","scheme":"2018.1","state":"reported",
         "suggestion":{{suggestion}},"basis":{{basis}},"facts":{"anything":[1]},"rating":{{rating}},"actions":["rate"]}
        """;

    private static Task<FakeService> ServeAsync(params string[] items) => FakeService.StartAsync(
        ("GET /api/v1/worklist", 200, $$"""{"items":[{{string.Join(',', items)}}],"next":null}"""),
        ("POST /api/v1/ratings", 201, $$"""{"index":57,"receipt":{{FakeService.Receipt}}}"""));

    private static async Task<Run> RateAsync(FakeService service, params string[] more)
    {
        using var jtm = new Jtm().For(service);
        return await jtm.RunAsync(["rate", "--key", PublishedKey.SaveTo(jtm), "--period", "2018-06", "--target",
            "JA2018-028", "--rationale", "按序时推进", .. more]);
    }

    private static (CompactJws Jws, JsonObject Claims) Sent(FakeService service)
    {
        Assert.True(CompactJws.TryParse(service.Posts.Single().Body, out var jws));
        return (jws, JsonNode.Parse(jws.Payload)!.AsObject());
    }

    [Fact]
    public async Task A_rating_signs_what_the_worklist_says_and_the_assessor_decides()
    {
        await using var service = await ServeAsync(Item("JA2018-027"), Green);
        var run = (await RateAsync(service, "--colour", "green")).MustBe(0);

        var post = service.Posts.Single();
        Assert.Equal("application/jose", post.ContentType);
        Assert.Equal("", post.Query);
        var (jws, claims) = Sent(service);
        var expected = $$"""
            {"type":"rating","log":"log.test/evaluation","period":"2018-06","targetId":"JA2018-028","targetVersion":2,"class":"toward-target","colour":"green","scheme":"2018.1",
             "suggested":"green","rationale":"按序时推进","basis":{{Basis}},"issuedAt":"2018-07-05T01:02:03.000Z"}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), claims), claims.ToJsonString());
        Assert.Contains("序号 57", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signature_verifies_under_the_published_key_and_names_it_by_its_RFC_7638_thumbprint()
    {
        await using var service = await ServeAsync(Green);
        (await RateAsync(service, "--colour", "green")).MustBe(0);
        var (jws, _) = Sent(service);
        Assert.Equal(PublishedKey.Thumbprint, jws.KeyId);
        Assert.True(new Jwk("EC", "P-256", PublishedKey.X, PublishedKey.Y).TryToKey(out var key));
        using (key)
        {
            Assert.True(jws.IsSignedBy(key));
        }
    }

    [Fact]
    public async Task Another_key_id_may_be_given()
    {
        await using var service = await ServeAsync(Green);
        (await RateAsync(service, "--colour", "green", "--kid", "pg-1")).MustBe(0);
        Assert.Equal("pg-1", Sent(service).Jws.KeyId);
    }

    [Fact]
    public async Task Nothing_suggested_and_nothing_reported_are_said_as_null()
    {
        await using var service = await ServeAsync(Item("JA2018-028"));
        (await RateAsync(service, "--colour", "red", "--divergence-code", "evidence", "--divergence-reason", "未报送"))
            .MustBe(0);
        var claims = Sent(service).Claims;
        Assert.True(claims.ContainsKey("suggested") && claims["suggested"] is null);
        Assert.True(claims.ContainsKey("basis") && claims["basis"] is null);
        Assert.Equal("""{"code":"evidence","reason":"\u672A\u62A5\u9001"}""", claims["divergence"]!.ToJsonString());
    }

    [Fact]
    public async Task A_rating_in_force_is_not_replaced_by_accident()
    {
        await using var service =
            await ServeAsync(Item("JA2018-028", basis: Basis, rating: """{"index":12,"colour":"yellow","more":1}"""));
        var run = (await RateAsync(service, "--colour", "green")).MustBe(1);
        Assert.Contains("--supersede", run.Error, StringComparison.Ordinal);
        Assert.Empty(service.Posts);

        (await RateAsync(service, "--colour", "green", "--supersede", "--reason", "更正")).MustBe(0);
        var claims = Sent(service).Claims;
        Assert.Equal(12, (long)claims["supersedes"]!);
        Assert.Equal("更正", (string?)claims["reason"]);
    }

    [Fact]
    public async Task There_must_be_something_to_replace()
    {
        await using var service = await ServeAsync(Green);
        (await RateAsync(service, "--colour", "green", "--supersede", "--reason", "更正")).MustBe(1);
        Assert.Empty(service.Posts);
    }

    [Fact]
    public async Task The_worklist_is_read_page_by_page_until_the_target_is_met()
    {
        await using var service = await FakeService.StartAsync((seen, http) => seen.Method == "POST"
            ? FakeService.WriteAsync(http, 201, $$"""{"receipt":{{FakeService.Receipt}}}""")
            : FakeService.WriteAsync(http, 200, seen.Query.Contains("after=a%2Fb", StringComparison.Ordinal)
                ? $$"""{"items":[{{Green}}],"next":"c"}""" : $$"""{"items":[{{Item("JA2018-001")}}],"next":"a/b"}"""));
        (await RateAsync(service, "--colour", "green")).MustBe(0);
        Assert.Equal(2, service.Requests.Count(r => r.Path == "/api/v1/worklist"));
        Assert.All(service.Requests.Where(r => r.Path == "/api/v1/worklist"), r =>
            Assert.Contains("period=2018-06&target=JA2018-028", r.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_target_that_is_not_on_the_list_is_refused_here()
    {
        await using var service = await ServeAsync(Item("JA2018-001"));
        Assert.Contains("jtm rate --period 2018-06", (await RateAsync(service, "--colour", "green")).MustBe(1).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_that_stands_still_is_a_failure_and_not_the_end_of_the_list()
    {
        await using var service = await FakeService.StartAsync(("GET /api/v1/worklist", 200,
            """{"items":[],"next":"x"}"""));
        (await RateAsync(service, "--colour", "green")).MustBe(2);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task Cursors_that_go_round_are_one_too()
    {
        await using var service = await FakeService.StartAsync((seen, http) =>
            FakeService.WriteAsync(http, 200, seen.Query.Contains("after=x", StringComparison.Ordinal)
                ? """{"items":[],"next":"y"}"""
                : """{"items":[],"next":"x"}"""));
        (await RateAsync(service, "--colour", "green")).MustBe(2);
        Assert.Equal(3, service.Requests.Count);
    }

    [Fact]
    public async Task A_dry_run_says_that_nothing_was_stored()
    {
        await using var service = await FakeService.StartAsync(
            ("GET /api/v1/worklist", 200, $$"""{"items":[{{Green}}],"next":null}"""),
            ("POST /api/v1/ratings", 200, """{"receipt":null}"""));
        var run = (await RateAsync(service, "--colour", "green", "--dry-run")).MustBe(0);
        Assert.Equal("?dryRun=true", service.Posts.Single().Query);
        Assert.Contains("未保存", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_target_the_worklist_is_shown()
    {
        await using var service = await ServeAsync(
            Green, Item("JA2018-029", rating: """{"index":12,"colour":"red"}"""));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("rate", "--period", "2018-06")).MustBe(0);
        Assert.Matches(@"^JA2018-028 .* +已填报 +green +- +-$", run.Lines[1]);
        Assert.Matches(@"^JA2018-029 .* +已填报 +- +red +-$", run.Lines[2]);
        Assert.Equal("共 2 项，已评定 1 项。", run.Lines[3]);
        Assert.Equal(2, (await jtm.RunAsync("rate", "--period", "2018-06", "--json")).Json.AsArray().Count);
    }

    private const string Told = """
        {"targetId":"JA2018-028","title":"新增公共绿地","targetVersion":2,"class":"toward-target","scheme":"2018.1","state":"reported","suggestion":{"colour":"yellow"},
         "inputs":{"actual":3.1,"planned":3.5,"target":7,"flags":["数值下降"]},"addedWhileRunning":false,"changed":{"targetVersion":3,"sinceClose":false},
         "sinceClose":[{"report":{"entry":{"log":"government","index":57,"leafHash":"ab"}}}],"secondMark":"due",
         "facts":{"target":{"leadUnit":"LSJ","unitOfMeasure":"万平方米"},"report":{"selfColour":"green","noChange":false,"timeliness":"late"}},
         "rating":{"index":12,"colour":null,"isStale":true}}
        """;

    private const string Nodes = """
        {"targetId":"JA2018-031","title":"建成绿道","targetVersion":1,"class":null,"scheme":"2018.1","state":"notReported","inputs":{"overdueDays":12,"worstNode":"N2"},
         "facts":{"target":{"leadUnit":"JD-X","nodes":[{"code":"N1"},{"code":"N2"}]},"report":{"nodes":[{"code":"N1","doneOn":"2018-05-01"},{"code":"N2"}]}}}
        """;

    private static Task<FakeService> TellAsync() => FakeService.StartAsync(
        ("GET /api/v1/worklist", 200, $$"""{"items":[{{Told}},{{Nodes}}],"next":null}"""),
        ("GET /api/v1/units", 200, """{"items":[{"code":"LSJ","name":"区绿化市容局","kind":"department"}],"next":null}"""),
        ("GET /api/v1/schemes/2018.1", 200,
            """{"version":"2018.1","colours":[{"code":"green","name":"绿"},{"code":"yellow","name":"黄"},{"code":"red","name":"红"}]}"""),
        ("GET /api/v1/ratings", 200, """{"items":[{"targetId":"JA2018-028","colour":"red"}],"next":null}"""),
        ("POST /api/v1/ratings", 201, $$"""{"receipt":{{FakeService.Receipt}}}"""));

    [Theory]
    [InlineData("2018-06", "2018-05")]
    [InlineData("2018-01", "2017-12")]
    [InlineData("2018-Q2", "2018-Q1")]
    [InlineData("2018-Q1", "2017-Q4")]
    public async Task The_list_shows_what_is_judged_in_words(string period, string before)
    {
        await using var service = await TellAsync();
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("rate", "--period", period)).MustBe(0);
        Assert.Equal(
            "JA2018-028|新增公共绿地|LSJ 区绿化市容局|3.1/3.5 万平方米（全年 7）|绿|红|已填报|黄|（密封）|待复评|逾期填报；数值下降；期中调整为第 3 版；关闭后补报（政府日志第 57 "
                + "条）；评定后又有填报", Cells(run.Lines[1]));
        Assert.Equal("JA2018-031|建成绿道|JD-X|节点 1/2，N2 逾期 12 天|-|-|未填报|-|-|-", Cells(run.Lines[2]));
        Assert.Contains(service.Requests, r =>
            r.Path == "/api/v1/ratings" && r.Query.Contains($"period={before}&", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_English_the_list_has_no_Chinese_but_names()
    {
        await using var service = await TellAsync();
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("rate", "--period", "2018-06", "--lang", "en")).MustBe(0);
        Assert.Equal("target|title|lead unit|actual/planned|claim|last|state|suggested|rated|second mark|notes",
            Cells(run.Lines[0]));
        Assert.Equal(
            "JA2018-028|新增公共绿地|LSJ 区绿化市容局|3.1/3.5 万平方米 (year 7)|green|red|reported|yellow|(sealed)|due|filed late; "
                + "数值下降; version 3 since the opening; filed since the close (government entry 57); reported again "
                + "since it was rated",
            Cells(run.Lines[1]));
        Assert.Equal("JA2018-031|建成绿道|JD-X|nodes 1/2, N2 overdue by 12 days|-|-|not reported|-|-|-",
            Cells(run.Lines[2]));
    }

    [Fact]
    public async Task What_was_judged_is_shown_with_the_rating()
    {
        await using var service = await TellAsync();
        var run = (await RateAsync(service, "--colour", "yellow", "--supersede", "--reason", "更正")).MustBe(0);
        Assert.Equal(
            [
                "JA2018-028 2018-06：黄（建议 黄，办法 2018.1）", "目标：新增公共绿地（LSJ 区绿化市容局）", "实际/计划：3.1/3.5 万平方米（全年 7）；自评 绿；上期 红",
                "提示：逾期填报；数值下降；期中调整为第 3 版；关闭后补报（政府日志第 57 条）；评定后又有填报",
            ], run.Lines[..4]);
    }

    // Two blanks or more are between cells.
    private static string Cells(string line) => System.Text.RegularExpressions.Regex.Replace(line, " {2,}", "|");

    [Theory]
    [InlineData("--target", "JA2018-028")]
    [InlineData("--colour", "green")]
    [InlineData("--target", "JA2018-028", "--colour", "green", "--rationale", "x")]
    [InlineData("--target", "JA2018-028", "--colour", "green", "--rationale", "x", "--key", "k", "--divergence-code",
        "c")]
    [InlineData("--target", "JA2018-028", "--colour", "green", "--rationale", "x", "--key", "k", "--supersede")]
    [InlineData("--target", "JA2018-028", "--colour", "green", "--rationale", "x", "--key", "k", "--reason", "r")]
    [InlineData("--target", "ja")]
    public async Task Half_an_order_is_bad_usage(params string[] more)
    {
        using var jtm = new Jtm();
        (await jtm.RunAsync(["rate", "--period", "2018-06", .. more])).MustBe(2);
    }

    [Theory]
    [InlineData("no key at all")]
    [InlineData(
        "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMKBCTNIcKUSDii11ySs3526iDZ8A\n"
        + "iTo7Tu6KPAqv7D7gS2XpJFbZiItSs3m9+9Ue6GnvHw/GW2ZZaVtszggXIw==\n-----END PUBLIC KEY-----")]
    public async Task Only_a_private_P256_key_signs(string pem)
    {
        using var jtm = new Jtm();
        await File.WriteAllTextAsync(jtm.PathOf("k.pem"), pem, TestContext.Current.CancellationToken);
        var run = await jtm.RunAsync("rate", "--period", "2018-06", "--target", "JA2018-028", "--colour", "green",
            "--rationale", "x", "--key", jtm.PathOf("k.pem"));
        Assert.Contains("jtm key new", run.MustBe(2).Error, StringComparison.Ordinal);
    }
}
