using HdrHistogram;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>A closed loop: every connection sends its next request when the answer to the one before has
/// arrived.</summary>
internal sealed class LoadRun
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly ServerProcess _server;
    private readonly IReadOnlyList<Exchange> _exchanges;
    private long _from;
    private long _until = long.MaxValue;
    private long _left = long.MaxValue;

    private LoadRun(ServerProcess server, IReadOnlyList<Exchange> exchanges) =>
        (_server, _exchanges) = (server, exchanges);

    /// <summary>Runs for <paramref name="settle"/>, then measures.</summary>
    public static Task<LoadPoint> MeasureAsync(
        ServerProcess server, IReadOnlyList<Exchange> exchanges, TimeSpan settle, TimeSpan measured) =>
        new LoadRun(server, exchanges).RunAsync(settle, measured);

    /// <summary>Sends exactly so many requests as fast as the server takes them;
    /// returns the answers by status.</summary>
    public static async Task<IReadOnlyDictionary<int, long>> SendAsync(
        ServerProcess server, IReadOnlyList<Exchange> exchanges, long requests)
    {
        var run = new LoadRun(server, exchanges) { _left = requests };
        var tallies = await Task.WhenAll((await run.ConnectAsync()).Select((c, i) => run.LoopAsync(c, exchanges[i])));
        return Sum(tallies);
    }

    private async Task<LoadPoint> RunAsync(TimeSpan settle, TimeSpan measured)
    {
        var connections = await ConnectAsync();
        _from = Clock.GetTimestamp() + Ticks(settle);
        _until = _from + Ticks(measured);
        var loops = connections.Select((c, i) => LoopAsync(c, _exchanges[i])).ToList();

        await Task.Delay(settle);
        var (client, server, start) = (Environment.CpuUsage.TotalTime, _server.CpuTime, Clock.GetTimestamp());
        await Task.Delay(measured);
        var elapsed = Clock.GetElapsedTime(start);
        (client, server) = (Environment.CpuUsage.TotalTime - client, _server.CpuTime - server);

        var tallies = await Task.WhenAll(loops);
        var latencies = Tally.NewLatencies();
        foreach (var tally in tallies)
        {
            latencies.Add(tally.Latencies);
        }

        return new(_exchanges.Count, measured, latencies, Sum(tallies), client / elapsed, server / elapsed);
    }

    private async Task<List<Connection>> ConnectAsync()
    {
        var connections = new List<Connection>();
        foreach (var exchange in _exchanges)
        {
            connections.Add(await Connection.OpenAsync(_server.Port, exchange.LongestAnswer));
        }

        return connections;
    }

    private async Task<Tally> LoopAsync(Connection connection, Exchange exchange)
    {
        using var opened = connection;
        var tally = new Tally();
        for (var done = 0L; done < _until && Interlocked.Decrement(ref _left) >= 0;)
        {
            var request = exchange.Next();
            var sent = Clock.GetTimestamp();
            var status = await connection.ExchangeAsync(request);
            done = Clock.GetTimestamp();
            exchange.Answered(status, connection.Body);
            tally.Statuses[status]++;
            if (status == exchange.Expected && done >= _from && done < _until)
            {
                tally.Latencies.RecordValue((long)Clock.GetElapsedTime(sent, done).TotalMicroseconds);
            }
        }

        return tally;
    }

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Clock.TimestampFrequency);

    private static Dictionary<int, long> Sum(IEnumerable<Tally> tallies) => tallies
        .SelectMany(t => t.Statuses.Select((count, status) => (Status: status, Count: count))).Where(s => s.Count > 0)
        .GroupBy(s => s.Status).ToDictionary(g => g.Key, g => g.Sum(s => s.Count));

    private sealed class Tally
    {
        // A histogram refuses what lies beyond its range. No run waits so long for one answer.
        private const long HourInMicroseconds = 3_600_000_000;

        public long[] Statuses { get; } = new long[600];

        public LongHistogram Latencies { get; } = NewLatencies();

        /// <summary>In microseconds, to three digits: what is read from it is at most 0.1 % too high.</summary>
        public static LongHistogram NewLatencies() => new(HourInMicroseconds, 3);
    }
}
