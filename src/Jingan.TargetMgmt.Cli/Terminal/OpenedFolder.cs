using System.Runtime.InteropServices;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>A folder that is open (Linux). What is done in it is done there, whatever its name leads to by then: root
/// may go through folders in which somebody else exchanges one for a link meanwhile.</summary>
internal sealed class OpenedFolder : IDisposable
{
    // O_CLOEXEC of fcntl.h, the same on every processor that the tool is built for; the others are not.
    private const int CloseOnExec = 0x80000;

    private static readonly int FolderNoLink = RuntimeInformation.ProcessArchitecture is Architecture.Arm64
        ? 0x4000 | 0x8000
        : 0x10000 | 0x20000;

    private readonly int _handle;

    private OpenedFolder(int handle) => _handle = handle;

    /// <summary>A name that leads to it and to nothing else (proc(5), <c>/proc/self/fd</c>).</summary>
    public string Path => $"/proc/self/fd/{_handle}";

    /// <summary>Opens what is a folder itself; null where there is none, or a link to one.</summary>
    public static OpenedFolder? Open(string path) =>
        open(path, CloseOnExec | FolderNoLink) is >= 0 and var handle ? new(handle) : null;

    /// <summary>What is in it: a folder below it is open until the next one comes, and null stands for what is none.
    /// </summary>
    public IEnumerable<(string Path, OpenedFolder? Folder)> Entries()
    {
        foreach (var entry in new DirectoryInfo(Path).GetFileSystemInfos())
        {
            var path = $"{Path}/{entry.Name}";
            using var below = entry is DirectoryInfo ? Open(path) : null;
            yield return (path, below);
        }
    }

    /// <summary>Removes a folder with all that is in it; a link itself, never what it leads to.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static void Delete(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            Directory.Delete(path, recursive: true);
            return;
        }

        using (var folder = Open(path))
        {
            folder?.DeleteEntries();
        }

        Directory.Delete(path); // who may not open it, and where it is not there, is told here
    }

    public void Dispose() => _ = close(_handle);

    private void DeleteEntries()
    {
        foreach (var (path, folder) in Entries())
        {
            if (folder is null)
            {
                File.Delete(path);
            }
            else
            {
                folder.DeleteEntries();
                Directory.Delete(path);
            }
        }
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int handle);
}
