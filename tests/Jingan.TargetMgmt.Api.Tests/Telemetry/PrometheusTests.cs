using System.Net;
using Jingan.TargetMgmt.Http.Access;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Jingan.TargetMgmt.Api.Tests.Telemetry;

/// <summary>What Prometheus reads, and who else does not.</summary>
[Collection(typeof(Alone))]
public sealed class PrometheusTests : IDisposable
{
    private readonly SqliteFactory _service = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task What_the_service_has_done_is_there_to_be_read()
    {
        var door = _service.OpenDoor();
        AccessTokenFile.Write(_service.TokenFile, [.. AccessTokenFile.Read(_service.TokenFile).Select(t =>
            t.Name == "LSJ" ? t with { Expires = "2018-07-31T00:59:59.000Z" } : t)]);
        await _service.ReportAsync(3.1m);
        Assert.Equal(403, (await _service.Office.PostAsync("schemes", new { })).Status);
        using var stranger = _service.Anonymous;
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", AccessToken.NewSecret());
        Assert.Equal(401, (await stranger.ReadAsync("targets?year=2018")).Status);
        var (government, _) = await _service.SizesAsync();

        var text = await _service.ScrapeUntilAsync(
            door, $"jingan_log_size{{jingan_side=\"government\"}} {government}");
        Assert.Contains("\njingan_refusals_total 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\njingan_access_failures_total 1\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "\njingan_access_tokens_expiring{jingan_role=\"reporter\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\njingan_log_read_only{jingan_side=\"evaluation\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("\njingan_evidence_files 0\n", text, StringComparison.Ordinal);
        Assert.Contains("http_route=\"/api/v1/targets/{id}/progress\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_line_is_of_the_text_format_and_no_bucket_has_less_than_the_one_below()
    {
        var door = _service.OpenDoor();
        await _service.ReportAsync(3.1m);
        var (status, text, type) = await door.ScrapeAsync();
        Assert.Equal((HttpStatusCode.OK, "text/plain; version=0.0.4; charset=utf-8"), (status, type));
        var lines = text.TrimEnd('\n').Split('\n');
        Assert.All(lines.Where(l => !l.StartsWith("# ", StringComparison.Ordinal)), l => Assert.Matches(
            Scraping.Sample(), l));
        var names = lines.Where(l => l.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(l => l.Split(' ')[2]);
        Assert.Equal(names.Distinct(), names);

        var buckets = lines
            .Where(l => l.StartsWith("jingan_log_commit_duration_seconds_bucket{jingan_side=\"government\"",
                StringComparison.Ordinal))
            .Select(l => long.Parse(l.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(buckets.Count > 5 && buckets[^1] >= 1, text);
        Assert.Equal(buckets.Order(), buckets);
        Assert.Contains($"\njingan_log_commit_duration_seconds_count{{jingan_side=\"government\"}} {buckets[^1]}\n",
            text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_token_is_asked_for_nobody_reads_without_it_and_a_new_one_counts_at_once()
    {
        var door = _service.OpenDoor();
        var file = _service.Settings["Telemetry:PrometheusTokenFile"] = Path.Combine(_service.Folder, "scrape-token");
        await File.WriteAllTextAsync(file, "first\n", Http.Ct);
        await _service.Anonymous.ReadAsync("/health/live");
        foreach (var wrong in (string?[])[null, "", "second", "firs", _service.TokenOf("admin")])
        {
            Assert.Equal((HttpStatusCode.Unauthorized, ""), Of(await door.ScrapeAsync(wrong)));
        }

        Assert.Equal(HttpStatusCode.OK, (await door.ScrapeAsync("first")).Status);
        await File.WriteAllTextAsync(file, "second", Http.Ct);
        Assert.Equal(HttpStatusCode.OK, (await door.ScrapeAsync("second")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await door.ScrapeAsync("first")).Status);
        await File.WriteAllTextAsync(file, " \n", Http.Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, (await door.ScrapeAsync("")).Status);
        File.Delete(file);
        Assert.Equal(HttpStatusCode.Unauthorized, (await door.ScrapeAsync("second")).Status);
    }

    [Fact]
    public async Task The_figures_are_on_their_own_port_only_and_nothing_else_is_there()
    {
        var door = _service.OpenDoor();
        Assert.Equal(404, (await _service.As("admin").ReadAsync("/metrics")).Status);
        foreach (var elsewhere in (string[])["/", "/health/ready", "/api/v1/targets", "/metrics/"])
        {
            Assert.Equal((HttpStatusCode.NotFound, ""), Of(await new Uri(door, elsewhere).ScrapeAsync()));
        }
    }

    [Fact]
    public void Without_a_setting_nothing_is_collected_and_no_port_is_opened()
    {
        Assert.Null(_service.Services.GetService<MeterProvider>());
        Assert.Null(_service.Services.GetService<OpenTelemetry.Trace.TracerProvider>());
    }

    [Theory]
    [InlineData("0.0.0.0:9464", "")]
    [InlineData("[::]:9464", "")]
    [InlineData("10.1.2.3:9464", "")]
    [InlineData("0.0.0.0:9464", "/no/such/file")]
    [InlineData("localhost", "")]
    [InlineData("127.0.0.1", "")]
    public void An_address_that_is_open_to_the_network_without_a_token_stops_the_start(string address, string file)
    {
        _service.Settings["Telemetry:Prometheus"] = "true";
        _service.Settings["Telemetry:PrometheusAddress"] = address;
        _service.Settings["Telemetry:PrometheusTokenFile"] = file;
        Assert.Throws<InvalidOperationException>(() => _service.Services); // StartTests reads the line it ends with
    }

    private static (HttpStatusCode, string) Of((HttpStatusCode Status, string Text, string? Type) answer) =>
        (answer.Status, answer.Text);
}
