using System.Collections.Concurrent;
using System.Diagnostics;
using Jingan.TargetMgmt.Contracts;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Jingan.TargetMgmt.Api.Tests.Telemetry;

/// <summary>A request through both processes is one trace, and what it stored is a span of it.</summary>
[Collection(typeof(Alone))]
public sealed class TraceTests : IDisposable
{
    private readonly SplitFactory _split = new();

    public TraceTests()
    {
        _split.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1"; // nobody is there, and nobody minds
        _split.Settings["OTEL_EXPORTER_OTLP_TIMEOUT"] = "100";
    }

    public void Dispose() => _split.Dispose();

    [Fact]
    public async Task A_rating_its_question_to_the_other_side_and_its_commit_are_one_trace()
    {
        var spans = new Spans();
        _split.Additions = s => s.ConfigureOpenTelemetryTracerProvider(t => t.AddProcessor(spans));
        _split.OnSocket();
        await _split.RegisterAsync();
        await _split.ReportAsync(3.1m);
        var claims = await _split.ClaimsAsync();
        spans.All.Clear();
        await _split.RatedAsync(claims);

        var rating = await spans.OneAsync(s => s is { Kind: ActivityKind.Server, DisplayName: "POST /api/v1/ratings" });
        var trace = spans.All.Where(s => s.TraceId == rating.TraceId).DistinctBy(s => s.SpanId).ToList();
        var facts = Assert.Single(trace, s => s.Kind == ActivityKind.Server && s != rating);
        Assert.StartsWith("GET /api/v1/progress-facts/", facts.DisplayName, StringComparison.Ordinal);
        var question = Assert.Single(trace, s => s.SpanId == facts.ParentSpanId);
        Assert.Equal((ActivityKind.Client, rating.SpanId), (question.Kind, question.ParentSpanId));
        var commit = Assert.Single(trace, s => s.DisplayName == "commit");
        Assert.Equal((rating.SpanId, "evaluation", "stored"),
            (commit.ParentSpanId, commit.GetTagItem("jingan.side"), commit.GetTagItem("jingan.log.outcome")));
    }

    [Fact]
    public async Task What_a_caller_makes_up_is_in_no_span()
    {
        var spans = new Spans();
        _split.Additions = s => s.ConfigureOpenTelemetryTracerProvider(t => t.AddProcessor(spans));
        using var client = _split.At("government", Role.Office);
        client.DefaultRequestHeaders.Add("User-Agent", "chang-e/1");
        client.DefaultRequestHeaders.Add("baggage", "who=chang-e");
        client.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        client.DefaultRequestHeaders.Add("tracestate", "who=chang-e");
        foreach (var url in (string[])["targets?year=2018&q=chang-e", "targets/chang-e", "chang-e", "/chang-e?chang-e"])
        {
            await client.ReadAsync(url);
        }

        client.DefaultRequestHeaders.Host = "chang-e.example";
        Assert.Equal(400, (await client.ReadAsync("targets?year=2018")).Status);
        Assert.NotNull(await spans.OneAsync(s => s.DisplayName == "GET /api/v1/targets/{id}"));
        Assert.NotNull(await spans.OneAsync(s => Equals(s.GetTagItem("http.response.status_code"), 400)));
        Assert.All(spans.All, s => Assert.DoesNotContain("chang-e",
            $"{s.DisplayName} {s.TraceStateString} {string.Join(' ', s.TagObjects)} "
                + string.Join(' ', s.Events.SelectMany(e => e.Tags)),
            StringComparison.Ordinal));
    }

    private sealed class Spans : BaseProcessor<Activity>
    {
        public ConcurrentBag<Activity> All { get; } = [];

        public override void OnEnd(Activity data) => All.Add(data);

        // A span ends a moment after its answer has come.
        public async Task<Activity> OneAsync(Func<Activity, bool> isIt)
        {
            for (var attempt = 0; attempt < 3000 && !All.Any(isIt); attempt++)
            {
                await Task.Delay(20, Http.Ct);
            }

            return All.First(isIt);
        }
    }
}
