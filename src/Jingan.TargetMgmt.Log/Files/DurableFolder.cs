using System.Runtime.InteropServices;
using System.Text;

namespace Jingan.TargetMgmt.Log.Files;

/// <summary>Makes a folder's new names outlast the machine: POSIX promises a renamed file after a crash only when its
/// folder was flushed too.</summary>
public static class DurableFolder
{
    /// <exception cref="IOException">The folder could not be flushed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // NTFS journals the renaming
        }

        var handle = Open(Encoding.UTF8.GetBytes(folder + '\0'), 0); // .NET opens no folders
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
