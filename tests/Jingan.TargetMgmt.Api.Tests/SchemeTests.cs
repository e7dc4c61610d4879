using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>POST /schemes and POST /schemes/{version}/preview.</summary>
public abstract class SchemeTests(ServiceFactory service)
{
    [Fact]
    public async Task A_hole_is_refused_with_the_value_that_falls_through_and_nothing_is_stored()
    {
        var answer = await PublishAsync(await DraftAsync("holes.1", d => Bands(d, 3)[0]!["from"] = "1.2"));

        Assert.Equal((422, "scheme_not_total"), (answer.Status, answer.Code));
        Assert.Equal(("toward-target", "k", "1.1"), ((string?)answer["class"], (string?)answer["measure"],
            (string?)answer["example"]));
        Assert.Equal("scheme_not_total", (string?)answer["findings"][0]!["code"]);
        Assert.Equal(404, (await service.Evaluator.ReadAsync("schemes/holes.1")).Status);
    }

    [Theory]
    [InlineData("LSJ", "listed.1")]
    [InlineData("auditor", "listed.2")]
    public async Task Everybody_finds_which_schemes_there_are_and_the_newest_stands_last(string reader, string version)
    {
        var before = (await service.As(reader).ReadAsync("schemes")).Items;
        Assert.Equal(201, (await PublishAsync(await DraftAsync(version, d => d["title"] = "另一办法"))).Status);
        var after = (await service.As(reader).ReadAsync("schemes")).Items;
        Assert.Equal(before.Count + 1, after.Count);
        Assert.Equal((version, "另一办法"), ((string?)after[^1]!["version"], (string?)after[^1]!["title"]));
        Assert.True((long)after[^1]!["index"]! > (long)after[^2]!["index"]!);
        Assert.Equal(["/after"], (await service.As(reader).ReadAsync("schemes?after=x")).Pointers);
    }

    [Fact]
    public async Task A_kind_of_target_without_colour_is_refused_with_its_situation()
    {
        var answer = await PublishAsync(await DraftAsync("holes.2", d => d["classes"]!.AsArray().RemoveAt(7)));
        Assert.Equal((422, "scheme_not_total", "qualitative"), (answer.Status, answer.Code,
            (string?)answer["combination"]["kind"]));
    }

    [Fact]
    public async Task An_overlap_is_refused_with_both_colours()
    {
        var answer = await PublishAsync(await DraftAsync("overlap.1", d => Bands(d, 3)[1]!["toInclusive"] = true));
        Assert.Equal((422, "scheme_overlap", "1.1"), (answer.Status, answer.Code, (string?)answer["example"]));
        Assert.Equal("""["blue","green"]""", answer["colours"].ToJsonString());
    }

    [Fact]
    public async Task A_reversal_is_refused_with_two_values()
    {
        var answer = await PublishAsync(await DraftAsync("reversal.1", d => Bands(d, 4)[0]!["colour"] = "red"));
        Assert.Equal((422, "scheme_not_monotone"), (answer.Status, answer.Code));
        Assert.Equal(("0.025", "0"), ((string?)answer["worse"]["value"], (string?)answer["better"]["value"]));
    }

    [Fact]
    public async Task What_never_decides_and_what_cannot_be_read_on_white_is_refused()
    {
        Assert.Equal(
            "scheme_unreachable",
            (await PublishAsync(await DraftAsync(
                "idle.1", d => d["classes"]![5]!["applies"]!["direction"] = new JsonArray("increase")))).Code);
        var pale = await PublishAsync(await DraftAsync("pale.1", d => d["colours"]![2]!["hex"] = "#ffd700"));
        Assert.Equal(("scheme_contrast", "1.40"), (pale.Code, (string?)pale["contrast"]));
    }

    [Fact]
    public async Task Ten_thousand_rules_nonsense_numbers_and_deep_nesting_are_told_at_once()
    {
        var rules = string.Join(',', Enumerable.Repeat("{}", 10_000));
        var many = (await DraftAsync("many.1", d => d["classes"] = null))
            .Replace("\"classes\":null", $"\"classes\":[{rules}]", StringComparison.Ordinal);
        await AssertInvalidAsync(many, "/classes");
        await AssertInvalidAsync(await DraftAsync("x.1", d => d["surprise"] = 1), "/surprise");
        foreach (var number in (string[])["NaN", "Infinity", "1e400", "99999999999999999999999999"])
        {
            await AssertInvalidAsync(await DraftAsync("x.1", d => Bands(d, 3)[0]!["from"] = number),
                "/classes/3/bands/0/from");
        }

        await AssertInvalidAsync(
            (await DraftAsync("x.1")).Replace("\"layers\":[]", $"\"layers\":{new string('[', 50)}{new string(']', 50)}",
                StringComparison.Ordinal), "");
    }

