using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A change of a target says what kind it is, and stands beside what was promised before and first.</summary>
public abstract class TargetChangeTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task A_change_is_listed_with_the_figures_before_and_after()
    {
        await ChangeAsync(p => (p["targetValue"], p["change"]) = (8, "adjusted"));
        await ChangeAsync(p => (p["targetValue"], p["change"]) = (9, null));
        var changes = (await service.Office.ReadAsync("targets/changes?year=2018")).Items;
        Assert.Equal(["adjusted", null], changes.Select(c => (string?)c!["change"]));
        Assert.Equal([(7m, 7m, 8m), (7m, 8m, 9m)], changes.Select(c => (
            (decimal)c!["originalValue"]!, (decimal)c["valueBefore"]!, (decimal)c["valueAfter"]!)));
        Assert.Equal(["office", "office"], changes.Select(c => (string?)c!["publishedBy"]));
        var page = await service.As("auditor").ReadAsync("targets/changes?year=2018&limit=1");
        Assert.Single(page.Items);
        Assert.Single((await service.Evaluator.ReadAsync($"targets/changes?year=2018&after={page["next"]}")).Items);
        Assert.Equal(403, (await service.As("LSJ").ReadAsync("targets/changes?year=2018")).Status);
        Assert.Empty((await service.Office.ReadAsync("targets/changes?year=2019")).Items);
    }

    [Fact]
    public async Task What_the_city_issues_makes_a_provisional_figure_final()
    {
        await ChangeAsync(p =>
        {
            p["provisional"] = true;
            p["change"] = "adjusted";
        });
        Assert.Equal(400, (await service.TryChangeAsync(p => p["change"] = "cityIssued")).Status);
        await ChangeAsync(p => (p["provisional"], p["targetValue"], p["change"]) = (null, 6.5, "cityIssued"));
        var last = (await service.Office.ReadAsync("targets/changes?year=2018")).Items[^1]!;
        Assert.Equal((6.5m, true), ((decimal)last["valueAfter"]!, (bool)last["wasProvisional"]!));
    }

    [Fact]
    public async Task A_new_target_changes_nothing()
    {
        var made = await service.PromiseAsync();
        made["id"] = "JA2018-950";
        made["change"] = "adjusted";
        var answer = await service.Office.PostAsync("targets", made);
        Assert.Equal((400, "/change"), (answer.Status, Assert.Single(answer.Pointers)));
    }

    // A promise that is lowered while it is red is not hidden, it is marked.
    [Fact]
    public async Task A_change_of_a_target_that_was_red_at_the_last_release_is_marked()
    {
        await service.RegisterAsync();
        await service.ReportAsync(1m);
        var claims = await service.ClaimsAsync(colour: "red");
        if ((string?)claims["suggested"] != "red")
        {
            claims["divergence"] = new JsonObject { ["code"] = "other", ["reason"] = "现场不符" };
        }

        await service.RatedAsync(claims);
        await ChangeAsync(p => (p["targetValue"], p["change"]) = (6, "adjusted"));
        Assert.Null((await service.Office.ReadAsync("targets/changes?year=2018")).Items[^1]!["changedWhile"]);
        await service.CloseAsync();
        Assert.Equal(201, (await service.IssueAsync()).Status);
        service.Clock.Advance(TimeSpan.FromHours(1));
        await ChangeAsync(p => (p["targetValue"], p["change"]) = (5, "adjusted"));
        var changes = (await service.Office.ReadAsync("targets/changes?year=2018")).Items;
        Assert.Null(changes[^2]!["changedWhile"]); // made before anybody knew
        Assert.Equal(("2018-06", "red"), ((string?)changes[^1]!["changedWhile"]!["period"],
            (string?)changes[^1]!["changedWhile"]!["colour"]));
    }

    private async Task ChangeAsync(Action<JsonObject> change)
    {
        var answer = await service.TryChangeAsync(change);
        Assert.True(answer.Status == 201, answer.Body?.ToJsonString());
    }
}

/// <summary>What a change says of itself agrees with what it changes; a try stores nothing, so the tries share a
/// service.</summary>
public abstract class TargetChangeRuleTests(ServiceFactory service)
{
    [Theory]
    [InlineData("cityIssued", "{\"targetValue\":8}", "/change")]
    [InlineData("withdrawn", "{\"targetValue\":8}", "/suspension")]
    [InlineData("withdrawn", "{\"suspension\":{\"from\":\"2018-08\",\"until\":\"2018-10\"}}", "/suspension")]
    [InlineData("withdrawn", "{\"suspension\":{\"from\":\"2018-08\"}}", null)]
    [InlineData("withdrawn", "{\"suspension\":{\"from\":\"2018-08\",\"until\":\"2018-12\"}}", null)]
    [InlineData("suspended", "{\"targetValue\":8}", "/suspension")]
    [InlineData("suspended", "{\"suspension\":{\"from\":\"2018-08\",\"until\":\"2018-10\"}}", null)]
    [InlineData("split", "{\"title\":\"其余\"}", "/related")]
    [InlineData(
        "split", """{"title":"其余","related":[{"targetId":"JA2018-041"},{"targetId":"JA2018-002"}]}""", null)]
    [InlineData("merged", "{\"title\":\"其余\",\"related\":[{\"targetId\":\"JA2018-028\"}]}", "/related/0/targetId")]
    [InlineData(
        "merged", """{"title":"其余","related":[{"targetId":"JA2018-041"},{"targetId":"JA2018-041"}]}""",
        "/related/1/targetId")]
    [InlineData("merged", "{\"title\":\"其余\",\"related\":[{\"targetId\":\"JA2018-999\"}]}", "/related/0/targetId")]
    [InlineData("adjusted", "{\"title\":\"其余\",\"related\":[{\"targetId\":\"JA2018-041\"}]}", "/related")]
    [InlineData("other", "{\"title\":\"其余\"}", "/change")]
    public async Task What_it_says_of_itself_agrees_with_what_it_changes(string change, string members, string? fault)
    {
        var answer = await service.TryChangeAsync(p =>
        {
            p["change"] = change;
            foreach (var (name, value) in JsonNode.Parse(members)!.AsObject())
            {
                p[name] = value!.DeepClone();
            }
        }, "?dryRun=true");
        Assert.Equal(fault is null ? 200 : 400, answer.Status);
        if (fault is not null)
        {
            Assert.Contains(fault, answer.Pointers);
        }
    }
}

internal static class TargetChanges
{
    /// <summary>A change of the target that the tests report on; the answer may be a refusal.</summary>
    public static async Task<Answer> TryChangeAsync(
        this ServiceFactory service, Action<JsonObject> change, string query = "")
    {
        var promise = await service.PromiseAsync();
        promise["reason"] = "调整";
        change(promise);
        return await service.Office.PostAsync($"targets/{Reporting.Target}/versions{query}", promise);
    }
}

public sealed class SqliteTargetChangeRuleTests(SqliteFactory service)
    : TargetChangeRuleTests(service), IClassFixture<SqliteFactory>;

public sealed class SqliteTargetChangeTests() : TargetChangeTests(new SqliteFactory());

public sealed class SplitTargetChangeTests() : TargetChangeTests(new SplitFactory());

public sealed class SqlServerTargetChangeTests() : TargetChangeTests(new SqlServerFactory());
