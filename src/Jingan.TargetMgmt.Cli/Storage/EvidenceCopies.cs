using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Files;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary>Copies a folder of evidence, in which <c>ab/cdef…</c> is the content of hash <c>abcdef…</c>. What is there
/// already is not copied again, for nothing in such a folder is ever changed; and no copy that is there is given up for
/// one that is worse. A disk that forgets is found all the same: each day a part of the copies is read again.</summary>
/// <param name="from">The service's folder.</param>
/// <param name="to">The folder of the backups.</param>
/// <param name="owner">Whose the copies are to be.</param>
/// <param name="day">Whose turn it is among the copies that are there.</param>
internal sealed class EvidenceCopies(string from, string to, DataOwner owner, DateOnly day)
{
    /// <summary>After so many days every copy was read again, if there is a backup each day.</summary>
    public const int Days = 28;

    private readonly List<BackedUpFile> _files = [];
    private readonly List<DamagedEvidence> _damaged = [];
    private readonly List<string> _renewed = [];

    /// <summary>Every file that the backup has.</summary>
    public IReadOnlyList<BackedUpFile> Files => _files;

    /// <summary>How many of them were copied.</summary>
    public int Copied { get; private set; }

    /// <summary>Files that cannot be read, or whose content has not the hash in their name.</summary>
    public IReadOnlyList<DamagedEvidence> Damaged => _damaged;

    /// <summary>Copies of earlier backups that were damaged, and are good ones now.</summary>
    public IReadOnlyList<string> Renewed => _renewed;

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
            var isDecayed = there == length && IsItsTurn(hash) && !IsGood(target, hash);
            if (there != length || isDecayed)
            {
                owner.MakeFolder(Path.GetDirectoryName(target)!);
                if (TryCopy(file, target, hash))
                {
                    owner.Take(target);
                    Copied++;
                    _renewed.AddRange(isDecayed ? [target] : []);
                }
                else
                {
                    var isGood = there is not null && !isDecayed && IsGood(target, hash);
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

    private bool IsItsTurn(string hash) => Convert.FromHexString(hash[..2])[0] % Days == day.DayNumber % Days;

    // What the disk does not give is as lost as what it gives wrong, and no reason to copy nothing else. Where the copy
    // cannot be written, nothing can be.
    private static bool TryCopy(string file, string target, string hash)
    {
        try
        {
            return HashedFile.TryCopy(file, target, hash);
        }
        catch (Exception fault)
            when (fault is (IOException or UnauthorizedAccessException) and not FileNotFoundException
                && !IsGood(file, hash))
        {
            return false;
        }
    }

    private static bool IsGood(string file, string hash)
    {
        try
        {
            return HashedFile.HashOf(file) == hash;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>A file of evidence that cannot be read, or is not what its name says.</summary>
/// <param name="Good">A copy that is, from an earlier backup; null where there is none.</param>
internal sealed record DamagedEvidence(string File, string? Good);
