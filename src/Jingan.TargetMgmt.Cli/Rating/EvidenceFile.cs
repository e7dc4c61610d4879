using System.Security.Cryptography;
using System.Text.Json;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Cli.Rating;

/// <summary>A piece of evidence 佐证 as an assessor writes it down: the file stays on this machine,
/// its hash is signed.</summary>
/// <param name="Kind">How it was gathered.</param>
/// <param name="Note">What it shows.</param>
/// <param name="At">The day it was gathered, or is as of.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="File">Path of the file, from where the list of evidence is.</param>
/// <param name="Sha256">Its SHA-256, where the file is elsewhere.</param>
internal sealed record WrittenEvidence(
    EvidenceKind Kind, string Note, DateOnly? At = null, string? Source = null, string? File = null,
    string? Sha256 = null)
{
    /// <exception cref="ClientException">The file cannot be read, or is not the one whose hash is given.</exception>
    public GatheredEvidence ToGathered(string folder)
    {
        if (File is null)
        {
            return new(Kind, Note, At, Source, Sha256);
        }

        var path = Path.Combine(folder, File);
        using var stream = InputFile.Open(path, new("佐证文件", "evidence file"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        return Sha256 is null || Sha256 == hash
            ? new(Kind, Note, At, Source, hash)
            : throw ClientException.Refused(new($"{path} 的 SHA-256 是 {hash}，与所写的不同；请核对文件。",
                $"{path} has the SHA-256 {hash}, another one is written; check the file."));
    }
}

/// <summary>A JSON array of <see cref="WrittenEvidence"/>.</summary>
internal static class EvidenceFile
{
    public static IReadOnlyList<GatheredEvidence> Read(string path)
    {
        try
        {
            var written = JsonSerializer.Deserialize<IReadOnlyList<WrittenEvidence>>(
                InputFile.ReadText(path), WireJson.Options) ?? throw new JsonException("null");
            return Gather(written, FolderOf(path));
        }
        catch (JsonException fault)
        {
            throw ClientException.Impossible(new(
                $"{path} 不是佐证的 JSON 数组（{JsonSlip.Of(fault).Zh}）：每项有 kind、note，可有 at、source、file 或 sha256。",
                $"{path} is no JSON array of evidence ({JsonSlip.Of(fault).En}): each has kind and note, and may "
                    + "have at, source, file or sha256."));
        }
    }

    /// <summary>Every piece with its hash.</summary>
    /// <exception cref="ClientException">Files cannot be read, or are not those whose hash is given;
    /// each is named.</exception>
    public static IReadOnlyList<GatheredEvidence> Gather(IReadOnlyList<WrittenEvidence> written, string folder)
    {
        List<GatheredEvidence> gathered = [];
        List<ClientException> failures = [];
        foreach (var piece in written)
        {
            try
            {
                gathered.Add(piece.ToGathered(folder));
            }
            catch (ClientException failure)
            {
                failures.Add(failure);
            }
        }

        return failures switch
        {
            [] => gathered,
            [var one] => throw one,
            _ => throw new ClientException(failures.Max(f => f.Kind),
                new Text($"{failures.Count} 项佐证有误：", $"{failures.Count} pieces of evidence are wrong:").Current)
            {
                Details = [.. failures.Select(f => f.Message)],
            },
        };
    }

    /// <summary>The folder that paths in a file start from.</summary>
    public static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;
}
