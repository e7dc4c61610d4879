using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>An upload by parts that is not complete.</summary>
/// <param name="Sha256">What the whole is to be: the upload's name.</param>
/// <param name="Size">How long it is to be.</param>
/// <param name="Offset">How much of it has come: where the next part begins.</param>
/// <param name="KeptUntil">When it is cleared if nobody goes on with it.</param>
internal sealed record EvidenceUpload(string Sha256, long Size, long Offset, string KeptUntil);

/// <summary>The uploads by parts of every unit, as files <c>incoming/unit/hash.size.part</c>: what has come of one is
/// what the file holds, on whichever host of a shared folder it came, before and after a crash.</summary>
internal sealed class EvidenceUploads(EvidenceFolder folder, IOptions<EvidenceOptions> options, TimeProvider clock)
{
    /// <summary>The unit's open uploads; what nobody went on with is cleared.</summary>
    public IReadOnlyList<EvidenceUpload> Of(UnitCode unit)
    {
        List<EvidenceUpload> open = [];
        foreach (var path in Directory.Exists(FolderOf(unit)) ? Directory.EnumerateFiles(FolderOf(unit), "*.part") : [])
        {
            if (!EvidenceFolder.ClearIfAbandoned(path, clock.GetUtcNow()) && Read(path) is { } upload)
            {
                open.Add(upload);
            }
        }

        return open;
    }

    /// <summary>One of the unit's open uploads; null when there is none.</summary>
    public EvidenceUpload? Find(UnitCode unit, string sha256) =>
        EvidenceType.IsHash(sha256) ? Of(unit).FirstOrDefault(u => u.Sha256 == sha256) : null;

    /// <summary>Begins an upload, or finds the one that is open; null when the unit has as many as it may.</summary>
    /// <remarks>Another length said of the same hash makes it a new one: one of the two was wrong.</remarks>
    public EvidenceUpload? Open(UnitCode unit, string sha256, long size)
    {
        var open = Of(unit);
        if (open.FirstOrDefault(u => u.Sha256 == sha256) is { } known)
        {
            if (known.Size == size)
            {
                return known;
            }

            File.Delete(PathOf(unit, known));
        }
        else if (open.Count >= options.Value.OpenUploads)
        {
            return null;
        }

        Directory.CreateDirectory(FolderOf(unit));
        var upload = new EvidenceUpload(sha256, size, 0, "");
        using (new FileStream(PathOf(unit, upload), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite))
        {
        }

        return Read(PathOf(unit, upload));
    }

    /// <summary>The file of an upload, for one at a time; null when another has it, or it is gone.</summary>
    public FileStream? Take(UnitCode unit, EvidenceUpload upload)
    {
        try
        {
            return new(PathOf(unit, upload), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string FolderOf(UnitCode unit) => Path.Combine(folder.Incoming, unit.Value);

    private string PathOf(UnitCode unit, EvidenceUpload upload) =>
        Path.Combine(
            FolderOf(unit), string.Create(CultureInfo.InvariantCulture, $"{upload.Sha256}.{upload.Size}.part"));

    private static EvidenceUpload? Read(string path) =>
        Path.GetFileName(path).Split('.') is [var sha256, var size, "part"] && EvidenceType.IsHash(sha256)
        && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
        && new FileInfo(path) is { Exists: true } file
            ? new(sha256, length, file.Length, EvidenceFolder.KeptUntil(path))
            : null;
}
