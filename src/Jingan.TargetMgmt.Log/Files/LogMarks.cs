namespace Jingan.TargetMgmt.Log.Files;

/// <summary>The two marks of a log outside its database: one beside the data, one beside the key. Each is there when
/// the other is lost or put back.</summary>
internal sealed class LogMarks(HighWaterFile highWater, KeyMark key) : IDisposable
{
    public HighWaterFile HighWater => highWater;

    public KeyMark Key => key;

    /// <summary>Moves both.</summary>
    public void Write(long size, byte[] root)
    {
        highWater.Write(size, root);
        key.Write(size, root);
    }

    /// <summary>The one beside the data is on disk when this returns; the one beside the key, a second ago at most.
    /// </summary>
    public void Flush()
    {
        highWater.Flush();
        key.FlushWhenDue();
    }

    /// <summary>Both are on disk when this returns: there is time for it.</summary>
    public void Settle() => key.Flush();

    public void Dispose()
    {
        key.Dispose();
        highWater.Dispose();
    }
}
