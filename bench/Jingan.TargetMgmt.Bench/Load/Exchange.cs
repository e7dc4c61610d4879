namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>What one connection sends, and what it makes of the answers. Used by one request at a time.</summary>
internal abstract class Exchange
{
    /// <summary>The status that counts as acknowledged; every other one is counted apart.</summary>
    public abstract int Expected { get; }

    /// <summary>Bytes of the longest answer, its header included: a full tile many times over.</summary>
    public virtual int LongestAnswer => 64 * 1024;

    /// <summary>The next request's bytes, valid until the next call.</summary>
    public abstract ReadOnlyMemory<byte> Next();

    public virtual void Answered(int status, ReadOnlySpan<byte> body)
    {
    }
}
