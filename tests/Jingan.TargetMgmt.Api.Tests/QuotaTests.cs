using System.Globalization;
using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What one caller may add in an hour to what is kept for ever; each answer says what is left of it.</summary>
public sealed partial class QuotaTests : IAsyncLifetime
{
    private readonly SqliteFactory _service = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Each_write_tells_what_is_left_before_it_bites()
    {
        Bound("Writes", 3);
        foreach (var left in (int[])[2, 1, 0])
        {
            var answer = await _service.SubmitAsync(Reporting.Value(left));
            Assert.Equal(201, answer.Status);
            Assert.Contains("\"writes\";q=3;w=3600", Header(answer, "RateLimit-Policy"), StringComparison.Ordinal);
            var (rest, whole) = LeftOf(answer, "writes");
            Assert.Equal((left, 1_200 * (3 - left)), (rest, whole));
        }

        var before = await _service.SizesAsync();
        var refused = await _service.SubmitAsync(Reporting.Value(9));
        Assert.Equal((429, "too_many_requests"), (refused.Status, refused.Code));
        Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 1_200);
        Assert.Equal(0, LeftOf(refused, "writes").Left);
        Assert.Equal(before, await _service.SizesAsync());

        // another's hour is another's
        var renamed = await _service.Office.PutAsync("units/LSJ", new { name = "绿化局", kind = "department" });
        Assert.Equal(200, renamed.Status);
    }

    [Fact]
    public async Task One_target_is_not_written_about_without_end()
    {
        Bound("WritesPerTarget", 2);
        Assert.Equal(201, (await _service.SubmitAsync(Reporting.Value(1))).Status);
        Assert.Equal(201, (await _service.SubmitAsync(Reporting.Value(2))).Status);
        Assert.Equal(429, (await _service.SubmitAsync(Reporting.Value(3))).Status);
        Assert.NotEqual(429, (await _service.SubmitAsync(Reporting.Value(3), "JA2018-029")).Status);
    }

    [Fact]
    public async Task Bytes_are_counted_and_a_trial_and_a_question_are_not()
    {
        Bound("Megabytes", 1);
        Bound("Writes", 2);
        var large = new { period = "2018-06", value = 1m, narrative = new string('长', 20_000), signatory = "负责人" };
        for (var i = 0; i < 10; i++)
        {
            var trial = await _service.As("LSJ").PostAsync("targets/JA2018-028/progress?dryRun=true", large);
            Assert.NotEqual(429, trial.Status);
        }

        for (var i = 0; i < 3; i++) // without a body there is nothing to count
        {
            await _service.As("LSJ").SendAsync(HttpMethod.Delete, "targets/JA2018-028/drafts/2018-06", null);
        }

        var answer = await _service.SubmitAsync(large);
        Assert.NotEqual(429, answer.Status);
        Assert.InRange(LeftOf(answer, "kilobytes").Left, 900, 970);
        Assert.NotEqual(429, (await _service.SubmitAsync(Reporting.Value(2))).Status);
        Assert.Equal(429, (await _service.SubmitAsync(Reporting.Value(1))).Status);
    }

    // What keeps nothing is what the route tries out, and no word in the query.
    [Fact]
    public async Task A_trial_that_the_route_does_not_know_is_a_write()
    {
        Bound("Writes", 1);
        var opening = new { sha256 = new string('a', 64), size = 1 };
        Assert.Equal(200, (await _service.As("LSJ").PostAsync("evidence/uploads?dryRun=true", opening)).Status);
        Assert.Equal(429, (await _service.As("LSJ").PostAsync("evidence/uploads?dryRun=true", opening)).Status);
    }

    [Fact]
    public async Task A_file_counts_though_it_is_only_tried()
    {
        Bound("FileMegabytes", 1);
        var file = Uploading.Pdf(1, 700_000);
        var first = await _service.UploadAsync(file, query: "?dryRun=true");
        Assert.Equal(200, first.Status);
        Assert.InRange(LeftOf(first, "file-kilobytes").Left, 300, 345);
        Assert.Equal(429, (await _service.UploadAsync(file, query: "?dryRun=true")).Status);
    }

    // Whoever keeps the settings is of the government.
    [Fact]
    public async Task An_evaluator_never_has_less_than_the_program_comes_with()
    {
        foreach (var name in (string[])["Writes", "WritesPerTarget", "Megabytes", "FileMegabytes"])
        {
            Bound(name, 1);
        }

        await _service.ReportAsync(3.1m);
        await _service.RegisterAsync();
        var rated = await _service.RateAsync(await _service.ClaimsAsync("JA2018-028"));
        Assert.Equal(201, rated.Status);
        Assert.Equal("\"writes\";q=20000;w=3600, \"kilobytes\";q=262144;w=3600", Header(rated, "RateLimit-Policy"));
        Assert.Equal(429, (await _service.SubmitAsync(Reporting.Value(2))).Status);
    }

    private void Bound(string name, int most) =>
        _service.Settings[$"Limits:Hourly:{name}"] = most.ToString(CultureInfo.InvariantCulture);

    private static string Header(Answer answer, string name) => Assert.Single(answer.Response.Headers.GetValues(name));

    private static (int Left, int Whole) LeftOf(Answer answer, string quota)
    {
        var match = Quota().Matches(Header(answer, "RateLimit")).Single(m => m.Groups[1].Value == quota);
        return (int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture),
            int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("\"([a-z-]+)\";r=([0-9]+);t=([0-9]+)")]
    private static partial Regex Quota();
}
