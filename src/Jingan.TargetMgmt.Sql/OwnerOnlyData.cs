using System.Runtime.InteropServices;

namespace Jingan.TargetMgmt.Sql;

/// <summary>Data that no other account of the machine may read:
/// the evaluator's database holds ratings under embargo.</summary>
public static class OwnerOnlyData
{
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;

    private const uint OthersNothing = 0x3f; // octal 077

    /// <summary>Whatever this process makes from now on is its owner's alone.</summary>
    public static void SetUmask()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = umask(OthersNothing);
        }
    }

    /// <summary>Makes the folder, and takes from others what they may do with it and with the data in it.</summary>
    /// <returns>What was too open, each with the mode it had; what could not be corrected says so.</returns>
    public static IReadOnlyList<string> Secure(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return [];
        }

        Directory.CreateDirectory(folder, FolderMode);
        List<string> found = [];
        Narrow(folder, FolderMode, found);
        foreach (var file in Directory.EnumerateFiles(folder).Where(IsData).Order(StringComparer.Ordinal))
        {
            Narrow(file, FileMode, found);
        }

        return found;
    }

    private static bool IsData(string file) =>
        file.EndsWith(".db", StringComparison.Ordinal) || file.EndsWith(".db-wal", StringComparison.Ordinal)
        || file.EndsWith(".db-shm", StringComparison.Ordinal)
        || file.EndsWith(".high-water", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal);

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void Narrow(string path, UnixFileMode allowed, List<string> found)
    {
        var mode = File.GetUnixFileMode(path);
        if ((mode & ~allowed & ~(UnixFileMode.SetGroup | UnixFileMode.SetUser | UnixFileMode.StickyBit)) == 0)
        {
            return;
        }

        var was = $"{path} ({Convert.ToString((int)mode, 8)})";
        try
        {
            File.SetUnixFileMode(path, allowed);
            found.Add(was);
        }
        catch (UnauthorizedAccessException)
        {
            found.Add($"{was}：不属于本用户，请由所有者 chmod / it is another user's: have its owner chmod it");
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint umask(uint mask);
}
