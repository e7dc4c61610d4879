using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Files;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary>Copies a folder of evidence, in which <c>ab/cdef…</c> is the content of hash <c>abcdef…</c>. What is there
/// already is not copied again, for nothing in such a folder is ever changed.</summary>
internal static class EvidenceCopies
{
    /// <summary>Copies what is missing.</summary>
    /// <returns>Every file of the folder, how many of them were copied,
    /// and those whose content has not the hash in their name, which were left out.</returns>
    public static (List<BackedUpFile> Files, int Copied, List<string> Damaged) Run(string from, string to)
    {
        List<BackedUpFile> files = [];
        List<string> damaged = [];
        var copied = 0;
        if (!Directory.Exists(from))
        {
            return (files, copied, damaged);
        }

        foreach (var folder in Directory.EnumerateDirectories(from).Order(StringComparer.Ordinal))
        {
            var before = copied;
            foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            {
                var (head, tail) = (Path.GetFileName(folder), Path.GetFileName(file));
                if (!EvidenceType.IsHash(head + tail))
                {
                    continue; // on its way
                }

                if (CopyOne(file, Path.Combine(to, head, tail), head + tail, ref copied) is { } length)
                {
                    files.Add(new($"{head}/{tail}", length, head + tail));
                }
                else if (File.Exists(file))
                {
                    damaged.Add(file);
                }
            }

            if (copied > before)
            {
                DurableFolder.Flush(Path.Combine(to, Path.GetFileName(folder)));
            }
        }

        if (copied > 0)
        {
            DurableFolder.Flush(to);
        }

        return (files, copied, damaged);
    }

    // Null when there is nothing to copy: removed by law meanwhile, or damaged.
    private static long? CopyOne(string file, string target, string hash, ref int copied)
    {
        try
        {
            var length = new FileInfo(file).Length;
            if (new FileInfo(target) is { Exists: true, Length: var there } && there == length)
            {
                return length;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (HashedFile.Copy(file, target) != hash)
            {
                File.Delete(target);
                return null;
            }

            copied++;
            return length;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
