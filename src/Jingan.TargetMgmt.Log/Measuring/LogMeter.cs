using System.Diagnostics.Metrics;

namespace Jingan.TargetMgmt.Log.Measuring;

/// <summary>What is measured of a side's writes. While nobody listens, a measurement costs a comparison.</summary>
public sealed class LogMeter : IDisposable
{
    public const string Name = "Jingan.TargetMgmt.Log";

    /// <summary>The attribute that names the side.</summary>
    public const string SideTag = "jingan.side";

    // From a commit of a memory disk to one that a busy array makes wait; the queue takes as long as some of those.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly InstrumentAdvice<int> Units = new()
    {
        HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256],
    };

    private readonly Meter _meter;
    private readonly TimeProvider _clock;
    private readonly KeyValuePair<string, object?> _side;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _commit;
    private readonly Histogram<int> _batch;
    private long _turnedAway;
    private long _failed;

    public LogMeter(string side, TimeProvider clock)
    {
        (_clock, _side) = (clock, new(SideTag, side));
        _meter = new(new MeterOptions(Name) { Scope = this });
        _wait = _meter.CreateHistogram("jingan.log.queue.wait", "s",
            "From the submission of a write to the beginning of its transaction.", advice: Seconds);
        _commit = _meter.CreateHistogram("jingan.log.commit.duration", "s",
            "A transaction, from its beginning until it is on disk or given up.", advice: Seconds);
        _batch = _meter.CreateHistogram("jingan.log.batch.size", "{unit}",
            "Units that are stored by one transaction.", advice: Units);
        Count("jingan.log.queue.turned_away", "{submission}", "Writes refused because too many were waiting.",
            () => Interlocked.Read(ref _turnedAway));
        Count("jingan.log.write.failures", "{submission}", "Writes that the database did not take, by no rule's fault.",
            () => Interlocked.Read(ref _failed));
    }

    /// <summary>Whether anybody listens.</summary>
    public bool IsHeard => _commit.Enabled;

    /// <summary>Shows how many submissions wait, and whether the side takes writes at all.</summary>
    internal void Watch(Func<int> waiting, Func<bool> isReadOnly)
    {
        Gauge("jingan.log.queue.length", "{submission}", "Writes that wait for their transaction.",
            () => One(waiting()));
        Gauge("jingan.log.read_only", "1", "1 while the side takes no writes because something is in doubt.",
            () => One(isReadOnly() ? 1 : 0));
    }

    /// <summary>A figure of the side's log that is asked for when somebody collects.</summary>
    internal void Gauge<T>(string name, string unit, string meaning, Func<IEnumerable<Measurement<T>>> values)
        where T : struct => _meter.CreateObservableGauge(name, values, unit, meaning);

    /// <summary>A measurement of this side.</summary>
    internal Measurement<T> Of<T>(T value, params IEnumerable<KeyValuePair<string, object?>> more)
        where T : struct => new(value, [_side, .. more]);

    /// <summary>The one measurement that there is.</summary>
    internal IEnumerable<Measurement<T>> One<T>(T value)
        where T : struct => [Of(value)];

    internal void TurnedAway() => Interlocked.Increment(ref _turnedAway);

    internal void Failed() => Interlocked.Increment(ref _failed);

    internal long Now() => _clock.GetTimestamp();

    /// <summary>A write's turn has come.</summary>
    /// <returns>How long it has waited.</returns>
    internal TimeSpan Begin(long queuedAt)
    {
        var waited = _clock.GetElapsedTime(queuedAt);
        _wait.Record(waited.TotalSeconds, _side);
        return waited;
    }

    /// <summary>A transaction is over.</summary>
    internal void End(long begunAt, int units)
    {
        if (_commit.Enabled || _batch.Enabled)
        {
            _commit.Record(_clock.GetElapsedTime(begunAt).TotalSeconds, _side);
            _batch.Record(units, _side);
        }
    }

    public void Dispose() => _meter.Dispose();

    // From nought on, so that the first one is a rise.
    private void Count(string name, string unit, string meaning, Func<long> value) =>
        _meter.CreateObservableCounter(name, () => Of(value()), unit, meaning);
}