    [Fact]
    public async Task A_published_scheme_is_previewed_without_a_body_and_a_draft_with_one()
    {
        var published = await service.Evaluator.SendAsync(HttpMethod.Post, "schemes/2018.1/preview?period=2018-06",
            null);
        var inForce = (string?)(await service.Evaluator.ReadAsync("schemes")).Items[^1]!["version"];
        Assert.Equal(
            (200, "2018.1", inForce), (published.Status, (string?)published["scheme"], (string?)published["inForce"]));
        Assert.Empty(published["changes"].AsArray());
        Assert.Equal(["blue", "green", "yellow", "red"], published["distribution"].AsArray()
            .Select(c => (string?)c!["colour"]));

        await service.ReportAsync(3.1m);
        await service.IsCheckedAndReadyAsync(); // the first round over the logs is no change of them
        var before = await service.Anonymous.ReadAsync("/health/ready");
        var draft = await PreviewAsync("strict.1",
            await DraftAsync("strict.1", d => Bands(d, 3)[3]!["to"] = (string)(Bands(d, 3)[2]!["from"] = "0.90")!));
        Assert.Equal(200, draft.Status);
        var change = Assert.Single(draft["changes"].AsArray())!;
        Assert.Equal(
            (Reporting.Target, "yellow", "red"),
            ((string?)change["targetId"], (string?)change["from"]!["colour"], (string?)change["to"]!["colour"]));
        var counted = draft["distribution"].AsArray().Concat(draft["withoutColour"].AsArray())
            .Sum(c => (int)c!["count"]!);
        Assert.Equal((await service.Office.ReadAsync("targets?year=2018&limit=500")).Items.Count, counted);

        // Nothing of it stays: not in a log, and not under its version.
        Assert.Equal(before["logs"].ToJsonString(), (await service.Anonymous.ReadAsync("/health/ready"))["logs"]
            .ToJsonString());
        Assert.Equal(
            404, (await service.Evaluator.SendAsync(HttpMethod.Post, "schemes/strict.1/preview?period=2018-06",
                null)).Status);
        Assert.Null(draft.Body!["receipt"]);
    }

    [Fact]
    public async Task A_draft_is_checked_like_a_publication_and_carries_the_version_of_the_address()
    {
        Assert.Equal("scheme_not_total",
            (await PreviewAsync("d.1", await DraftAsync("d.1", d => Bands(d, 3)[0]!["from"] = "1.2"))).Code);
        var other = await PreviewAsync("d.1", await DraftAsync("d.2"));
        Assert.Equal((400, "/version"), (other.Status, other.Pointers.Single()));
        Assert.Equal(400, (await PreviewAsync("d.1", "{")).Status);
        Assert.Equal((404, "not_found"), await NotFoundAsync("schemes/2018.1/preview?period=1999-01"));
        Assert.Equal(400,
            (await service.Evaluator.SendAsync(HttpMethod.Post, "schemes/2018.1/preview?period=2018-13", null)).Status);
        Assert.Equal(400, (await service.Evaluator.SendAsync(HttpMethod.Post, "schemes/2018.1/preview", null)).Status);
    }

    private async Task<(int, string?)> NotFoundAsync(string path)
    {
        var answer = await service.Evaluator.SendAsync(HttpMethod.Post, path, null);
        return (answer.Status, answer.Code);
    }

    private async Task AssertInvalidAsync(string draft, string pointer)
    {
        var answer = await PublishAsync(draft);
        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
        Assert.Contains(pointer, answer.Pointers);
    }

    private static JsonArray Bands(JsonNode draft, int @class) => draft["classes"]![@class]!["bands"]!.AsArray();

    private async Task<string> DraftAsync(string version, Action<JsonNode>? change = null)
    {
        var draft = (await service.Evaluator.ReadAsync("schemes/2018.1")).Body!;
        draft["version"] = version;
        change?.Invoke(draft);
        return draft.ToJsonString();
    }

    private Task<Answer> PublishAsync(string draft) =>
        service.Evaluator.PostTextAsync("schemes", draft, "application/json");

    private Task<Answer> PreviewAsync(string version, string draft) =>
        service.Evaluator.PostTextAsync($"schemes/{version}/preview?period=2018-06", draft, "application/json");
}

public sealed class SqliteSchemeTests(SqliteFactory service) : SchemeTests(service), IClassFixture<SqliteFactory>;

public sealed class SqlServerSchemeTests(SharedSqlServerFactory shared)
    : SchemeTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
