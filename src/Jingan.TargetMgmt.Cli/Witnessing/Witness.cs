using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Witnessing;

/// <summary>Cosigns checkpoints of the logs it was told of,
/// never two that contradict each other (C2SP tlog-witness).</summary>
internal sealed class Witness : IDisposable
{
    /// <summary>The longest request that is read: 63 hashes and a checkpoint with many lines.</summary>
    public const int MaxBody = 64 * 1024;

    private readonly FileStream _held;
    private readonly Dictionary<string, WitnessedLog> _byOrigin;

    /// <summary>Takes up what was cosigned before.</summary>
    /// <param name="signer">The witness's key.</param>
    /// <param name="logs">Keys of the logs; those of one name are of one log.</param>
    /// <param name="folder">Where the newest checkpoint of each log is kept; no other process may use it.</param>
    /// <param name="clock">The time of the cosignatures.</param>
    /// <exception cref="ClientException">The folder is in use, or holds what cannot be read.</exception>
    public Witness(CosignatureSigner signer, IEnumerable<VerifierKey> logs, string folder, TimeProvider clock)
    {
        VerifierKey = signer.VerifierKey;
        _held = Hold(folder);

        try
        {
            _byOrigin = logs.GroupBy(key => key.Name)
                .ToDictionary(log => log.Key, log => new WitnessedLog(log.Key, [.. log], signer, folder, clock));
        }
        catch
        {
            _held.Dispose();
            throw;
        }
    }

    public VerifierKey VerifierKey { get; }

    /// <summary>Answers an add-checkpoint request; a 200 is stored by then.</summary>
    public WitnessAnswer Add(ReadOnlyMemory<byte> body) =>
        !AddCheckpointRequest.TryParse(body, out var request, out var fault)
        || !SignedNote.TryParse(request.Checkpoint, out var note, out fault)
            || !Checkpoint.TryParse(note.Text.Span, out var checkpoint, out fault) ? WitnessAnswer.Refused(400, fault)
        : !_byOrigin.TryGetValue(checkpoint.Origin, out var log)
            ? WitnessAnswer.Refused(404, "This witness does not know the log.")
        : log.Add(request, note, checkpoint);

    /// <summary>The newest cosigned checkpoint of the log with that hash of its origin;
    /// null when there is none.</summary>
    public byte[]? Newest(string originHash) => _byOrigin.Values.FirstOrDefault(log => log.Hash == originHash)?.Note;

    public void Dispose() => _held.Dispose();

    // Two processes on one folder would each compare with what it remembers itself.
    private static FileStream Hold(string folder)
    {
        var held = Path.Combine(folder, "lock");
        return OutputFile.Write(held, () =>
        {
            try
            {
                return new FileStream(held, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException fault) when (FileFault.IsInUse(fault))
            {
                throw ClientException.Impossible(new(
                    $"{folder} 正由另一个见证进程使用。", $"{folder} is in use by another witness."));
            }
        });
    }
}
