using System.Security.Cryptography;
using System.Text;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The main job from the seeds to the overview, as docs/walkthrough.md tells it.</summary>
public abstract class StoryTests(ServiceFactory service)
{
    [Fact]
    public async Task Ten_targets_of_five_units_are_reported_rated_released_and_counted()
    {
        await service.RegisterAsync();
        (string Unit, string Target, decimal Value, string Colour)[] reports =
        [
            ("LSJ", "JA2018-028", 3.1m, "yellow"), ("LSJ", "JA2018-041", 6m, "blue"),
            ("FGW", "JA2018-003", 121m, "green"), ("FGW", "JA2018-005", 3.4m, "yellow"),
            ("FGJ", "JA2018-033", 3m, "green"), ("FGJ", "JA2018-034", 20m, "red"), ("FGJ", "JA2018-035", 35m, "green"),
            ("RSJ", "JA2018-073", 390m, "green"), ("RSJ", "JA2018-074", 200m, "red"),
            ("SWW", "JA2018-002", 8m, "green"),
        ];
        foreach (var (unit, target, value, _) in reports)
        {
            await service.ReportAsync(value, target, unit);
        }

        foreach (var (_, target, _, colour) in reports)
        {
            var claims = await service.ClaimsAsync(target);
            Assert.Equal(colour, (string?)claims["suggested"]);
            await service.RatedAsync(claims);
        }

        var before = await service.Office.ReadAsync("reports/overview?period=2018-06");
        Assert.False((bool)before["released"]);
        Assert.All(before["totals"].AsArray(), t => Assert.Equal(0, (int)t!["count"]!));

        await service.CloseAsync();
        var issued = await service.IssueAsync();
        Assert.Equal(201, issued.Status);

        var overview = await service.Office.ReadAsync("reports/overview?period=2018-06");
        Assert.True((bool)overview["released"]);
        var totals = overview["totals"].AsArray().ToDictionary(t => (string)t!["colour"]!, t => (int)t!["count"]!);
        Assert.Equal(reports.CountBy(r => r.Colour).ToDictionary(), totals);
        Assert.Equal(89, overview["states"].AsArray().Sum(s => (int)s!["count"]!)); // 99 targets, 10 rated
        Assert.Equal(["JA2018-034", "JA2018-074", "JA2018-005", "JA2018-028"], overview["attention"].AsArray()
            .Select(a => (string?)a!["targetId"]));

        var csv = await service.Office.GetByteArrayAsync("/api/v1/reports/overview.csv?period=2018-06", Http.Ct);
        Assert.Equal(Encoding.UTF8.Preamble, csv.AsSpan()[..3]);
        Assert.Contains("JA2018-034", Encoding.UTF8.GetString(csv), StringComparison.Ordinal);

        var matrix = await service.Office.ReadAsync("reports/matrix?year=2018");
        Assert.Equal(99, matrix["rows"].AsArray().Count);
        Assert.Equal(200, (await service.Office.ReadAsync("reports/units?period=2018-06")).Status);

        var bytes = await service.As("LSJ").GetByteArrayAsync("/api/v1/evaluation-reports/2018-06", Http.Ct);
        Assert.Equal((string?)issued["sha256"], Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public async Task A_target_tells_its_history_in_order()
    {
        await service.RegisterAsync();
        var month = "2018-05";
        await service.ReportAsync(2.9m, period: month);
        await service.RatedAsync(await service.ClaimsAsync(period: month));
        await service.CloseAsync(month);

        var unreleased = await service.Office.ReadAsync("targets/JA2018-028/history");
        Assert.DoesNotContain("rating", unreleased.Items.Where(i => (string?)i!["rating"]?["period"] == month)
            .Select(i => (string?)i!["type"]));

        Assert.Equal(201, (await service.IssueAsync(month)).Status);
        var history = await service.Office.ReadAsync("targets/JA2018-028/history");
        Assert.Equal("version", (string?)history.Items[0]!["type"]);
        Assert.Contains(history.Items, i => (string?)i!["rating"]?["period"] == month);
    }
}

public sealed class SqliteStoryTests(SqliteFactory service) : StoryTests(service), IClassFixture<SqliteFactory>;

public sealed class SplitStoryTests(SplitFactory service) : StoryTests(service), IClassFixture<SplitFactory>;

public sealed class SqlServerStoryTests(SharedSqlServerFactory shared)
    : StoryTests(shared.Service), IClassFixture<SharedSqlServerFactory>;
