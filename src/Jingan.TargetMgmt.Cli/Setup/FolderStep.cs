using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>A folder that is its owner's only.</summary>
internal static class FolderStep
{
    public const UnixFileMode OwnersOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Readable = OwnersOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public static SetupStep Of(string path, FileOwner? owner) => new(
        new($"文件夹 {path}（仅属主可读写）", $"folder {path}, its owner's only"),
        () => Directory.Exists(path) && !IsOpen(path) && (owner is null || FileOwner.Of(path)?.User == owner.User),
        () =>
        {
            Make(path, OwnersOnly);
            owner?.Take(path);
        })
    {
        Refusal = () => FaultOf(path)
            ?? (Directory.Exists(path) && IsOpen(path) && Directory.EnumerateFileSystemEntries(path).Any()
                ? new($"文件夹 {path} 里已有内容，且其他用户可进入；请 chmod 700，或另选文件夹",
                    $"the folder {path} has something in it and is open to others: chmod 700, or choose another")
                : null),
    };

    /// <summary>Why nothing can be made in a folder, there or not; null where nothing is in the way. A full disk only
    /// shows when something is written.</summary>
    public static Text? FaultOf(string path)
    {
        var there = path;
        while (!Path.Exists(there) && Path.GetDirectoryName(there) is { } above)
        {
            there = above;
        }

        return File.Exists(there) ? new($"{there} 是文件，不是文件夹", $"{there} is a file and no folder")
            : FileOwner.MayWrite(there) ? null
            : there == path ? new($"没有写入文件夹 {path} 的权限，或文件系统只读",
                $"the folder {path} may not be written, or its file system is read-only")
            : new($"不能建立 {path}：没有写入 {there} 的权限，或文件系统只读",
                $"{path} cannot be made: {there} may not be written, or its file system is read-only");
    }

    /// <summary>Makes a folder, and those above it so that everybody may pass through them, whatever the umask.
    /// </summary>
    public static void Make(string path, UnixFileMode? mode = null)
    {
        try
        {
            if (!Directory.Exists(path))
            {
                if (Path.GetDirectoryName(path) is { } above)
                {
                    Make(above);
                }

                Directory.CreateDirectory(path);
                SetMode(path, mode ?? Readable);
            }
            else if (mode is { } narrow)
            {
                SetMode(path, narrow);
            }
        }
        catch (Exception fault) when (FileFault.Is(fault))
        {
            throw FileFault.OfWriting(Path.Combine(path, "."), fault);
        }
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static bool IsOpen(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnersOnly) != 0;
}
