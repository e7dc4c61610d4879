namespace Jingan.TargetMgmt.Platform.Http.Access;

/// <summary>Files that hold access or keys: mode 0600, and never seen half-written.</summary>
public static class OwnerOnlyFile
{
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(beside, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
