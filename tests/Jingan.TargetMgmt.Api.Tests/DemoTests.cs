using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary><c>jtm demo</c> against the real service, over a real connection.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly SqliteFactory _service = new();

    public DemoTests() => _service.MoveTo(2019, 2, 1);

    private string Tokens => Path.Combine(_service.Folder, "demo", "tokens.json");

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_synthetic_year_is_filed_rated_marked_again_and_issued_in_two_runs_and_a_third_adds_nothing()
    {
        await using var development = _service.WithWebHostBuilder(b => b.UseEnvironment("Development"));
        development.UseKestrel(0);
        development.StartServer();
        var tokens = JsonNode.Parse(await File.ReadAllTextAsync(Tokens, Http.Ct))!;
        await StopsHalfwayAsync(development, tokens.DeepClone());
        var added = JsonNode.Parse(await DemoAsync(development, 0, "--json"))!;
        Assert.Equal(12, (int)added["issued"]!);
        Assert.InRange((int)added["progress"]!, 1500, 1990);

        using var auditor = development.CreateClient();
        auditor.DefaultRequestHeaders.Authorization = new("Bearer", (string)tokens["auditor"]!);
        await TheReportsHoldAsync(auditor, (int)added["secondMarks"]!);
        await TheQualityIsToldAsync(auditor);
        await EverythingVerifiesAsync(development, (string)tokens["auditor"]!);

        var (log, keys) = (await auditor.GetStringAsync("/logs/evaluation/checkpoint", Http.Ct),
            await auditor.GetStringAsync("/api/v1/assessors", Http.Ct));
        Assert.Contains("nothing was written", await DemoAsync(development, 0), StringComparison.Ordinal);
        Assert.Contains("of another seed", await DemoAsync(development, 1, "--seed", "2"), StringComparison.Ordinal);
        Assert.Equal((log, keys), (await auditor.GetStringAsync("/logs/evaluation/checkpoint", Http.Ct),
            await auditor.GetStringAsync("/api/v1/assessors", Http.Ct)));
    }

    [Fact]
    public async Task A_service_that_runs_in_Production_is_refused_and_nothing_is_written()
    {
        _service.OnSocket();
        var before = await _service.SizesAsync();
        Assert.Contains("runs as Production", await DemoAsync(_service, 1), StringComparison.Ordinal);
        Assert.Equal(before, await _service.SizesAsync());
        Assert.False(Directory.Exists(Path.GetDirectoryName(Tokens)));
    }

    // Without a token for one unit the first month is filed in part.
    private async Task StopsHalfwayAsync(WebApplicationFactory<Program> service, JsonNode tokens)
    {
        tokens["reporters"]!.AsObject().Remove("LSJ");
        var file = Path.Combine(_service.Folder, "demo", "some-tokens.json");
        await File.WriteAllTextAsync(file, tokens.ToJsonString(), Http.Ct);
        Assert.Contains(
            "LSJ", await DemoAsync(service, 2, "--tokens", file, "--keys",
                Path.Combine(_service.Folder, "demo", "synthetic-assessors")), StringComparison.Ordinal);
    }

    private static async Task TheReportsHoldAsync(HttpClient auditor, int secondMarks)
    {
        var (marked, codes) = (0, new HashSet<string>());
        for (var month = 1; month <= 12; month++)
        {
            var report = await auditor.ReadAsync($"evaluation-reports/2018-{month:00}");
            Assert.StartsWith("【合成数据 synthetic】", (string?)report["summary"], StringComparison.Ordinal);
            Assert.InRange(report["ratings"].AsArray().Count, 70, 99);
            Assert.All(report["ratings"].AsArray(), r =>
                Assert.StartsWith("【合成数据 synthetic】", (string?)r!["rationale"], StringComparison.Ordinal));
            codes.UnionWith(report["ratings"].AsArray().Select(r => (string?)r!["divergence"]?["code"])
                .OfType<string>());
            Assert.Empty(report["secondMarks"]["missing"]!.AsArray());
            marked += (int)report["secondMarks"]["overall"]!["pairs"]!;
        }

        Assert.Equal(secondMarks, marked);
        Assert.Equal(["dataNotCredible", "nodeStillAttainable", "other", "planShape", "qualityDefect"],
            codes.Order(StringComparer.Ordinal));
        var january = (await auditor.ReadAsync("progress?period=2018-01&limit=500")).Items;
        // what the first run had filed was not filed again
        Assert.All(january, r => Assert.Equal(r!["report"] is null ? 0 : 1, (int?)r["report"]?["revision"] ?? 0));
        var reports = (await auditor.ReadAsync("progress?period=2018-06&limit=500")).Items;
        Assert.Equal(["late", "notReported", "onTime"], reports.Select(r => (string)r!["state"]!).Distinct()
            .Order(StringComparer.Ordinal));
    }

    private static async Task TheQualityIsToldAsync(HttpClient auditor)
    {
        var quality = await auditor.ReadAsync("quality?year=2018");
        Assert.Equal(12, quality["coverage"].AsArray().Count);
        Assert.Equal(11, quality["transitions"].AsArray().Count);
        Assert.InRange((int)quality["selfClaims"]["all"]!["better"]!["count"]!, 50, 400);
        int Reached(string colour) =>
            quality["outcome"]["calibration"]!.AsArray().Where(c => (string?)c!["colour"] == colour
                && (string?)c["period"] == "2018-09").Sum(c => (int)c!["reached"]!["count"]!);
        Assert.True(Reached("green") > Reached("yellow"), "green in September should be worth more than yellow");
        Assert.InRange((int)quality["outcome"]["lateRed"]![0]!["late"]!["count"]!, 1, 10);
    }

    private async Task EverythingVerifiesAsync(WebApplicationFactory<Program> service, string token)
    {
        var address = service.ClientOptions.BaseAddress;
        using var anybody = service.CreateClient();
        var policy = Path.Combine(_service.Folder, "policy");
        await File.WriteAllTextAsync(
            policy,
            $"log {await anybody.GetStringAsync("/logs/government/key", Http.Ct)}log "
                + $"{await anybody.GetStringAsync("/logs/evaluation/key", Http.Ct)}quorum none\n", Http.Ct);
        var said = await RunAsync(
            0, token, "verify", $"{address}logs/evaluation", "--policy", policy, "--period", "2018-06", "--server",
            address.ToString(), "--government", $"{address}logs/government");
        Assert.Contains("assessors' signatures are good", said, StringComparison.Ordinal);
        // second marks, refusals and all
        Assert.Contains("2018-06: recomputed from the government log", said, StringComparison.Ordinal);
        await RunAsync(0, token, "verify", $"{address}logs/government", "--policy", policy);
    }

    private Task<string> DemoAsync(WebApplicationFactory<Program> service, int exit, params string[] more) =>
        RunAsync(exit, null, ["demo", "--year", "2018", "--server", service.ClientOptions.BaseAddress.ToString(),
            .. more.Contains("--tokens") ? more : [.. more, "--tokens", Tokens]]);

    private async Task<string> RunAsync(int exit, string? token, params string[] args)
    {
        await using StringWriter output = new(), error = new();
        Assert.True(
            exit == await JtmCommand.RunAsync([.. args, "--lang", "en"], output, error, _service.Clock,
                name => name == "JTM_TOKEN" ? token : null, Http.Ct), $"{output}\n{error}");
        return output.ToString() + error;
    }
}
