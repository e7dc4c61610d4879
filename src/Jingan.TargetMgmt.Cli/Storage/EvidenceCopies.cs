using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Files;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary>Copies a folder of evidence, in which <c>ab/cdef…</c> is the content of hash <c>abcdef…</c>. What is there
/// already is not copied again, for nothing in such a folder is ever changed; and no copy that is there is given up for
/// one that is worse.</summary>
/// <param name="from">The service's folder.</param>
/// <param name="to">The folder of the backups.</param>
/// <param name="owner">Whose the copies are to be.</param>
internal sealed class EvidenceCopies(string from, string to, DataOwner owner)
{
    private readonly List<BackedUpFile> _files = [];
    private readonly List<DamagedEvidence> _damaged = [];

    /// <summary>Every file that the backup has.</summary>
    public IReadOnlyList<BackedUpFile> Files => _files;

    /// <summary>How many of them were copied.</summary>
    public int Copied { get; private set; }

    /// <summary>Files whose content has not the hash in their name.</summary>
    public IReadOnlyList<DamagedEvidence> Damaged => _damaged;

    /// <summary>Copies what is missing.</summary>
    /// <exception cref="ClientException">There is no folder, though there was one at an earlier backup.</exception>
    public void Run()
    {
        if (!Directory.Exists(from))
        {
            if (Directory.Exists(to))
            {
                throw ClientException.Impossible(new(
                    $"佐证目录 {from} 不在，而以前的备份中有佐证；请检查其磁盘是否已挂载。",
                    $"the evidence folder {from} is not there, and earlier backups have evidence: see whether its "
                        + "disk is mounted."));
            }

            return;
        }

        ClearWhatWasCutShort();
        foreach (var folder in Directory.EnumerateDirectories(from).Order(StringComparer.Ordinal))
        {
            var before = Copied;
            var head = Path.GetFileName(folder);
            foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            {
                var tail = Path.GetFileName(file);
                if (EvidenceType.IsHash(head + tail)) // else it is on its way
                {
                    Add(file, $"{head}/{tail}", head + tail);
                }
            }

            if (Copied > before)
            {
                DurableFolder.Flush(Path.Combine(to, head));
            }
        }

        if (Copied > 0)
        {
            DurableFolder.Flush(to);
        }
    }

    private void ClearWhatWasCutShort()
    {
        foreach (var left in Directory.Exists(to)
            ? Directory.EnumerateFiles(to, "*" + HashedFile.Unfinished, SearchOption.AllDirectories) : [])
        {
            File.Delete(left);
        }
    }

    private void Add(string file, string path, string hash)
    {
        var target = Path.Combine(to, path);
        try
        {
            var length = new FileInfo(file).Length;
            var there = new FileInfo(target) is { Exists: true } copy ? copy.Length : (long?)null;
            if (there != length)
            {
                owner.MakeFolder(Path.GetDirectoryName(target)!);
                if (HashedFile.TryCopy(file, target, hash))
                {
                    owner.Take(target);
                    Copied++;
                }
                else
                {
                    var isGood = there is not null && HashedFile.HashOf(target) == hash;
                    _damaged.Add(new(file, isGood ? target : null));
                    if (!isGood)
                    {
                        return;
                    }

                    length = there!.Value;
                }
            }

            _files.Add(new(path, length, hash));
        }
        catch (FileNotFoundException)
        {
            // Removed by law meanwhile.
        }
    }
}

/// <summary>A file of evidence that is not what its name says.</summary>
/// <param name="Good">A copy that is, from an earlier backup; null where there is none.</param>
internal sealed record DamagedEvidence(string File, string? Good);
