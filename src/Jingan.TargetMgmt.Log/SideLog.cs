using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Log.Measuring;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Sql;
using Jingan.TransparencyLog;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Log;

/// <summary>One side's database with the log in it: its writes, and whether anything is in doubt. Each side derives its
/// own internal type, so that no other side can ask for it.</summary>
/// <param name="options">Engine and connection string.</param>
/// <param name="logOptions">The log's name, keys and witnesses.</param>
/// <param name="side"><c>government</c> or <c>evaluation</c>: the folder under db/ and the log's name.</param>
/// <param name="rows">What the side's rows follow from.</param>
/// <param name="clock">The time that commits are stamped with.</param>
/// <param name="loggers">Where doubts are reported.</param>
public abstract class SideLog(
    DatabaseOptions options, LogOptions logOptions, string side, RowMap rows, TimeProvider clock,
    ILoggerFactory loggers)
    : SqlDatabase(options, side, loggers)
{
    private CommitQueue? _queue;
    private LogMarks? _marks;
    private LogIdentity? _identity;
    private LogReading? _reading;
    private LeafIndex? _leafIndex;

    public TimeProvider Clock { get; } = clock;

    public LogOptions LogOptions { get; } = logOptions;

    /// <summary>The newest checkpoint, and whether the side is read-only.</summary>
    public LogStatus Log { get; } = new(side, loggers.CreateLogger<LogStatus>());

    /// <summary>What is measured of its writes.</summary>
    internal LogMeter Meter { get; } = new(side, clock);

    /// <summary>What the side's rows follow from.</summary>
    public RowMap Rows { get; } = rows;

    /// <summary>Tiles, entries, checkpoints and proofs.</summary>
    /// <exception cref="InvalidOperationException">Before the start.</exception>
    public LogReading Reading => _reading ?? throw NotStarted();

    /// <summary>Entries by leaf hash.</summary>
    /// <exception cref="InvalidOperationException">Before the start.</exception>
    public LeafIndex LeafIndex => _leafIndex ?? throw NotStarted();

    /// <summary>The keys of the configured witnesses.</summary>
    public IReadOnlyList<VerifierKey> Witnesses { get; private set; } = [];

    /// <summary>How far each of them has got.</summary>
    public WitnessStates WitnessStates { get; private set; } = new([]);

    /// <summary>The log's name and keys.</summary>
    /// <exception cref="InvalidOperationException">Before the start.</exception>
    public LogIdentity Identity => _identity ?? throw NotStarted();

    /// <summary>The one door for writes.</summary>
    /// <exception cref="InvalidOperationException">Before the start.</exception>
    public CommitQueue Queue => _queue ?? throw NotStarted();

    /// <summary>How far the log had got, outside the database.</summary>
    internal LogMarks Marks => _marks ?? throw NotStarted();

    /// <summary>When the schema and the files were looked at last; 0 before.</summary>
    internal long LastLook { get; set; }

    /// <summary>Takes the log's keys, and makes the reads of the log possible.</summary>
    internal void Take(LogIdentity identity)
    {
        _identity = identity;
        Witnesses = WitnessOptions.ReadKeys(LogOptions);
        WitnessStates = new(Witnesses);
        _reading = new(this, Log, Clock, Witnesses);
        _leafIndex = new(this, _reading);
    }

    /// <summary>Opens the marks, or makes them; a start that has failed by then leaves none.</summary>
    internal void OpenMarks()
    {
        _marks = new(new(LogOptions.HighWaterFile), KeyMark.Open(LogOptions.KeyFile, Identity.VerifierKey, Clock));
        if (_marks.Key.Fault is { } fault)
        {
            Log.KeyMarkMissing(fault);
        }
    }

    /// <summary>Opens the door for writes.</summary>
    internal void Open(CommitQueue queue) => _queue = queue;

    protected override void Doubt(DoubtException doubt) => Log.Raise(doubt.Reason);

    protected override void Dispose(bool disposing)
    {
        _queue?.Dispose();
        _queue = null;
        base.Dispose(disposing);
        _reading?.Dispose();
        _leafIndex?.Dispose();
        Meter.Dispose();
    }

    private InvalidOperationException NotStarted() => new($"The {Side} database has not been started.");
}
