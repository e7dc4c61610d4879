using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Store;

/// <summary>How a witness stands.</summary>
/// <param name="Name">Name of its key.</param>
/// <param name="CosignedSize">Size of the newest checkpoint with a line of its; null when there is none.</param>
/// <param name="CosignedAt">When it cosigned that one, by its own clock.</param>
/// <param name="Fault">Why the last request to it was in vain; null when it was not,
/// or when nothing is sent to it.</param>
public sealed record WitnessState(string Name, long? CosignedSize, string? CosignedAt, Text? Fault);

/// <summary>How a side's witnesses stand, kept in memory: health checks and receipts show it,
/// and must not search the history for it.</summary>
/// <param name="witnesses">The configured witnesses' keys.</param>
public sealed class WitnessStates(IReadOnlyList<VerifierKey> witnesses)
{
    // A witness's clock may say anything up to 2^63-1 (C2SP tlog-cosignature); instants end with the year 9999.
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    private readonly Lock _lock = new();
    private readonly Dictionary<string, WitnessState> _byKey = witnesses.ToDictionary(
        w => w.ToString(), w => new WitnessState(w.Name, null, null, null));
    private long? _witnessedSize;

    /// <summary>All of them, in the order of the configuration.</summary>
    public IReadOnlyList<WitnessState> All
    {
        get
        {
            lock (_lock)
            {
                return [.. witnesses.Select(w => _byKey[w.ToString()])];
            }
        }
    }

    /// <summary>Size of the newest checkpoint that this process knows the quorum to have cosigned; null when there is
    /// none, or when no quorum is asked for.</summary>
    public long? WitnessedSize
    {
        get
        {
            lock (_lock)
            {
                return _witnessedSize;
            }
        }
    }

    internal WitnessState Of(VerifierKey witness)
    {
        lock (_lock)
        {
            return _byKey[witness.ToString()];
        }
    }

    /// <summary>A line of the witness is stored; lines of older checkpoints change nothing.</summary>
    internal void MarkCosigned(VerifierKey witness, long size, long unixSeconds)
    {
        lock (_lock)
        {
            var standing = _byKey[witness.ToString()];
            if (standing.CosignedSize is null || size > standing.CosignedSize)
            {
                var at = UtcText.Format(DateTimeOffset.FromUnixTimeSeconds(Math.Min(unixSeconds, LastSecond)));
                _byKey[witness.ToString()] = standing with { CosignedSize = size, CosignedAt = at };
            }
        }
    }

    /// <summary>The quorum has cosigned the checkpoint of that size.</summary>
    internal void MarkWitnessed(long size)
    {
        lock (_lock)
        {
            _witnessedSize = Math.Max(_witnessedSize ?? size, size);
        }
    }

    /// <summary>What came of the last request; null: it was answered as it should be.</summary>
    internal void MarkFault(VerifierKey witness, Text? fault)
    {
        lock (_lock)
        {
            _byKey[witness.ToString()] = _byKey[witness.ToString()] with { Fault = fault };
        }
    }
}
