using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Platform.Http.Access;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What the government's side tells of a log of a given size: pages that make one answer, which nothing later changes.</summary>
public abstract class FactsAsOfTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task What_is_filed_or_adjusted_later_is_not_in_it()
    {
        var first = await FileAsync("JA2018-028", "LSJ", 3.1m, "green");
        var other = await FileAsync("JA2018-003", "FGW", 121m, null);
        var size = other + 1;
        var (claims, targets) = (await PagesAsync($"as-of/{size}/self-claims"), await PagesAsync($"as-of/{size}/targets"));
        Assert.Equal([$"{first} green", $"{other} "], claims.OrderBy(c => (long)c["index"]!).Select(c => $"{c["index"]} {c["colour"]}"));
        Assert.Equal(99, targets.Select(t => (string?)t["target"]!["id"]).Distinct().Count());
        Assert.Equal((3.1m, 121m), (ValueOf(targets, "JA2018-028"), ValueOf(targets, "JA2018-003")));
        Assert.Equal(2, targets.Count(t => t["lead"] is not null));

        var second = await FileAsync("JA2018-028", "LSJ", 4m, "blue");
        var target = (await service.Office.ReadAsync("targets/JA2018-028")).Body!.AsObject();
        foreach (var member in (string[])["version", "publishedAt", "entry", "actions"])
        {
            target.Remove(member);
        }

        (target["reason"], target["targetValue"]) = ("调整", 1);
        Assert.Equal(201, (await service.Office.PostAsync("targets/JA2018-028/versions", target.ToJsonString())).Status);
        Assert.Equal(Text(claims), Text(await PagesAsync($"as-of/{size}/self-claims")));
        Assert.Equal(Text(targets), Text(await PagesAsync($"as-of/{size}/targets")));

        var later = await PagesAsync($"as-of/{second + 2}/targets");
        Assert.Equal((4m, 1m), (ValueOf(later, "JA2018-028"), (decimal)Of(later, "JA2018-028")["target"]!["targetValue"]!));
        Assert.Equal(3, (await PagesAsync($"as-of/{second + 2}/self-claims")).Count); // both revisions: either may have been rated
        Assert.Empty(await PagesAsync("as-of/0/targets"));
    }

    [Fact]
    public async Task It_is_for_the_other_sides_process_only()
    {
        foreach (var path in (string[])["self-claims", "targets"])
        {
            Assert.Equal(403, (await service.As("evaluator").ReadAsync($"progress-facts/periods/2018-06/as-of/9/{path}")).Status);
            Assert.Equal(400, (await service.As(Role.Service).ReadAsync($"progress-facts/periods/2018-06/as-of/9/{path}?limit=501")).Status);
        }
    }

    // Seven targets a page, so that the 99 take many.
    private async Task<List<JsonNode>> PagesAsync(string path)
    {
        List<JsonNode> items = [];
        for (var after = ""; after is not null;)
        {
            var page = await service.As(Role.Service).ReadAsync($"progress-facts/periods/2018-06/{path}?limit=7&after={after}");
            Assert.Equal(200, page.Status);
            items.AddRange(page.Items.Select(i => i!));
            after = (string?)page.Body!["next"];
        }

        return items;
    }

    private async Task<long> FileAsync(string target, string unit, decimal value, string? selfColour)
    {
        var answer = await service.SubmitAsync(new { period = "2018-06", value, narrative = "按计划推进", signatory = "负责人", selfColour }, target, unit);
        Assert.Equal(201, answer.Status);
        return (long)answer["receipt"]["index"]!;
    }

    private static JsonNode Of(List<JsonNode> targets, string id) => targets.Single(t => (string?)t["target"]!["id"] == id);

    private static decimal ValueOf(List<JsonNode> targets, string id) => (decimal)Of(targets, id)["lead"]!["value"]!;

    private static string Text(List<JsonNode> items) => string.Join('\n', items.Select(i => i.ToJsonString()));
}

public sealed class SqliteFactsAsOfTests() : FactsAsOfTests(new SqliteFactory());

public sealed class SqlServerFactsAsOfTests() : FactsAsOfTests(new SqlServerFactory());
