using System.Security.Cryptography;
using System.Text;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Witnessing;

/// <summary>One log as its witness knows it: the keys it signs with,
/// and the newest checkpoint that was cosigned.</summary>
internal sealed class WitnessedLog
{
    private const string FileName = "checkpoint";

    private readonly Lock _lock = new();
    private readonly string _file;
    private readonly IReadOnlyList<VerifierKey> _keys;
    private readonly CosignatureSigner _signer;
    private readonly TimeProvider _clock;
    private Checkpoint? _latest;
    private volatile byte[]? _note;

    /// <exception cref="ClientException">What was cosigned before cannot be read:
    /// signing on without it could sign a fork.</exception>
    public WitnessedLog(
        string origin, IReadOnlyList<VerifierKey> keys, CosignatureSigner signer, string folder, TimeProvider clock)
    {
        (_keys, _signer, _clock) = (keys, signer, clock);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));
        _file = Path.Combine(folder, Hash, FileName);
        if (Path.Exists(_file))
        {
            (_note, _latest) = Read(origin);
        }
    }

    /// <summary>SHA-256 of the origin, under which the log's checkpoint is published (C2SP tlog-witness).</summary>
    public string Hash { get; }

    /// <summary>The newest cosigned checkpoint with the log's and this witness's lines;
    /// null before the first.</summary>
    public byte[]? Note => _note;

    /// <summary>Decides in the order of C2SP tlog-witness; comparing,
    /// storing and signing are one step that nothing comes between.</summary>
    public WitnessAnswer Add(AddCheckpointRequest request, SignedNote note, Checkpoint checkpoint)
    {
        var byLog = note.Verify(_keys);
        if (!byLog.Accepted)
        {
            return WitnessAnswer.Refused(403, byLog.Fault!);
        }

        if (request.OldSize > checkpoint.Size)
        {
            return WitnessAnswer.Refused(
                400, $"The old size {request.OldSize} is larger than the checkpoint's, {checkpoint.Size}.");
        }

        lock (_lock)
        {
            var (size, root) = _latest is null ? (0, MerkleTree.EmptyRoot) : (_latest.Size, _latest.Root);
            if (request.OldSize != size)
            {
                return WitnessAnswer.Conflict(size);
            }

            // Of equal sizes the roots have to be equal; from size 0 any tree may follow, with an empty proof.
            if (!MerkleProof.VerifyConsistency(size, checkpoint.Size, root, checkpoint.Root, request.Proof))
            {
                return WitnessAnswer.Refused(
                    422, $"The proof does not lead from the tree of {size} entries to that of {checkpoint.Size}.");
            }

            var line = Cosignature.Sign(_signer, _clock.GetUtcNow().ToUnixTimeSeconds(), note.Text.Span);
            Store(checkpoint, Signed(note, [.. byLog.Verified.Select(v => v.Signature), line]));
            return WitnessAnswer.Cosigned(line);
        }
    }

    // "The witness MUST persist the new checkpoint before responding":
    // else a crash could make it sign another one of the same size.
    private void Store(Checkpoint checkpoint, byte[] note)
    {
        DurableFile.Replace(_file, note);
        (_latest, _note) = (checkpoint, note);
    }

    // Lines of keys that are not known here are not passed on.
    private static byte[] Signed(SignedNote note, NoteSignature[] lines) =>
        lines.Skip(1).Aggregate(SignedNote.Create(note.Text.Span, lines[0]), (all, line) => all.With(line)).ToBytes();

    private (byte[] Note, Checkpoint Latest) Read(string origin)
    {
        var bytes = InputFile.ReadBytes(_file);
        if (!SignedNote.TryParse(bytes, out var note, out var fault)
            || !Checkpoint.TryParse(note.Text.Span, out var checkpoint, out fault))
        {
            throw Broken(fault);
        }

        return checkpoint.Origin != origin ? throw Broken($"it is a checkpoint of {checkpoint.Origin}")
            : note.Verify([.. _keys, _signer.VerifierKey]) is { Accepted: false } unknown ? throw Broken(unknown.Fault!)
            : (bytes, checkpoint);
    }

    private ClientException Broken(string why) => ClientException.Impossible(new(
        $"{_file} 不是已见证的检查点（{why}）；未启动：没有它，可能为分叉签名。",
        $"{_file} is not the checkpoint cosigned last ({why}); not started: without it a fork might be signed."));
}
