using System.ComponentModel.DataAnnotations;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Store;

/// <summary>Section <c>{Side}:Log</c>: what a side's transparency log is called, what it signs with,
/// and who witnesses it.</summary>
public sealed class LogOptions
{
    /// <summary>The log's name in its checkpoints and keys (C2SP tlog-checkpoint): a URL without schema.
    /// Fixed for the life of a log.</summary>
    [RegularExpression(@"[^\s+]+", ErrorMessage = "Log:Origin must not contain spaces or '+'.")]
    public string Origin { get; set; } = "";

    /// <summary>PEM file with the log's Ed25519 key (PKCS #8). Empty:
    /// <c>keys/{side}-log.pem</c> in the storage directory.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>PEM file with an SM2 key for a second signature line on every checkpoint; empty: none.</summary>
    public string Sm2KeyFile { get; set; } = "";

    /// <summary>When the log changes over to a new origin and key: the name it had.</summary>
    public string PreviousOrigin { get; set; } = "";

    /// <summary>When the log changes over to a new origin and key: the key it had;
    /// needed for the one start that changes over.</summary>
    public string PreviousKeyFile { get; set; } = "";

    /// <summary>How far the log had got, kept outside the database. Empty:
    /// <c>{side}.high-water</c> in the storage directory.</summary>
    public string HighWaterFile { get; set; } = "";

    /// <summary>Recompute the whole tree at start instead of what came after the last full tile that was
    /// verified.</summary>
    public bool VerifyAll { get; set; }

    /// <summary>How often the digest of the engine's own ledger goes into the log,
    /// where the engine has one (SQL Server 2022 and later); zero: never.</summary>
    public TimeSpan LedgerDigestEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Who cosigns the checkpoints.</summary>
    public IReadOnlyList<WitnessOptions> Witnesses { get; set; } = [];

    /// <summary>How many of the witnesses make a checkpoint count as witnessed.</summary>
    public int Quorum { get; set; }

    /// <summary>Where the section stands in the configuration, for whoever is told about it.</summary>
    internal string Section { get; private set; } = "Log";

    /// <summary>The section as it stands when nothing is configured.</summary>
    /// <param name="namesItself">Whether a log without a name gets one: in Development only. A real log's name is its
    /// operator's, and stays for its life.</param>
    public LogOptions WithDefaults(string side, string directory, bool namesItself = true)
    {
        Section = $"{char.ToUpperInvariant(side[0])}{side[1..]}:Log";
        Origin = Origin.Length > 0 || !namesItself ? Origin : $"targetmgmt.localhost/{side}";
        KeyFile = KeyFile.Length > 0 ? KeyFile : Path.Combine(directory, "keys", $"{side}-log.pem");
        HighWaterFile = HighWaterFile.Length > 0 ? HighWaterFile : Path.Combine(directory, $"{side}.high-water");
        return this;
    }
}

/// <summary>A witness: its key pins who it is, its URL is where checkpoints are sent.
/// An air-gapped witness has no URL.</summary>
public sealed class WitnessOptions
{
    /// <summary>C2SP signed-note verifier key, <c>name+id+key</c>, of a cosigner (type 0x04).</summary>
    [Required]
    public string VerifierKey { get; set; } = "";

    /// <summary>Submission and monitoring prefix (C2SP tlog-witness): <c>{Url}/add-checkpoint</c> and <c>{Url}/{hex
    /// SHA-256 of the origin}/checkpoint</c>. Empty: cosignatures are carried by hand.</summary>
    public string Url { get; set; } = "";

    /// <exception cref="InvalidDataException">A key cannot be read, or the quorum cannot be reached.</exception>
    internal static IReadOnlyList<VerifierKey> ReadKeys(LogOptions options)
    {
        List<VerifierKey> keys = [];
        foreach (var witness in options.Witnesses)
        {
            if (!Jingan.TransparencyLog.VerifierKey.TryParse(witness.VerifierKey, out var key, out var fault))
            {
                throw new InvalidDataException($"Log:Witnesses: {fault}");
            }

            keys.Add(key.Algorithm == NoteAlgorithm.CosignatureV1
                ? key
                : throw new InvalidDataException(
                    $"Log:Witnesses: {key.Name} 不是见证密钥（类型 0x04） / is no cosigner's key (type 0x04)."));
        }

        return options.Quorum <= keys.Count
            ? keys
            : throw new InvalidDataException(
                $"Log:Quorum 为 {options.Quorum}，只配置了 {keys.Count} 个见证方 / is "
                    + $"{options.Quorum} of {keys.Count} witnesses.");
    }
}
