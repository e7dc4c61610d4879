using System.Data.Common;
using Jingan.TargetMgmt.Log.Measuring;
using Jingan.TargetMgmt.Log.Store;

namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>The only way to write on a side. One writer takes what is waiting and stores it in one durable transaction
/// under one signed checkpoint.</summary>
/// <remarks>The order of the log is the order of the commits.
/// An answer is given only when the transaction is on disk.</remarks>
public sealed class CommitQueue : IDisposable
{
    /// <summary>The most units in one transaction; a submission of more units than that has a transaction to
    /// itself.</summary>
    public const int MaxBatch = 256;

    /// <summary>The most submissions that wait; further ones are turned away.</summary>
    public const int Capacity = 4096;

    /// <summary>How long nothing has to come before the data file is made whole.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly BlockingQueue<Submission> _waiting = new(Capacity);
    private readonly LogWriter _writer;
    private readonly LogPublisher _publisher;
    private readonly Backfill? _backfill;
    private readonly LogMeter _meter;
    private readonly string _side;
    private readonly Thread _thread;
    private Submission? _next; // taken from the queue, but too large for the batch it would have joined

    /// <param name="backfill">Null where the engine needs none.</param>
    internal CommitQueue(LogWriter writer, LogPublisher publisher, Backfill? backfill, LogMeter meter, string side)
    {
        (_writer, _publisher, _backfill, _meter, _side) = (writer, publisher, backfill, meter, side);
        meter.Watch(() => _waiting.Count, () => writer.Status.Doubt is not null);

        // A thread of its own: the engine blocks while it flushes, and the pool's threads are for requests.
        _thread = new(Run) { IsBackground = true, Name = $"{side} log writer" };
        _thread.Start();
    }

    /// <summary>The hook that is called at every step of a batch, by the writer and the publisher. For tests;
    /// see <see cref="LogWriter.AtStep"/>.</summary>
    internal Action<CommitStep>? AtStep
    {
        get => _writer.AtStep;
        set => (_writer.AtStep, _publisher.AtStep) = (value, value);
    }

    /// <summary>The connection that the writer writes through; null while there is none. For tests;
    /// see <see cref="LogWriter.Connection"/>.</summary>
    internal DbConnection? Connection => _writer.Connection;

    /// <summary>Stores the units together, or none of them.</summary>
    /// <param name="units">At least one.</param>
    /// <param name="ct">Gives up waiting for the turn; once the transaction has begun it is seen through,
    /// so that the outcome is known.</param>
    public Task<CommitOutcome> CommitAsync(IReadOnlyList<CommitUnit> units, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfZero(units.Count);
        if (_writer.Status.Doubt is { } doubt)
        {
            return Task.FromResult(CommitOutcome.ReadOnly(doubt));
        }

        return LogTracing.IsOn ? TraceAsync(units, ct) : Submit(units, ct).Answer;
    }

    /// <summary>Sees through what is waiting, and stops.</summary>
    public void Dispose()
    {
        _waiting.Close();
        _thread.Join();
        _publisher.Dispose();
        _backfill?.Dispose();
        _writer.Dispose();
    }

    private Submission Submit(IReadOnlyList<CommitUnit> units, CancellationToken ct)
    {
        var submission = new Submission(units, ct) { QueuedAt = _meter.Now() };
        if (!_waiting.TryAdd(submission))
        {
            _meter.TurnedAway();
            submission.Outcome = CommitOutcome.Busy;
            submission.SendAnswer();
        }

        return submission;
    }

    private async Task<CommitOutcome> TraceAsync(IReadOnlyList<CommitUnit> units, CancellationToken ct)
    {
        using var span = LogTracing.Start(_side, units.Count);
        try
        {
            var submission = Submit(units, ct);
            var outcome = await submission.Answer;
            LogTracing.End(span, outcome, submission.Waited);
            return outcome;
        }
        catch
        {
            LogTracing.Fail(span);
            throw;
        }
    }

    private void Run()
    {
        while (_next is not null || _waiting.Wait(out _next, Quiet, _writer.Settle))
        {
            var batch = Gather();
            if (batch.Count > 0)
            {
                var begun = _meter.Now();
                var checkpoint = _writer.Write(batch);
                _meter.End(begun, batch.Sum(s => s.Units.Count));
                Remember(batch);
                _publisher.Add(batch, checkpoint);
                _backfill?.Committed();
                if (_backfill?.TakeTurn() == true)
                {
                    _writer.PutBack();
                }
            }
        }
    }

    // How a batch ended.
    private void Remember(List<Submission> batch)
    {
        foreach (var submission in batch)
        {
            if (submission.Failure is DbException or IOException)
            {
                _writer.Status.WriteFault = submission.Failure;
                _meter.Failed();
            }
            else if (submission.Outcome is { IsStored: true })
            {
                _writer.Status.WriteFault = null;
            }
        }
    }

    private List<Submission> Gather()
    {
        List<Submission> batch = [];
        var units = 0;
        while (_next is not null || _waiting.TryTake(out _next))
        {
            if (units > 0 && units + _next.Units.Count > MaxBatch)
            {
                break;
            }

            if (!_next.IsAbandoned())
            {
                _next.Waited = _meter.Begin(_next.QueuedAt);
                batch.Add(_next);
                units += _next.Units.Count;
            }

            _next = null;
        }

        return batch;
    }
}
