using Jingan.TargetMgmt.Contracts;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Log.Store;

/// <summary>A checkpoint as it was published.</summary>
/// <param name="Size">Number of entries it covers.</param>
/// <param name="Root">Root of the tree, 32 bytes.</param>
/// <param name="Note">The signed note, without witnesses' lines.</param>
public sealed record PublishedCheckpoint(long Size, byte[] Root, byte[] Note);

/// <summary>What the process knows of its side's log: the newest checkpoint it has published,
/// and whether anything is in doubt.</summary>
public sealed partial class LogStatus(string side, ILogger<LogStatus> logger)
{
    private volatile PublishedCheckpoint? _newest;
    private Reason? _doubt;
    private Round? _checked;
    private TaskCompletionSource _suspected = New();
    private TaskCompletionSource _moved = New();
    private readonly TaskCompletionSource _firstRound = New();
    private long _revision;

    /// <summary>The newest checkpoint that was published; null before the start-up check is over,
    /// and when it found nothing that could be trusted.</summary>
    public PublishedCheckpoint? Newest => _newest;

    /// <summary>Why the side is read-only; null when it is not. Only a restart, after people have looked,
    /// takes it away.</summary>
    public Text? Doubt => Volatile.Read(ref _doubt)?.Text;

    /// <summary>How large the log was when everything that is stored was looked at last, and when that was;
    /// null before the first round is over.</summary>
    public (long Size, DateTimeOffset At)? Checked =>
        Volatile.Read(ref _checked) is { } done ? (done.Size, done.At) : null;

    /// <summary>Ends when everything that is stored was looked at for the first time, or something is in doubt.
    /// </summary>
    public Task FirstRound => _firstRound.Task;

    /// <summary>The time in the log.</summary>
    public LogClock Clock { get; } = new();

    /// <summary>Why the last write failed, when the storage refused it and none has succeeded since;
    /// null otherwise.</summary>
    internal Exception? WriteFault { get; set; }

    /// <summary>Ends when something gives reason to look at everything that is stored, before its turn.</summary>
    internal Task Suspected => Volatile.Read(ref _suspected).Task;

    internal void Suspect() => Volatile.Read(ref _suspected).TrySetResult();

    internal void StopSuspecting() => Volatile.Write(ref _suspected, New());

    internal void ForgetWriteFault() => WriteFault = null;

    /// <summary>Ends when a newer checkpoint than the present one is published.</summary>
    public Task Moved => Volatile.Read(ref _moved).Task;

    /// <summary>Changes with every checkpoint and every cosignature that this process stores.</summary>
    public long Revision => Interlocked.Read(ref _revision);

    internal void Publish(PublishedCheckpoint checkpoint)
    {
        _newest = checkpoint;
        Touch();
        Interlocked.Exchange(ref _moved, New()).SetResult();
    }

    internal void MarkChecked(long size, DateTimeOffset at)
    {
        Volatile.Write(ref _checked, new(size, at));
        _firstRound.TrySetResult();
    }

    internal void Touch() => Interlocked.Increment(ref _revision);

    /// <summary>Makes the side read-only. The first reason stays: later ones follow from it.</summary>
    public void Raise(Text reason)
    {
        if (Interlocked.CompareExchange(ref _doubt, new(reason), null) is null)
        {
            Log.InDoubt(logger, side, reason.Zh, reason.En);
        }

        _firstRound.TrySetResult();
    }

    internal void MarkFailed(Exception failure) => Log.MarkFailed(logger, failure, side);

    internal void KeyMarkMissing(Exception fault) => Log.KeyMarkMissing(logger, fault, side);

    private sealed record Reason(Text Text);

    private sealed record Round(long Size, DateTimeOffset At);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static partial class Log
    {
        [LoggerMessage(3201, LogLevel.Critical,
            "The {Side} log is in doubt and takes no more writes: {Zh} / {En}. Nothing was signed over it; see "
            + "docs/operations.md.")]
        public static partial void InDoubt(ILogger logger, string side, string zh, string en);

        [LoggerMessage(3202, LogLevel.Error, "The high-water mark of the {Side} log could not be written.")]
        public static partial void MarkFailed(ILogger logger, Exception failure, string side);

        [LoggerMessage(3203, LogLevel.Warning,
            "The mark beside the key of the {Side} log cannot be kept: its folder is not writable. A database that "
            + "was put back together with its high-water file is then found by witnesses only.")]
        public static partial void KeyMarkMissing(ILogger logger, Exception failure, string side);
    }
}
