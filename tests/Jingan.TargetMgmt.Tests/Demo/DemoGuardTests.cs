using Jingan.TargetMgmt.Tests.Cli;

namespace Jingan.TargetMgmt.Tests.Demo;

/// <summary>What <c>jtm demo</c> refuses before it sends anything.</summary>
public sealed class DemoGuardTests
{
    private const string Tokens = """{"office":"o","evaluator":"e","reporters":{"LSJ":"r"}}""";

    private const string NothingListed = """{"items":[],"next":null}""";

    private static async Task<Run> RunAsync(FakeService service, params string[] more)
    {
        using var jtm = new Jtm();
        jtm.Clock.SetUtcNow(new(2019, 2, 1, 0, 0, 0, TimeSpan.Zero));
        await File.WriteAllTextAsync(jtm.PathOf("tokens.json"), Tokens, TestContext.Current.CancellationToken);
        var run = await jtm.RunAsync(["demo", "--year", "2018", "--server", service.Address, "--tokens",
            jtm.PathOf("tokens.json"), .. more]);
        Assert.False(Directory.Exists(jtm.PathOf("synthetic-assessors")));
        Assert.DoesNotContain(service.Requests, r => r.Method != "GET");
        return run;
    }

    [Theory]
    [InlineData("""{"status":"live","environment":"Production"}""", "Production")]
    [InlineData("""{"status":"live","environment":"development "}""", "development ")]
    [InlineData("""{"status":"live"}""", "does not say")]
    public async Task A_service_that_does_not_say_Development(string live, string said)
    {
        await using var service = await FakeService.StartAsync(("GET /health/live", 200, live));
        Assert.Contains(said, (await RunAsync(service, "--lang", "en")).MustBe(1).Error, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData("上半年总体平稳", "2018-06")]
    [InlineData("【合成数据 synthetic】总体平稳。由 jtm demo 生成，种子 2。", "另一种子")]
    public async Task A_report_that_is_real_or_of_another_seed(string summary, string said)
    {
        await using var service = await FakeService.StartAsync(
            Development, ("GET /api/v1/evaluation-reports/2018-06", 200, $$"""{"summary":"{{summary}}"}"""),
            ("GET /api/v1/ratings", 200, NothingListed));
        Assert.Contains(said, (await RunAsync(service)).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rating_that_is_real()
    {
        await using var service = await FakeService.StartAsync(
            Development,
            ("GET /api/v1/ratings", 200,
                """{"items":[{"period":"2017-03","targetId":"JA2017-001","rationale":"依据填报"}],"next":null}"""));
        Assert.Contains("JA2017-001", (await RunAsync(service)).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Force_passes_by_the_environment()
    {
        await using var service = await FakeService.StartAsync(
            ("GET /health/live", 200, """{"environment":"Production"}"""), ("GET /api/v1/targets", 200, NothingListed));
        Assert.Contains("jtm import targets", (await RunAsync(service, "--force-outside-development")).MustBe(1).Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2019", 1)]
    [InlineData("19", 2)]
    public async Task A_year_that_is_not_over_or_none(string year, int exit)
    {
        await using var service = await FakeService.StartAsync(Development);
        using var jtm = new Jtm();
        jtm.Clock.SetUtcNow(new(2020, 1, 20, 15, 59, 59, TimeSpan.Zero));
        (await jtm.RunAsync("demo", "--year", year, "--server", service.Address)).MustBe(exit);
        // the 21st in Shanghai: on to the token file, which is missing
        jtm.Clock.SetUtcNow(new(2020, 1, 20, 16, 0, 0, TimeSpan.Zero));
        Assert.Contains(exit == 1
            ? "tokens.json"
            : "--year", (await jtm.RunAsync("demo", "--year", year, "--server", service.Address)).MustBe(2).Error,
            StringComparison.Ordinal);
    }

    private static (string Call, int Status, string Body) Development =>
        ("GET /health/live", 200, """{"status":"live","environment":"Development"}""");
}
