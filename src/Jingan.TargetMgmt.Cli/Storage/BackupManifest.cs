using System.Text.Json;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary>What a backup holds, as it stood when it was verified.</summary>
/// <param name="V">Version of this form.</param>
/// <param name="At">When it was begun.</param>
/// <param name="Logs">How far each side's log had got.</param>
/// <param name="Files">Every file beside this one.</param>
/// <param name="Evidence">The files of the evidence folder, which all backups of a folder share.</param>
internal sealed record BackupManifest(
    int V, string At, IReadOnlyList<BackedUpLog> Logs, IReadOnlyList<BackedUpFile> Files,
    IReadOnlyList<BackedUpFile> Evidence)
{
    public const string FileName = "manifest.json";
    public const string EvidenceFolder = "evidence";
    public const string KeyFolder = "keys";

    private static readonly Text Kind = new("备份清单", "backup's manifest");

    /// <exception cref="ClientException">There is none, or it cannot be read.</exception>
    public static BackupManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var bytes = InputFile.ReadBytes(path, Kind);
        try
        {
            var read = JsonSerializer.Deserialize<BackupManifest>(bytes, WireJson.Options);
            return read is { V: 1, Logs.Count: > 0, Files: not null, Evidence: not null }
                && read.Files.Concat(read.Evidence).All(f => f.StaysInside)
                && read.Logs.All(l => read.Files.Any(f => f.Path == l.Database))
                ? read
                : throw new JsonException("v");
        }
        catch (JsonException bad)
        {
            throw ClientException.Damaged(new(
                $"{path} 不是本工具写的备份清单：{JsonSlip.Of(bad).Zh}",
                $"{path} is no manifest that this tool wrote: {JsonSlip.Of(bad).En}"));
        }
    }

    public void Write(string folder) => DurableFile.Replace(
        Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Options));
}

/// <summary>A side's log at the moment of the backup.</summary>
/// <param name="Key">The verifier key that its checkpoint was verified with.</param>
/// <param name="Root">Base64, as in the checkpoint.</param>
/// <param name="Checkpoint">The signed note.</param>
internal sealed record BackedUpLog(string Side, string Origin, string Key, long Size, byte[] Root, string Checkpoint)
{
    /// <summary>The side's database in the backup.</summary>
    public string Database => Side + ".db";
}

/// <summary>A file by its place and content.</summary>
/// <param name="Path">Below the folder, with forward slashes.</param>
internal sealed record BackedUpFile(string Path, long Bytes, string Sha256)
{
    /// <summary>Whether the place is below the folder: a manifest may be somebody else's.</summary>
    internal bool StaysInside => Path.Split('/').All(p => p.Length > 0 && p != "." && p != ".." && !p.Contains('\\')
        && !System.IO.Path.IsPathRooted(p));
}
