using System.Diagnostics;

namespace Jingan.TargetMgmt.Tests.Cli.Storage;

/// <summary>A file system of its own, in memory, that is soon full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>What is free, in bytes.</summary>
    public long Free => new DriveInfo(_folder).AvailableFreeSpace;

    /// <summary>Mounts one, or skips the test where this process may not.</summary>
    public static SmallDisk Mount(string folder, int kilobytes)
    {
        Directory.CreateDirectory(folder);
        Assert.SkipUnless(
            OperatingSystem.IsLinux()
            && Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder),
            "No file system may be mounted here.");
        return new(folder);
    }

    /// <summary>Takes up all but so many kilobytes.</summary>
    public void LeaveFree(int kilobytes)
    {
        var filler = Path.Combine(_folder, "filler");
        File.Delete(filler);
        File.WriteAllBytes(filler, new byte[Math.Max(0, Free - (kilobytes * 1024L))]);
    }

    public void Dispose() => Run("umount", "--lazy", _folder);

    private static bool Run(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        run.WaitForExit();
        return run.ExitCode == 0;
    }
}
