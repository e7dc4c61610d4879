using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Writing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Evaluation.Refusals;

/// <summary>Brings refused attempts into the log, beside the requests: no answer waits for it,
/// and none is another because it failed.</summary>
internal sealed partial class RefusalLog : BackgroundService
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMinutes(1);

    private readonly Meter _meter;
    private readonly RefusalWindows _windows = new();
    private long _attempts;

    private readonly EvaluationDb _db;
    private readonly ILogger<RefusalLog> _logger;

    // What goes in here is bounded by the windows.
    private readonly Channel<CountedRefusals> _due = Channel.CreateUnbounded<CountedRefusals>();

    public RefusalLog(EvaluationDb db, ILogger<RefusalLog> logger)
    {
        (_db, _logger) = (db, logger);
        _meter = new(new MeterOptions("Jingan.TargetMgmt.Evaluation") { Scope = this });
        _meter.CreateObservableCounter("jingan.refusals", () => Interlocked.Read(ref _attempts), "{attempt}",
            "Attempts to write on the evaluator's side by others.");
    }

    /// <summary>Takes an attempt; returns at once.</summary>
    public void Add(RefusedAttempt attempt)
    {
        Interlocked.Increment(ref _attempts);
        Enqueue(_windows.Add(attempt, _db.Clock.GetUtcNow()));
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    /// <summary>Writes what was counted so far, and stops.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Enqueue(_windows.All());
        await WriteDueAsync().WaitAsync(cancellationToken);
    }

    // Both end with the token; StopAsync writes the rest.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(WriteAsync(stoppingToken), CloseWindowsAsync(stoppingToken));

    private async Task WriteAsync(CancellationToken ct)
    {
        while (await _due.Reader.WaitToReadAsync(ct))
        {
            await WriteDueAsync();
        }
    }

    private async Task CloseWindowsAsync(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(Pulse, _db.Clock, ct);
            Enqueue(_windows.Ended(_db.Clock.GetUtcNow()));
        }
    }

    private void Enqueue(IEnumerable<CountedRefusals> due)
    {
        foreach (var refusals in due)
        {
            _due.Writer.TryWrite(refusals);
        }
    }

    // What is due goes into the log together: a window of many lines is one commit, not one for each.
    private async Task WriteDueAsync()
    {
        for (var due = TakeDue(); due.Count > 0; due = TakeDue())
        {
            try
            {
                // Never given up on the way: what is counted on must not be stored too.
                var at = UtcText.Format(_db.Clock.GetUtcNow());
                var outcome = await _db.Queue.CommitAsync([.. due.Select(r => RefusalStore.ToCommit(r, at))],
                    CancellationToken.None);
                if (!outcome.IsStored)
                {
                    Return(due);
                    Log.NotTaken(_logger, due.Sum(r => r.Count));
                }
            }
#pragma warning disable CA1031 // whatever it was, the service goes on and the attempts are counted on
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Return(due);
                Log.Failed(_logger, failure, due.Sum(r => r.Count));
            }
        }
    }

    private List<CountedRefusals> TakeDue()
    {
        List<CountedRefusals> due = [];
        while (due.Count < CommitQueue.MaxBatch && _due.Reader.TryRead(out var refusals))
        {
            due.Add(refusals);
        }

        return due;
    }

    private void Return(List<CountedRefusals> due)
    {
        foreach (var refusals in due)
        {
            _windows.Return(refusals, _db.Clock.GetUtcNow());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Warning,
            "{Count} refused attempts could not be logged just now; they are counted on.")]
        public static partial void NotTaken(ILogger logger, long count);

        [LoggerMessage(2102, LogLevel.Error, "{Count} refused attempts could not be logged; they are counted on.")]
        public static partial void Failed(ILogger logger, Exception failure, long count);
    }
}
