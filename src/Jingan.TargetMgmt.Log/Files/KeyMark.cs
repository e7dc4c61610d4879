using Jingan.TargetMgmt.Sql;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Files;

/// <summary>The most that a log's key has signed, in a file beside the key: whoever takes the key to another copy of
/// the database takes this along, and a second history under the same key is not begun unawares.</summary>
/// <remarks>As in the high-water file, a line of size and root; after it the verifier key that it is about. What stands
/// there about another key says nothing about this one.</remarks>
internal sealed class KeyMark : IDisposable
{
    /// <summary>The end of its name: <c>keys/government-log.mark</c> beside <c>keys/government-log.pem</c>.</summary>
    public const string Extension = ".mark";

    private static readonly Contracts.Text Kind = new("密钥旁的标记文件", "mark beside the key,");
    private static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(1);

    private readonly MarkFile? _mark;
    private readonly string _key;
    private readonly TimeProvider _clock;
    private bool _isOwn;
    private bool _isMoved;
    private long? _flushed;

    private KeyMark(MarkFile? mark, string key, TimeProvider clock, Exception? fault)
    {
        (_mark, _key, _clock, Fault) = (mark, key, clock, fault);
        _isOwn = mark?.ReadAfter() == key + "\n";
    }

    /// <summary>Why it is not kept; null when it is.</summary>
    public Exception? Fault { get; }

    /// <summary>Opens the mark beside a key, and makes it where the key's folder can be written.</summary>
    public static KeyMark Open(string keyFile, VerifierKey key, TimeProvider clock)
    {
        var path = PathOf(keyFile);
        try
        {
            return new(new(path, Kind), key.ToString(), clock, null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(MarkFile.OpenToRead(path, Kind), key.ToString(), clock, fault);
        }
    }

    /// <summary>The mark beside a key, as it stands; null when there is none about that key.</summary>
    /// <exception cref="DoubtException">What is there is no mark.</exception>
    public static LogMark? ReadBeside(string keyFile, VerifierKey key)
    {
        using var mark = MarkFile.OpenToRead(PathOf(keyFile), Kind);
        return mark?.ReadAfter() == key + "\n" ? mark.Read() : null;
    }

    /// <summary>The mark; null when there is none about this key.</summary>
    /// <exception cref="DoubtException">What is there is no mark.</exception>
    public LogMark? Read() => _isOwn ? _mark!.Read() : null;

    /// <summary>Moves the mark for whoever reads it from now on, should this process end; <see cref="Flush"/> makes it
    /// outlast the machine.</summary>
    public void Write(long size, byte[] root)
    {
        if (_mark is null || Fault is not null)
        {
            return;
        }

        _mark.Write(size, root);
        _isMoved = true;
        if (!_isOwn)
        {
            _mark.WriteAfter(_key + "\n");
            _isOwn = true;
        }
    }

    /// <summary>Flushes it, unless that was done within the last second: the key may lie on a slow disk.</summary>
    public void FlushWhenDue()
    {
        if (_flushed is not { } at || _clock.GetElapsedTime(at) >= FlushEvery)
        {
            Flush();
        }
    }

    /// <summary>The mark is on disk when this returns.</summary>
    public void Flush()
    {
        if (_isMoved)
        {
            (_isMoved, _flushed) = (false, _clock.GetTimestamp());
            _mark!.Flush();
        }
    }

    public void Dispose()
    {
        Flush();
        _mark?.Dispose();
    }

    private static string PathOf(string keyFile) => Path.ChangeExtension(keyFile, Extension);
}
