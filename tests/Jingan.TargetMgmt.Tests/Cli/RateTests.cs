using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Tests.Cli;

public sealed class RateTests
{
    private const string Basis = """{"log":"government","index":41,"leafHash":"c0ffee"}""";

    private static readonly string Green = Item("JA2018-028", suggestion: """{"colour":"green","inputs":{"k":"1.0"}}""", basis: Basis);

    private static string Item(string id, string suggestion = "null", string basis = "null", string rating = "null") => $$"""
        {"targetId":"{{id}}","targetVersion":2,"class":"toward-target","scheme":"2018.1","state":"reported",
         "suggestion":{{suggestion}},"basis":{{basis}},"facts":{"anything":[1]},"rating":{{rating}},"actions":["rate"]}
        """;

    private static Task<FakeService> ServeAsync(params string[] items) => FakeService.StartAsync(
        ("GET /api/v1/worklist", 200, $$"""{"items":[{{string.Join(',', items)}}],"next":null}"""),
        ("POST /api/v1/ratings", 201, $$"""{"index":57,"receipt":{{FakeService.Receipt}}}"""));

    private static async Task<Run> RateAsync(FakeService service, params string[] more)
    {
        using var jtm = new Jtm().For(service);
        return await jtm.RunAsync(["rate", "--key", PublishedKey.SaveTo(jtm), "--period", "2018-06", "--target", "JA2018-028", "--rationale", "按序时推进", .. more]);
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
        (await RateAsync(service, "--colour", "red", "--divergence-code", "evidence", "--divergence-reason", "未报送")).MustBe(0);
        var claims = Sent(service).Claims;
        Assert.True(claims.ContainsKey("suggested") && claims["suggested"] is null);
        Assert.True(claims.ContainsKey("basis") && claims["basis"] is null);
        Assert.Equal("""{"code":"evidence","reason":"\u672A\u62A5\u9001"}""", claims["divergence"]!.ToJsonString());
    }

    [Fact]
    public async Task A_rating_in_force_is_not_replaced_by_accident()
    {
        await using var service = await ServeAsync(Item("JA2018-028", basis: Basis, rating: """{"index":12,"colour":"yellow","more":1}"""));
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
        Assert.Equal(2, service.Requests.Count(r => r.Method == "GET"));
        Assert.All(service.Requests.Where(r => r.Method == "GET"), r => Assert.Contains("period=2018-06&target=JA2018-028", r.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_target_that_is_not_on_the_list_is_refused_here()
    {
        await using var service = await ServeAsync(Item("JA2018-001"));
        Assert.Contains("jtm rate --period 2018-06", (await RateAsync(service, "--colour", "green")).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_that_stands_still_is_a_failure_and_not_the_end_of_the_list()
    {
        await using var service = await FakeService.StartAsync(("GET /api/v1/worklist", 200, """{"items":[],"next":"x"}"""));
        (await RateAsync(service, "--colour", "green")).MustBe(2);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task A_dry_run_says_that_nothing_was_stored()
    {
        await using var service = await FakeService.StartAsync(
            ("GET /api/v1/worklist", 200, $$"""{"items":[{{Green}}],"next":null}"""), ("POST /api/v1/ratings", 200, """{"receipt":null}"""));
        var run = (await RateAsync(service, "--colour", "green", "--dry-run")).MustBe(0);
        Assert.Equal("?dryRun=true", service.Posts.Single().Query);
        Assert.Contains("未保存", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_target_the_worklist_is_shown()
    {
        await using var service = await ServeAsync(Green, Item("JA2018-029", rating: """{"index":12,"colour":"red"}"""));
        using var jtm = new Jtm().For(service);
        var run = (await jtm.RunAsync("rate", "--period", "2018-06")).MustBe(0);
        Assert.Matches(@"^JA2018-028 +reported +green +- +-$", run.Lines[1]);
        Assert.Matches(@"^JA2018-029 +reported +- +red +-$", run.Lines[2]);
        Assert.Equal("共 2 项，已评定 1 项。", run.Lines[3]);
        Assert.Equal(2, (await jtm.RunAsync("rate", "--period", "2018-06", "--json")).Json.AsArray().Count);
    }

    [Theory]
    [InlineData("--target", "JA2018-028")]
    [InlineData("--colour", "green")]
    [InlineData("--target", "JA2018-028", "--colour", "green", "--rationale", "x")]
    [InlineData("--target", "JA2018-028", "--colour", "green", "--rationale", "x", "--key", "k", "--divergence-code", "c")]
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
    [InlineData("-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMKBCTNIcKUSDii11ySs3526iDZ8A\niTo7Tu6KPAqv7D7gS2XpJFbZiItSs3m9+9Ue6GnvHw/GW2ZZaVtszggXIw==\n-----END PUBLIC KEY-----")]
    public async Task Only_a_private_P256_key_signs(string pem)
    {
        using var jtm = new Jtm();
        await File.WriteAllTextAsync(jtm.PathOf("k.pem"), pem, TestContext.Current.CancellationToken);
        var run = await jtm.RunAsync("rate", "--period", "2018-06", "--target", "JA2018-028", "--colour", "green", "--rationale", "x", "--key", jtm.PathOf("k.pem"));
        Assert.Contains("jtm key new", run.MustBe(2).Error, StringComparison.Ordinal);
    }
}
