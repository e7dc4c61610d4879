using HdrHistogram;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>An open loop: requests are due at so many a second, whatever becomes of those before. An answer's time is
/// counted from when its request was due, so that a pause is felt by all that fell due in it.</summary>
internal sealed class PacedRun(ServerProcess server, IReadOnlyList<Exchange> exchanges, int perSecond)
{
    private const long HourInMicroseconds = 3_600_000_000;

    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <summary>Sends until the work is done.</summary>
    /// <returns>What was measured, and the slowest answer.</returns>
    public async Task<LoadPoint> WhileAsync(Func<Task> work)
    {
        List<Connection> connections = [];
        foreach (var exchange in exchanges)
        {
            connections.Add(await Connection.OpenAsync(server.Port, exchange.LongestAnswer));
        }

        using var stop = new CancellationTokenSource();
        var (client, cpu, start) = (Environment.CpuUsage.TotalTime, server.CpuTime, Clock.GetTimestamp());
        var loops = connections.Select((c, i) => LoopAsync(c, exchanges[i], i, start, stop.Token)).ToList();
        try
        {
            await work();
        }
        finally
        {
            await stop.CancelAsync();
        }

        var tallies = await Task.WhenAll(loops);
        var elapsed = Clock.GetElapsedTime(start);
        var latencies = new LongHistogram(HourInMicroseconds, 3);
        Dictionary<int, long> statuses = [];
        foreach (var (own, answers) in tallies)
        {
            latencies.Add(own);
            foreach (var status in answers)
            {
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
            }
        }

        return new(exchanges.Count, elapsed, latencies, statuses, (Environment.CpuUsage.TotalTime - client) / elapsed,
            (server.CpuTime - cpu) / elapsed);
    }

    private async Task<(LongHistogram Latencies, List<int> Statuses)> LoopAsync(
        Connection connection, Exchange exchange, int place, long start, CancellationToken stop)
    {
        using var opened = connection;
        var (latencies, statuses) = (new LongHistogram(HourInMicroseconds, 3), new List<int>());
        for (var sent = 0L; !stop.IsCancellationRequested; sent++)
        {
            // The connections take turns: one request each, in every round.
            var due = TimeSpan.FromSeconds((double)((sent * exchanges.Count) + place) / perSecond);
            if (due - Clock.GetElapsedTime(start) is { TotalMilliseconds: > 0.5 } early)
            {
                await Task.Delay(early, CancellationToken.None);
            }

            var status = await connection.ExchangeAsync(exchange.Next());
            exchange.Answered(status, connection.Body);
            statuses.Add(status);
            if (status == exchange.Expected)
            {
                // A timer may be half a millisecond early, and an answer as quick.
                latencies.RecordValue(Math.Max(0L, (long)(Clock.GetElapsedTime(start) - due).TotalMicroseconds));
            }
        }

        return (latencies, statuses);
    }
}
