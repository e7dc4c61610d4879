using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>Why a file cannot be read or written, for people: the system's own texts are English,
/// and some name no file.</summary>
internal static class FileFault
{
    // Raw numbers of the system: Linux, macOS, Windows.
    private static readonly int[] InUse = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];
    private static readonly int[] Full = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private static readonly int[] ReadOnly = [30, unchecked((int)0x80070013)];

    /// <summary>Whether it is the file's fault, and no bug.</summary>
    public static bool Is(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    /// <summary>Whether another process holds the file.</summary>
    public static bool IsInUse(Exception fault) => InUse.Contains(fault.HResult);

    /// <param name="kind">What the file is to the command.</param>
    public static ClientException OfReading(string path, Text kind, Exception fault) => ClientException.Impossible(
        Directory.Exists(path) ? Folder(path, kind)
        : fault is FileNotFoundException or DirectoryNotFoundException ? Missing(path, kind)
        : fault is UnauthorizedAccessException ? new(
            $"没有读取{kind.Zh} {path} 的权限；请检查其权限，或换用有权限的用户。",
            $"the {kind.En} {path} may not be read; check its permissions, or run as a user who may.")
        : IsInUse(fault)
            ? new($"{kind.Zh} {path} 正被另一程序占用；请稍后重试。", $"the {kind.En} {path} is in use by another program; try again.")
        : FileAbove(path) is { } above ? NoFolder(above, path)
        : new($"无法读取{kind.Zh} {path}：{fault.Message}", $"the {kind.En} {path} cannot be read: {fault.Message}"));

    public static ClientException OfWriting(string path, Exception fault) => ClientException.Impossible(
        Full.Contains(fault.HResult) ? FullDisk(Path.GetDirectoryName(Path.GetFullPath(path))!)
        : Directory.Exists(path) ? new($"{path} 是文件夹；请给出文件名。", $"{path} is a folder; name a file.")
        : FileAbove(path) is { } above ? NoFolder(above, path)
        : ReadOnly.Contains(fault.HResult)
            ? new($"无法写入 {path}：文件系统只读。", $"{path} cannot be written: the file system is read-only.")
        : fault is UnauthorizedAccessException ? new(
            $"没有写入 {path} 的权限；请检查其文件夹的权限，或换用有权限的用户。",
            $"{path} may not be written; check the permissions of its folder, or run as a user who may.")
        : IsInUse(fault) ? new($"{path} 正被另一程序占用；请稍后重试。", $"{path} is in use by another program; try again.")
        : new($"无法写入 {path}：{fault.Message}", $"{path} cannot be written: {fault.Message}"));

    public static Text Missing(
        string path, Text kind) => new($"没有{kind.Zh} {path}；请核对路径。", $"there is no {kind.En} {path}; check the path.");

    public static Text Folder(string path, Text kind) =>
        new($"{path} 是文件夹，这里须给出{kind.Zh}。", $"{path} is a folder, and the {kind.En} is asked for.");

    private static Text FullDisk(string folder) => new(
        $"{folder} 所在的磁盘已满；请腾出空间，再次执行。", $"the disk of {folder} is full; make room there, and run this again.");

    private static Text NoFolder(string file, string path) => new(
        $"{file} 是文件，不是文件夹；请核对路径 {path}。", $"{file} is a file and no folder; check the path {path}.");

    // A file where the path needs a folder.
    private static string? FileAbove(string path)
    {
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null;
        folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
