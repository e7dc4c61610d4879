using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What the government's side tells of a log of a given size: pages that make one answer,
/// which nothing later changes.</summary>
public abstract class FactsAsOfTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task What_is_filed_or_adjusted_later_is_not_in_it()
    {
        var first = await FileAsync("JA2018-028", "LSJ", 3.1m, "green");
        var other = await FileAsync("JA2018-003", "FGW", 121m, null);
        var size = other + 1;
        var claims = await PagesAsync($"as-of/{size}/self-claims");
        Assert.Equal([$"{first} green", $"{other} "], claims.OrderBy(c => (long)c["index"]!)
            .Select(c => $"{c["index"]} {c["colour"]}"));

        var second = await FileAsync("JA2018-028", "LSJ", 4m, "blue");
        var target = await service.PromiseAsync();
        (target["reason"], target["targetValue"]) = ("调整", 1);
        Assert.Equal(
            201, (await service.Office.PostAsync("targets/JA2018-028/versions", target.ToJsonString())).Status);
        Assert.Equal(Text(claims), Text(await PagesAsync($"as-of/{size}/self-claims")));
        // both revisions: either may have been rated
        Assert.Equal(3, (await PagesAsync($"as-of/{second + 2}/self-claims")).Count);
        Assert.Empty(await PagesAsync("as-of/0/self-claims"));
    }

    [Fact]
    public async Task It_is_for_the_other_sides_process_only()
    {
        Assert.Equal(403,
            (await service.As("evaluator").ReadAsync("progress-facts/periods/2018-06/as-of/9/self-claims")).Status);
        Assert.Equal(
            400, (await service.As(Role.Service)
                .ReadAsync("progress-facts/periods/2018-06/as-of/9/self-claims?limit=501")).Status);
    }

    // Seven targets a page, so that the 99 take many.
    private async Task<List<JsonNode>> PagesAsync(string path)
    {
        List<JsonNode> items = [];
        for (var after = ""; after is not null;)
        {
            var page = await service.As(Role.Service)
                .ReadAsync($"progress-facts/periods/2018-06/{path}?limit=7&after={after}");
            Assert.Equal(200, page.Status);
            items.AddRange(page.Items.Select(i => i!));
            after = (string?)page.Body!["next"];
        }

        return items;
    }

    private async Task<long> FileAsync(string target, string unit, decimal value, string? selfColour)
    {
        var answer = await service.SubmitAsync(
            new { period = "2018-06", value, narrative = "按计划推进", signatory = "负责人", selfColour }, target, unit);
        Assert.Equal(201, answer.Status);
        return (long)answer["receipt"]["index"]!;
    }

    private static string Text(List<JsonNode> items) => string.Join('\n', items.Select(i => i.ToJsonString()));
}

public sealed class SqliteFactsAsOfTests() : FactsAsOfTests(new SqliteFactory());

public sealed class SqlServerFactsAsOfTests() : FactsAsOfTests(new SqlServerFactory());
