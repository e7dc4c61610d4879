namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>Where a path leads, links on the way included: two names of one folder are one folder.</summary>
internal static class RealPath
{
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } above)
        {
            return full;
        }

        var here = Path.Combine(Of(above), Path.GetFileName(full));
        return new DirectoryInfo(here) is { LinkTarget: not null } link
            && link.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Of(target.FullName) : here;
    }

    /// <summary>Whether a real path is that of a folder, or of something below it.</summary>
    public static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
