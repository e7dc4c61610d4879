using System.Text;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Store;

/// <summary>A log's name and the keys it signs its checkpoints with.</summary>
/// <param name="Origin">Name of the log and of its keys.</param>
/// <param name="Signer">Ed25519: what C2SP readers verify.</param>
/// <param name="Sm2Signer">SM2 with SM3 国密, beside it; readers that do not know it pass over its line.</param>
public sealed record LogIdentity(string Origin, NoteSigner Signer, NoteSigner? Sm2Signer)
{
    /// <summary>What a client pins.</summary>
    public VerifierKey VerifierKey => Signer.VerifierKey;

    /// <summary>The name and the key, as a change-over logs them.</summary>
    internal LogName Name => new(Origin, VerifierKey.ToString());

    /// <summary>A checkpoint as it will be published, byte for byte.</summary>
    public byte[] SignCheckpoint(long size, byte[] root)
    {
        var text = new Checkpoint(Origin, size, root, []).ToText();
        var note = SignedNote.Create(text, Signer.Sign(text));
        return (Sm2Signer is null ? note : note.With(Sm2Signer.Sign(text))).ToBytes();
    }

    /// <summary>Whether the note is this log's checkpoint of that size and root; the fault says why not.</summary>
    public bool Recognises(ReadOnlyMemory<byte> bytes, long size, byte[] root, out string fault)
    {
        fault = FaultOf(bytes, size, root, [VerifierKey]) ?? "";
        return fault.Length == 0;
    }

    /// <summary>Why the note is not a checkpoint of that size and root by one of the keys; null when it is.</summary>
    /// <param name="keys">The log's keys: one, or with those from before a change-over.</param>
    internal static string? FaultOf(ReadOnlyMemory<byte> bytes, long size, byte[] root, IReadOnlyList<VerifierKey> keys)
    {
        if (!SignedNote.TryParse(bytes, out var note, out var fault)
            || !Checkpoint.TryParse(note.Text.Span, out var checkpoint, out fault))
        {
            return fault;
        }

        VerifierKey[] own = [.. keys.Where(k => k.Name == checkpoint.Origin)];
        return own.Length == 0
            ? $"it is a checkpoint of {checkpoint.Origin}, this log "
                + $"is {string.Join(", ", keys.Select(k => k.Name).Distinct())}"
            : note.Verify(own) is { Accepted: false } bad ? $"{bad.Fault} (key {string.Join<VerifierKey>(", ", own)})"
            : checkpoint.Size != size
                || !checkpoint.Root.AsSpan().SequenceEqual(root) ? "its size and root are not those of its row"
            : null;
    }

    /// <summary>Reads the key files; makes the log's key when there is none and that is allowed. Where it is not, the
    /// files may name no other log.</summary>
    /// <exception cref="InvalidDataException">A key is missing or is not of the right kind;
    /// the message says what to do.</exception>
    public static LogIdentity Load(LogOptions options, bool mayCreate)
    {
        if (mayCreate && !File.Exists(options.KeyFile))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.KeyFile))!);
            OwnerOnlyFile.TryCreate(
                options.KeyFile, Encoding.UTF8.GetBytes(LogKeyFile.ToText(NoteSigner.NewEd25519(options.Origin))));
        }

        var setting = mayCreate ? null : $"{options.Section}:Origin";
        return new(
            options.Origin, Read(options.Origin, options.KeyFile, NoteAlgorithm.Ed25519, setting),
            options.Sm2KeyFile.Length == 0
                ? null
                : Read(options.Origin, options.Sm2KeyFile, NoteAlgorithm.Unassigned, setting));
    }

    /// <summary>The identity before a change-over; null when none is configured.</summary>
    public static LogIdentity? LoadPrevious(LogOptions options)
    {
        var origin = options.PreviousOrigin.Length > 0 ? options.PreviousOrigin : options.Origin;
        return options.PreviousKeyFile.Length == 0
            ? null
            : new(origin, Read(origin, options.PreviousKeyFile, NoteAlgorithm.Ed25519,
                $"{options.Section}:{(options.PreviousOrigin.Length > 0 ? "PreviousOrigin" : "Origin")}"), null);
    }

    /// <param name="setting">Where the origin is configured, which the file has to agree with; null: what it names is
    /// not asked.</param>
    private static NoteSigner Read(string origin, string file, byte algorithm, string? setting)
    {
        if (!File.Exists(file))
        {
            throw new InvalidDataException(
                $"{file}: 缺少日志签名密钥，请用 jtm key log 生成或挂载 / the log's signing key is missing; make one with jtm key "
                    + "log, or mount it.");
        }

        RefuseOthersAccess(file);
        try
        {
            var text = File.ReadAllText(file);
            var signer = NoteSigner.FromPem(origin, text);
            if (setting is not null && LogKeyFile.FaultOf(text, signer.VerifierKey, setting) is { } other)
            {
                throw new InvalidDataException($"{file}: {other.Zh} / {other.En}");
            }

            return signer.VerifierKey.Algorithm == algorithm
                ? signer
                : throw new FormatException(algorithm == NoteAlgorithm.Ed25519
                    ? "an Ed25519 key is expected"
                    : "an SM2 key is expected");
        }
        catch (FormatException fault)
        {
            throw new InvalidDataException($"{file}: {fault.Message}", fault);
        }
    }

    // A key that others of the machine can read is not this log's alone.
    private static void RefuseOthersAccess(string file)
    {
        const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
        {
            throw new InvalidDataException($"{file}: 其他用户可读写，请 chmod 600 / others may read or write it; chmod 600.");
        }
    }
}
