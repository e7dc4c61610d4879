using Jingan.TargetMgmt.Cli.Terminal;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary>Removes a backup while the service goes on. A file system that frees a gigabyte at once holds up all who
/// wait for what they have written to be on disk, for tenths of a second (docs/performance.md): a large file is
/// shortened first, a stretch after another.</summary>
internal static class SlowRemoval
{
    private const long Stretch = 16 * 1024 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <exception cref="IOException">It cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static void Delete(string folder)
    {
        foreach (var file in new DirectoryInfo(RealPath.Of(folder)).EnumerateFiles("*", BackupFolder.Below)
            .Where(f => f.Length > Stretch))
        {
            Shorten(file.FullName);
        }

        OpenedFolder.Delete(folder);
    }

    private static void Shorten(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            var opened = $"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}";

            // Root may run this, and whoever owns the folder may have put a link in the file's place meanwhile: what is
            // open counts, not its name. Under another name it may be somebody's copy, which stays whole.
            while (new FileInfo(opened).LinkTarget == path && FileOwner.HasOneName(opened) && file.Length > 0)
            {
                file.SetLength(Math.Max(0, file.Length - Stretch));
                Thread.Sleep(Pause);
            }
        }
        catch (UnauthorizedAccessException)
        {
            // Who may not write it may still remove it, if the folder is theirs.
        }
    }
}
