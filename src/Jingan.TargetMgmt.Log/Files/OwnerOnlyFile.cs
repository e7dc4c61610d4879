namespace Jingan.TargetMgmt.Log.Files;

/// <summary>Files that hold access or keys: mode 0600, never seen half-written, and there to stay when a call returns:
/// after a power cut nobody is let in again who was taken out.</summary>
public static class OwnerOnlyFile
{
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var beside = WriteBeside(path, content);
        try
        {
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }

        DurableFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Makes a file that must not be there yet; false, and nothing changed, when it is.</summary>
    public static bool TryCreate(string path, ReadOnlySpan<byte> content)
    {
        if (Path.Exists(path))
        {
            return false;
        }

        var beside = WriteBeside(path, content);
        try
        {
            File.Move(beside, path, overwrite: false);
        }
        catch (IOException) when (Path.Exists(path))
        {
            File.Delete(beside);
            return false;
        }
        catch
        {
            File.Delete(beside);
            throw;
        }

        DurableFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return true;
    }

    private static string WriteBeside(string path, ReadOnlySpan<byte> content)
    {
        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(beside, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
        return beside;
    }
}
