using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using HdrHistogram;
using Jingan.TargetMgmt.Bench.Load;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>flood</c>: units report at the pace of people while one caller asks for all that 64 connections take,
/// under the limits as they are delivered. Each flood stands between two runs without one.</summary>
internal static class FloodScenario
{
    private const int Units = 32, FloodConnections = 64, Rounds = 3;

    private static readonly string[] Exporters = ["evaluator", "office", "auditor"];

    // Each unit's; 640 reports a second in all, a twelfth of what the service takes.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    // A burst is over by then, as it is in any flood that lasts.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(8);

    // Long enough to have every connection going.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync(
            // what the units themselves add in the run is no part of the question
            ["--Limits:Hourly:WritesPerTarget", "2000000", "--Limits:Hourly:Writes", "2000000"], isLimited: true);
        var library = await SyntheticLibrary.PrepareAsync(service, Units + FloodConnections);
        var flooder = library.OfConnection(Units, Units + FloodConnections);
        var units = library.Targets.Select(t => t.Unit).Distinct().Skip(Units).ToList();
        (string What, TimeSpan Settle, Func<int, Exchange> Of)[] floods =
        [
            ("writes of one token", Settle, _ => new Submission(flooder, library.Period, service.Token)),
            ("reads of one token", Settle, _ => Read(units[^1])),
            // of another one in each round, whose burst is whole
            ("reads of one token, the burst", AtOnce, round => Read(units[round])),
            ("exports of one token, the burst", AtOnce, round => Export(Exporters[round])),
            ("exports of one token", Settle, _ => Export("auditor")),
            ("sign-ins in vain", Settle, _ => new Download("/api/v1/me", "jtm_" + new string('0', 64))),
        ];
        Download Read(string unit) => new("/api/v1/targets?limit=500", service.Token(unit));
        Download Export(string role) => new(
            $"/api/v1/reports/overview.csv?period={library.Period}", service.Token(role));

        results.Progress("flood: warm-up");
        await MeasureAsync(service, library, TimeSpan.FromSeconds(1), null, settings.Measured);
        var table = new StringBuilder(
            "| flood on 64 connections | units' reports/s | p50 ms | p99 ms | mean ms | without it: p50, p99, mean "
            + "| mean against without | answers to the flood |\n|---|---:|---:|---:|---:|---|---:|---|");
        foreach (var (what, settle, of) in floods)
        {
            Outcome calm = new(), flooded = new();
            for (var round = 0; round < Rounds; round++)
            {
                results.Progress($"flood: {what}, round {round + 1}");
                calm.Add(await MeasureAsync(service, library, TimeSpan.FromSeconds(1), null, settings.Measured));
                var one = round;
                flooded.Add(await MeasureAsync(service, library, settle, () => of(one), settings.Measured));
            }

            table.Append(CultureInfo.InvariantCulture,
                $"\n| {what} | {flooded.Latencies.TotalCount / (settings.Measured.TotalSeconds * Rounds):N0} "
                + $"| {flooded.Figures(" | ")} "
                + $"| {calm.Figures(", ")} | {flooded.Latencies.GetMean() / calm.Latencies.GetMean():P0} "
                + $"| {string.Join(", ", flooded.Answers.OrderBy(a => a.Key).Select(a => $"{a.Key} × {a.Value}"))} |");
        }

        results.Show(table.ToString());
    }

    private static async Task<Outcome> MeasureAsync(
        TargetService service, SyntheticLibrary library, TimeSpan settle, Func<Exchange>? flood, TimeSpan measured)
    {
        using var end = new CancellationTokenSource();
        var outcome = new Outcome();
        var floods = flood is null ? []
            : Enumerable.Range(0, FloodConnections).Select(_ => FloodAsync(service, flood(), outcome, end.Token))
                .ToList();
        await Task.Delay(settle);
        await Task.WhenAll(Enumerable.Range(0, Units).Select(i => ReportAsync(
            service, new Submission(library.OfConnection(i, Units + FloodConnections), library.Period, service.Token),
            outcome, measured)));
        await end.CancelAsync();
        await Task.WhenAll(floods);
        return outcome;
    }

    // One after the other, and never sooner than the pace: what is late is not made up for.
    private static async Task ReportAsync(
        TargetService service, Submission reports, Outcome outcome, TimeSpan measured)
    {
        using var connection = await Connection.OpenAsync(service.Process.Port, reports.LongestAnswer);
        using var pace = new PeriodicTimer(Pace);
        var clock = TimeProvider.System;
        for (var start = clock.GetTimestamp(); clock.GetElapsedTime(start) < measured;)
        {
            await pace.WaitForNextTickAsync();
            var sent = clock.GetTimestamp();
            var status = await connection.ExchangeAsync(reports.Next());
            if (status != reports.Expected)
            {
                throw new InvalidOperationException($"A unit's report was answered {status}.");
            }

            lock (outcome.Latencies)
            {
                outcome.Latencies.RecordValue((long)clock.GetElapsedTime(sent).TotalMicroseconds);
            }
        }
    }

    private static async Task FloodAsync(TargetService service, Exchange flood, Outcome outcome, CancellationToken end)
    {
        using var connection = await Connection.OpenAsync(service.Process.Port, flood.LongestAnswer);
        while (!end.IsCancellationRequested)
        {
            outcome.Answers.AddOrUpdate(await connection.ExchangeAsync(flood.Next()), 1, (_, n) => n + 1);
        }
    }

    private sealed class Outcome
    {
        public LongHistogram Latencies { get; } = new(60_000_000, 3);

        public ConcurrentDictionary<int, long> Answers { get; } = new();

        public void Add(Outcome other)
        {
            Latencies.Add(other.Latencies);
            foreach (var (status, count) in other.Answers)
            {
                Answers.AddOrUpdate(status, count, (_, n) => n + count);
            }
        }

        public string Figures(string between) => string.Join(between, ((double[])
        [
            Latencies.GetValueAtPercentile(50), Latencies.GetValueAtPercentile(99), Latencies.GetMean(),
        ]).Select(us => (us / 1000).ToString("F2", CultureInfo.InvariantCulture)));
    }
}
