using System.Net.Http.Headers;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Jingan.TargetMgmt.Api.Tests.Telemetry;

/// <summary>Whatever level the service log is set to, and whoever collects: no word that people wrote, no person's name
/// and no token leaves the service that way.</summary>
[Collection(typeof(Alone))]
public sealed class NothingPrivateTests : IAsyncLifetime
{
    private const string Narrative = "夜莺在第七号地块歌唱";
    private const string Signatory = "欧阳漱玉";
    private const string Clerk = "司马长庚";
    private const string Firm = "公孙评估所";
    private const string Query = "上官云岫";
    private const string Made = "gongsun-daniang"; // where a caller may write what he likes, in ASCII

    private readonly SqliteFactory _service = new();
    private readonly EveryLog _log = new();
    private Collector _collector = null!;
    private Uri _door = null!;

    public async ValueTask InitializeAsync()
    {
        _collector = await Collector.StartAsync();
        _door = _service.OpenDoor();
        foreach (var (key, value) in (IEnumerable<(string, string)>)
                 [("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                     ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Jingan", "Trace"),
                     ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:LogLevel:System.Net.Http", "Trace"),
                     ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"),
                     ("Logging:Console:LogLevel:Default", "None"), // of this run; the provider below hears all
                     ("Logging:Console:FormatterOptions:IncludeScopes", "true")])
        {
            _service.Settings[key] = value;
        }

        _service.Additions = s => s.AddSingleton<ILoggerProvider>(_log);
        AccessTokenFile.Write(_service.TokenFile, [
            .. AccessTokenFile.Read(_service.TokenFile)
                .Select(t => t.Name == Role.Evaluator ? t with { Name = Firm } : t),
            Refused("Kongming1"), Refused("KongmingI")]);
    }

    public async ValueTask DisposeAsync()
    {
        _service.Dispose();
        await _collector.DisposeAsync();
    }

    [Fact]
    public async Task What_people_wrote_who_they_are_and_what_they_come_in_with_is_in_no_log_and_no_figure()
    {
        var secrets = await LiveAsync();
        _service.Clock.Advance(TimeSpan.FromMinutes(2)); // what is counted by the minute
        _service.Services.GetRequiredService<TracerProvider>().ForceFlush();
        _service.Services.GetRequiredService<MeterProvider>().ForceFlush();
        var figures = (await _door.ScrapeAsync()).Text;

        Assert.Superset(
            new HashSet<int> { 3101, 3102, 3111, 3121, 3122, 3123 }, _log.Lines.Select(l => l.Event).ToHashSet());
        Assert.Contains(_collector.Received, r => r.Path == "/v1/traces"
            && r.Text.Contains("/api/v1/targets/{id}/progress", StringComparison.Ordinal));
        Assert.Contains(_collector.Received, r => r.Path == "/v1/metrics"
            && r.Text.Contains("jingan.log.size", StringComparison.Ordinal));
        Assert.Contains("jingan_log_batch_size_count", figures, StringComparison.Ordinal);

        string[] forbidden = [Narrative, Signatory, Clerk, Firm, Query, Made, "Kongming", .. secrets,
            .. secrets.Append(Query).Append(Clerk).Select(Uri.EscapeDataString)];
        IReadOnlyList<(string Where, string Text)> told =
        [
            .. _log.Lines.Select(l => ($"{l.Category} {l.Event}", l.Text)),
            .. _collector.Received, ("/metrics", figures),
        ];
        Assert.Empty(from line in told
                     from word in forbidden
                     where line.Text.Contains(word, StringComparison.OrdinalIgnoreCase)
                     select $"{word} in {line.Where}: {line.Text[..Math.Min(300, line.Text.Length)]}");
    }

    [Fact]
    public void No_formatter_of_the_console_writes_what_a_request_is_about()
    {
        foreach (var name in (string[])["", ConsoleFormatterNames.Json, ConsoleFormatterNames.Simple])
        {
            Assert.False(Of<ConsoleFormatterOptions>(name).IncludeScopes);
            Assert.False(Of<SimpleConsoleFormatterOptions>(name).IncludeScopes);
            Assert.False(Of<JsonConsoleFormatterOptions>(name).IncludeScopes);
        }

        Assert.True(Of<JsonConsoleFormatterOptions>("").UseUtcTimestamp);
        Assert.False(Of<JsonConsoleFormatterOptions>("").JsonWriterOptions.Indented);
    }

    private T Of<T>(string name) => _service.Services.GetRequiredService<IOptionsMonitor<T>>().Get(name);

    // A report, its rating, remarks and refusals, a look under the embargo, a calendar, and requests that go wrong.
    private async Task<IReadOnlyList<string>> LiveAsync()
    {
        var clerk = _service.Join(Clerk, "LSJ");
        Assert.Equal(201, (await clerk.PostAsync("targets/JA2018-028/progress", new
        {
            period = "2018-06", value = 3.1, narrative = Narrative, difficulties = Narrative, signatory = Signatory,
        })).Status);
        Assert.Equal(400, (await clerk.PostAsync("targets/JA2018-028/progress", new
        {
            period = "2018-06", value = Narrative, signatory = Signatory,
        })).Status);
        Assert.Equal(201, (await _service.Office.PostAsync("targets/JA2018-028/remarks", new
        {
            period = "2018-06", unit = "LSJ", revision = 1, code = "unclear", text = Narrative,
        })).Status);
        var calendar = (string)(await clerk.PostAsync("todo/calendar", new { }))["address"]!;
        Assert.Equal(200, (int)(await _service.Anonymous.GetAsync(calendar, Http.Ct)).StatusCode);

        await _service.RegisterAsync();
        var claims = await _service.ClaimsAsync();
        claims["rationale"] = Narrative;
        await _service.RatedAsync(claims);
        Assert.Equal(200, (await _service.Evaluator.ReadAsync("worklist?period=2018-06")).Status);
        Assert.Equal(403, (await clerk.PostTextAsync("ratings", _service.Sign(claims), CompactJws.MediaType)).Status);

        foreach (var url in (string[])[$"targets?year=2018&q={Query}", $"targets/{Query}", $"{Query}?{Query}",
                     $"progress?period={Query}"])
        {
            await clerk.ReadAsync(url.Replace(Query, Uri.EscapeDataString(Query), StringComparison.Ordinal));
        }

        using var strange = new HttpRequestMessage(HttpMethod.Get, "/api/v1/targets?year=2018");
        strange.Headers.Host = $"{Made}.example";
        strange.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        strange.Headers.Add("tracestate", $"who={Made}");
        Assert.Equal(400, (int)(await clerk.SendAsync(strange, Http.Ct)).StatusCode);

        var stolen = AccessToken.NewSecret();
        using var stranger = _service.Anonymous;
        stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stolen);
        Assert.Equal(401, (await stranger.ReadAsync("targets?year=2018")).Status);
        return [stolen, _service.TokenOf(Clerk), _service.TokenOf(Role.Evaluator), _service.TokenOf(Role.Office),
            calendar.Split('=')[^1]];
    }

    private static AccessToken Refused(string name) =>
        new(name, Role.Auditor, null, AccessToken.HashOf(name), "2099-01-01T00:00:00.000Z");
}
