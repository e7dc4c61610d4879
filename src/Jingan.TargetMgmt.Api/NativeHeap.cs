using System.Runtime.InteropServices;

namespace Jingan.TargetMgmt.Api;

/// <summary>The memory that the system's libraries take, such as the embedded database: not the runtime's.</summary>
internal static class NativeHeap
{
    /// <summary>Gives back what is free of it. A round over what is stored reads through a cache of its own; what it
    /// frees, GNU's C library keeps for whoever asks next (malloc_trim(3)).</summary>
    public static void GiveBack()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = malloc_trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library: it gives back by itself, or not at all.
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int malloc_trim(nuint keep);
}
