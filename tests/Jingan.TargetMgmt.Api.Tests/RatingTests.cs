using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>POST /ratings: every claim is compared with what the server knows,
/// and a refused rating leaves nothing.</summary>
public abstract class RatingTests(ServiceFactory service) : IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await service.RegisterAsync();
        if ((await service.Office.ReadAsync("targets/JA2018-028/progress")).Items.Count == 0)
        {
            await service.ReportAsync(3.1m);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("colour", "\"pink\"", 422, "unknown_colour")]
    [InlineData("colour", "\"red\"", 422, "divergence_reason_required")]
    [InlineData("suggested", "\"green\"", 409, "suggestion_differs")]
    [InlineData("suggested", "null", 409, "suggestion_differs")]
    [InlineData("class", "\"nodes\"", 409, "suggestion_differs")]
    [InlineData("targetVersion", "2", 409, "stale_basis")]
    [InlineData("basis", "null", 409, "stale_basis")]
    [InlineData("basis", "{\"log\":\"government\",\"index\":1,\"leafHash\":\"00\"}", 409, "stale_basis")]
    [InlineData("scheme", "\"2017.9\"", 422, "unknown_scheme")]
    [InlineData("secondMark", "true", 422, "second_mark_not_sampled")]
    [InlineData("type", "\"report\"", 400, "invalid_request", "/type")]
    [InlineData("period", "\"2018-13\"", 400, "invalid_request", "/period")]
    [InlineData("period", "\"2019-01\"", 400, "invalid_request", "/period")]
    [InlineData("targetId", "\"JA2018-999\"", 400, "invalid_request", "/targetId")]
    [InlineData("rationale", "\"  \"", 400, "invalid_request", "/rationale")]
    [InlineData("reason", "\"x\"", 400, "invalid_request", "/reason")]
    [InlineData("supersedes", "7", 400, "invalid_request", "/reason")]
    [InlineData("divergence", "{\"code\":\"other\",\"reason\":\"x\"}", 400, "invalid_request", "/divergence")]
    [InlineData("issuedAt", "\"2018-07-02\"", 400, "invalid_request", "/issuedAt")]
    [InlineData("issuedAt", "\"2018-07-02T02:00:00.000Z\"", 400, "invalid_request", "/issuedAt")]
    [InlineData("evidence", "[{\"kind\":\"rumour\",\"note\":\"x\"}]", 400, "invalid_request", "/evidence/0/kind")]
    [InlineData("evidence", "[{\"kind\":\"document\"}]", 400, "invalid_request", "/evidence/0/note")]
    [InlineData("evidence", "[{\"kind\":\"document\",\"note\":\" \"}]", 400, "invalid_request", "/evidence/0/note")]
    [InlineData("evidence", "[null]", 400, "invalid_request", "/evidence/0")]
    [InlineData("evidence", "[{\"kind\":\"siteVisit\",\"note\":\"x\",\"at\":\"2999-01-01\"}]", 400, "invalid_request",
        "/evidence/0/at")]
    [InlineData("evidence", "[{\"kind\":\"siteVisit\",\"note\":\"x\",\"sha256\":\"AB\"}]", 400, "invalid_request",
        "/evidence/0/sha256")]
    [InlineData("surprise", "1", 400, "invalid_request", "/surprise")]
    public async Task A_claim_that_does_not_hold_is_refused(
        string claim, string value, int status, string code, string? pointer = null)
    {
        var claims = await service.ClaimsAsync();
        claims[claim] = JsonNode.Parse(value);

        var answer = await service.RateAsync(claims);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        if (pointer is not null)
        {
            Assert.Equal([pointer], answer.Pointers);
        }

        Assert.Null(
            (await service.Evaluator.ReadAsync("worklist?period=2018-06&target=JA2018-028")).Items[0]!["rating"]);
    }

    [Fact]
    public async Task Only_a_registered_key_over_exactly_these_bytes_counts()
    {
        var claims = await service.ClaimsAsync();
        var good = service.Sign(claims);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parts = good.Split('.');
        string[] bad =
        [
            service.Sign(claims, stranger), $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}", good + "=",
            good.Replace('.', ','),
            $"{parts[0]}.{Base64("""{"type":"rating"}""")}.{parts[2]}",
            $"{Base64($$"""{"alg":"none","kid":"{{service.Kid}}"}""")}.{parts[1]}.",
            $"{Base64($$"""{"alg":"HS256","kid":"{{service.Kid}}"}""")}.{parts[1]}.{parts[2]}",
            $"{Base64("""{"alg":"ES256","kid":"nobody"}""")}.{parts[1]}.{parts[2]}",
            $"{Base64($$"""{"alg":"ES256","kid":"{{service.Kid}}","crit":["exp"]}""")}.{parts[1]}.{parts[2]}",
        ];
        foreach (var jws in bad)
        {
            var answer = await service.RateAsync(claims, jws);
            Assert.Equal((401, "bad_signature"), (answer.Status, answer.Code));
        }

        Assert.Equal(415, (await service.Evaluator.PostAsync("ratings", claims.ToJsonString())).Status);
    }

    [Theory]
    [InlineData("office"), InlineData("admin"), InlineData("auditor"), InlineData("LSJ")]
    public async Task Nobody_but_the_evaluator_can_rate_even_with_an_assessors_signature(string caller)
    {
        var answer = await service.RateAsync(await service.ClaimsAsync(), caller: caller);
        Assert.Equal((403, "evaluator_only"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_dry_run_checks_everything_and_stores_nothing()
    {
        var before = await service.SizesAsync();
        var answer = await service.RateAsync(await service.ClaimsAsync(), query: "?dryRun=true");
        Assert.Equal(200, answer.Status);
        Assert.Null(answer.Body!["receipt"]);
        Assert.Equal(before, await service.SizesAsync());
    }

    [Fact]
    public async Task A_rated_target_is_rated_again_only_by_naming_the_rating_it_supersedes()
    {
        await service.ReportAsync(6m, "JA2018-041");
        var claims = await service.ClaimsAsync("JA2018-041");
        var first = await service.RatedAsync(claims);

        var again = await service.RateAsync(claims);
        Assert.Equal((409, "already_rated", first), (again.Status, again.Code, (long)again["index"]));

        (claims["supersedes"], claims["reason"]) = (first + 1000, "更正");
        var mistaken = await service.RateAsync(claims);
        Assert.Equal(("already_rated", first, first + 1000), (mistaken.Code, (long)mistaken["index"],
            (long)mistaken["supersedes"]));

        claims["supersedes"] = first;
        var second = await service.RatedAsync(claims);
        Assert.Equal(
            second,
            (long)(await service.Evaluator.ReadAsync(
                "worklist?period=2018-06&target=JA2018-041")).Items[0]!["rating"]!["index"]!);
    }

    [Fact]
    public async Task A_signed_rating_repeated_under_its_idempotency_key_gets_the_first_answer()
    {
        var jws = service.Sign(await service.ClaimsAsync("JA2018-033"));
        Task<Answer> SendAsync() => service.Evaluator.SendAsync(
            HttpMethod.Post, "ratings",
            new StringContent(jws, System.Text.Encoding.ASCII,
                new System.Net.Http.Headers.MediaTypeHeaderValue("application/jose")), "rating-1");

        var first = await SendAsync();
        Assert.Equal(201, first.Status);
        Assert.Equal(first.Body!.ToJsonString(), (await SendAsync()).Body!.ToJsonString());
    }

    [Fact]
    public async Task Evidence_that_the_evaluator_gathered_stands_beside_the_units_in_the_worklist_and_in_lists()
    {
        var claims = await service.ClaimsAsync("JA2018-023", "2018-05");
        var evidence = new JsonArray(
            new JsonObject
            {
                ["kind"] = "siteVisit",
                ["note"] = "现场已完工",
                ["at"] = "2018-06-29",
                ["source"] = null,
                ["sha256"] = null,
            },
            new JsonObject
            {
                ["kind"] = "thirdSource",
                ["note"] = "统计局月报",
                ["at"] = null,
                ["source"] = "静安统计月报 2018-06",
                ["sha256"] = new string('a', 64),
            });
        claims["evidence"] = evidence.DeepClone();
        var rating = await service.RatedAsync(claims);

        // sealed
        Assert.Null((await service.Evaluator.ReadAsync("worklist?period=2018-05&target=JA2018-023")).Items
            .Single()!["rating"]!["evidence"]);
        await service.CloseAsync("2018-05");
        await service.DrawAsync(period: "2018-05");
        foreach (var shown in (JsonNode[])[
            (await service.Evaluator.ReadAsync("worklist?period=2018-05&target=JA2018-023")).Items.Single()!["rating"]!,
            (await service.Evaluator.ReadAsync("ratings?period=2018-05&limit=500")).Items
                .Single(r => (long)r!["index"]! == rating)!])
        {
            Assert.True(JsonNode.DeepEquals(evidence, shown["evidence"]), shown.ToJsonString());
        }
    }

    [Fact]
    public async Task A_target_nobody_reported_on_can_be_rated_and_has_no_basis()
    {
        var claims = await service.ClaimsAsync("JA2018-022");
        Assert.Null(claims["suggested"]);
        Assert.Null(claims["basis"]);
        await service.RatedAsync(claims);
    }

    private static string Base64(string text) =>
        System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));
}

public sealed class SqliteRatingTests(SqliteFactory service) : RatingTests(service), IClassFixture<SqliteFactory>;

public sealed class SplitRatingTests(SplitFactory service) : RatingTests(service), IClassFixture<SplitFactory>;

public sealed class SqlServerRatingTests(SharedSqlServerFactory shared)
    : RatingTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
