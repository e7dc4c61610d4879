using System.Runtime.InteropServices;
using System.Text;
using Jingan.TargetMgmt.Log.Files;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>Replaces files so that after any crash the old or the new content is there, whole;
/// and once it has returned, the new one.</summary>
internal static class DurableFile
{
    public static void Replace(string path, ReadOnlyMemory<byte> content) => OutputFile.Write(path, () =>
    {
        OwnerOnlyFile.Replace(path, content.Span);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    });

    // The new name is in the folder, and POSIX promises it after a crash only when the folder was flushed too.
    // .NET opens no folders.
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // NTFS journals the renaming
        }

        var handle = Open(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        if (handle < 0 || (Flush(handle) | Close(handle)) != 0)
        {
            throw new IOException($"{folder}: fsync failed (errno {Marshal.GetLastPInvokeError()}).");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
