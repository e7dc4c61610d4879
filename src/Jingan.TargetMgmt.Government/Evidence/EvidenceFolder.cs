using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Files;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>The files, each under the hash of its content; whoever would keep them elsewhere replaces this
/// class.</summary>
/// <remarks><c>ab/cdef…</c> is the content of hash <c>abcdef…</c>; <c>incoming</c> holds what is on its way, of the
/// same file system, so that a file is there whole or not at all. Several hosts may share the folder: nothing in it is
/// ever changed, and each step is one renaming.</remarks>
internal sealed class EvidenceFolder(IOptions<EvidenceOptions> options, IOptions<StorageOptions> storage)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly string _root = Path.GetFullPath(storage.Value.EvidenceFolder(options.Value.Directory));

    /// <summary>What is on its way.</summary>
    public string Incoming => Path.Combine(_root, "incoming");

    /// <summary>Where the content of a hash is, if it is there.</summary>
    public string PathOf(string sha256) => EvidenceType.IsHash(sha256)
        ? Path.Combine(_root, sha256[..2], sha256[2..])
        : throw new ArgumentException("No SHA-256.", nameof(sha256));

    /// <summary>Whether the content is there, and as long as the log says.</summary>
    public bool Holds(string sha256, long size) => new FileInfo(PathOf(sha256)) is { Exists: true, Length: var length }
        && length == size;

    /// <summary>A new name for what is about to come.</summary>
    public string NewIncoming() => Path.Combine(Incoming, $"{Guid.NewGuid():N}.tmp");

    /// <summary>Puts a whole file of a known hash where it belongs; it is durable when this returns.</summary>
    /// <remarks>Content that is there already is replaced by the same, which mends what was damaged.</remarks>
    public void Keep(string incoming, string sha256)
    {
        var (path, folder) = (PathOf(sha256), Path.GetDirectoryName(PathOf(sha256))!);
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            DurableFolder.Flush(_root);
        }

        File.Move(incoming, path, overwrite: true);
        DurableFolder.Flush(folder);
    }

    /// <summary>Deletes the content of a hash, if it is there.</summary>
    public void Delete(string sha256)
    {
        var path = PathOf(sha256);
        if (File.Exists(path))
        {
            File.Delete(path);
            DurableFolder.Flush(Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>Makes the folder, tries whether it can be written, and clears what was given up on its way.</summary>
    /// <exception cref="StartException">It cannot be written.</exception>
    public void Start(DateTimeOffset now)
    {
        try
        {
            Directory.CreateDirectory(Incoming);
            var probe = NewIncoming();
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException(new(
                $"佐证目录 {_root} 不可写，请检查 Evidence:Directory 的位置和权限：{failure.Message}",
                $"the evidence folder {_root} cannot be written, check Evidence:Directory: {failure.Message}"));
        }

        foreach (var file in Directory.EnumerateFiles(Incoming, "*", SearchOption.AllDirectories))
        {
            ClearIfAbandoned(file, now);
        }
    }

    /// <summary>Until when an upload that nobody goes on with is kept.</summary>
    public static string KeptUntil(string file) =>
        UtcText.Format(new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero) + Abandoned);

    /// <summary>Deletes a file on its way that nobody has gone on with for a day; true when it did.</summary>
    public static bool ClearIfAbandoned(string file, DateTimeOffset now)
    {
        if (now - new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero) < Abandoned)
        {
            return false;
        }

        File.Delete(file);
        return true;
    }
}
