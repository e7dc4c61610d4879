using Jingan.TargetMgmt.Log;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>The disks that a side keeps its data on, and the room on them.</summary>
/// <param name="name">Which side.</param>
/// <param name="refusedBelow">With fewer free megabytes in any of its folders it takes no writes.</param>
/// <param name="folders">Where its data is.</param>
/// <param name="uploads">Which of these files are uploaded to.</param>
internal sealed partial class SideDisks(
    string name, long refusedBelow, IReadOnlyList<string> folders, string uploads, FreeBytes free, TimeProvider clock,
    ILogger<FreeSpace> logger)
{
    public const long Megabyte = 1024 * 1024;

    // Every write asks; a disk does not fill up in between.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<string> _folders = [.. folders.Distinct()];
    private readonly Lock _taking = new();
    private long _onTheirWay;
    private Reading? _last;

    public long RefusedBelow => refusedBelow;

    /// <summary>How much is free.</summary>
    public StorageHealth Look()
    {
        if (_last is not { } last || clock.GetElapsedTime(last.At) >= Fresh)
        {
            _last = last = new(Read(wasLow: _last?.Space.IsLow == true), clock.GetTimestamp());
        }

        return last.Space;
    }

    /// <summary>Keeps room for a file until it has come or was given up; null when there is too little beside those
    /// that are on their way.</summary>
    /// <param name="bytes">Its length, or the most that it may have.</param>
    /// <param name="left">How much there is beside those.</param>
    public IDisposable? Take(long bytes, out long left)
    {
        lock (_taking)
        {
            // Each counts whole until its end: what has come of it by then is counted twice, on the safe side.
            left = (BytesIn(uploads) ?? long.MaxValue) - _onTheirWay;
            if (left - bytes < refusedBelow * Megabyte)
            {
                return null;
            }

            _onTheirWay += bytes;
        }

        return new Room(this, bytes);
    }

    // Each by itself: one that cannot be asked says nothing of the others.
    private StorageHealth Read(bool wasLow)
    {
        var known = _folders.Select(f => (Folder: f, Free: BytesIn(f) / Megabyte))
            .Where(f => f.Free is not null).ToList();
        var low = known.Where(f => f.Free < refusedBelow).Select(f => f.Folder).ToList();
        var least = known.Min(f => f.Free);
        if (low.Count > 0 && !wasLow)
        {
            Log.Low(logger, name, least, refusedBelow, string.Join(", ", low));
        }

        return new(name, least, refusedBelow, low.Count > 0);
    }

    // What cannot be asked refuses nothing: a write that fails says why.
    private long? BytesIn(string folder)
    {
        try
        {
            return free(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Log.Unknown(logger, name, folder, fault.Message);
            return null;
        }
    }

    private sealed record Reading(StorageHealth Space, long At);

    private sealed class Room(SideDisks disks, long bytes) : IDisposable
    {
        public void Dispose()
        {
            lock (disks._taking)
            {
                disks._onTheirWay -= bytes;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3411, LogLevel.Error,
            "{Free} MB are free for the {Side} side, fewer than {Bound} MB: it takes no writes until there is room in "
            + "{Path}.")]
        public static partial void Low(ILogger logger, string side, long? free, long bound, string path);

        [LoggerMessage(3412, LogLevel.Warning,
            "How much is free for the {Side} side in {Path} cannot be found out. {Fault}")]
        public static partial void Unknown(ILogger logger, string side, string path, string fault);
    }
}
