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
    private long _flushed;

    private KeyMark(MarkFile? mark, string key, TimeProvider clock, Exception? fault)
    {
        (_mark, _key, _clock, Fault, _flushed) = (mark, key, clock, fault, clock.GetTimestamp());
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

    /// <summary>Moves the mark; it is on disk within a second or so while the log grows.</summary>
    public void Write(long size, byte[] root)
    {
        if (_mark is null || Fault is not null)
        {
            return;
        }

        _mark.Write(size, root);
        if (!_isOwn)
        {
            _mark.WriteAfter(_key + "\n");
            _isOwn = true;
        }
        else if (_clock.GetElapsedTime(_flushed) >= FlushEvery)
        {
            _mark.Flush();
            _flushed = _clock.GetTimestamp();
        }
    }

    public void Dispose()
    {
        if (_mark is not null && Fault is null)
        {
            _mark.Flush();
        }

        _mark?.Dispose();
    }

    private static string PathOf(string keyFile) => Path.ChangeExtension(keyFile, Extension);
}
