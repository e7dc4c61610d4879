using System.Threading.Channels;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Jingan.TargetMgmt.Bench.Floor;

/// <summary>One thread that writes what is waiting, up to 256 at once,
/// in one durable transaction with one Ed25519 signature (RFC 8032).</summary>
internal sealed class FloorWriter : IDisposable
{
    private const int LargestBatch = 256;

    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });
    private readonly FloorDatabase _database;
    private readonly byte[] _key = new byte[Ed25519.SecretKeySize]; // a signature costs the same with every key
    private readonly Thread _thread;

    public FloorWriter(string file)
    {
        _database = new(file);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Returns the entry's index when it is on disk.</summary>
    public Task<long> WriteAsync(string target, byte[] entry, byte[] leafHash)
    {
        var waiting = new Waiting(target, entry, leafHash, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiting.Writer.TryWrite(waiting);
        return waiting.Written.Task;
    }

    public void Dispose()
    {
        _waiting.Writer.Complete();
        _thread.Join();
        _database.Dispose();
    }

    private void Run()
    {
        var batch = new List<Waiting>(LargestBatch);
        var signature = new byte[Ed25519.SignatureSize];
        for (var size = 0L; ReadBatch(batch); size += batch.Count)
        {
            _database.Begin();
            for (var i = 0; i < batch.Count; i++)
            {
                _database.Add(size + i, batch[i].Target, batch[i].Entry, batch[i].LeafHash);
            }

            Ed25519.Sign(_key, 0, batch[^1].LeafHash, 0, batch[^1].LeafHash.Length, signature, 0);
            _database.Commit();
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Written.SetResult(size + i);
            }
        }
    }

    private bool ReadBatch(List<Waiting> batch)
    {
        batch.Clear();
        var reader = _waiting.Reader;
        while (batch.Count < LargestBatch && reader.TryRead(out var next))
        {
            batch.Add(next);
        }

        return batch.Count > 0 || (reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult() && ReadBatch(batch));
    }

    private sealed record Waiting(string Target, byte[] Entry, byte[] LeafHash, TaskCompletionSource<long> Written);
}
