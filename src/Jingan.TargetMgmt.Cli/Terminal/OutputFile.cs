using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>A file that a command writes. The folder it is to be in is made.</summary>
internal static class OutputFile
{
    /// <exception cref="ClientException">It cannot be written.</exception>
    public static void Write(string path, byte[] content) => Write(path, () => File.WriteAllBytes(path, content));

    /// <summary>Runs what writes the file, once its folder is there.</summary>
    /// <exception cref="ClientException">It cannot be written.</exception>
    public static void Write(string path, Action write) => Write(path, () =>
    {
        write();
        return true;
    });

    /// <summary>Runs what writes the file and gives something back, once the file's folder is there.</summary>
    /// <param name="isSecret">Whether a folder that has to be made is its owner's only.</param>
    /// <exception cref="ClientException">It cannot be written.</exception>
    public static T Write<T>(string path, Func<T> write, bool isSecret = false)
    {
        try
        {
            CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!, isSecret);
            return write();
        }
        catch (Exception fault) when (FileFault.Is(fault))
        {
            throw FileFault.OfWriting(path, fault);
        }
    }

    private static void CreateFolder(string folder, bool isSecret)
    {
        if (isSecret && !OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        else
        {
            Directory.CreateDirectory(folder);
        }
    }
}
