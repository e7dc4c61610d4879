using System.Globalization;

namespace Jingan.TargetMgmt.Api;

/// <summary>Whether the process may open enough files. Too few show at any place, also where a type is first used, and
/// never as what they are: so they are counted first.</summary>
internal static class FileHandles
{
    /// <summary>The program's own files take some 250 of them; each connection, and each database file,
    /// takes more.</summary>
    public const int Fewest = 512;

    private const string LimitsFile = "/proc/self/limits";

    /// <summary>One line for whoever starts the service; null when there are enough, or nobody says how many.</summary>
    public static string? Fault() => File.Exists(LimitsFile) ? FaultIn(File.ReadAllText(LimitsFile)) : null;

    // "Max open files            1024                 1048576              files"
    internal static string? FaultIn(string limits)
    {
        foreach (var line in limits.Split('\n'))
        {
            if (line.StartsWith("Max open files", StringComparison.Ordinal)
                && int.TryParse(line["Max open files".Length..].Trim().Split(' ')[0], NumberStyles.None,
                    CultureInfo.InvariantCulture, out var most) && most < Fewest)
            {
                return $"进程最多只能打开 {most} 个文件，至少须 {Fewest} 个；请提高 ulimit -n（systemd：LimitNOFILE） / "
                    + $"The process may open {most} files and needs {Fewest} at least: raise ulimit -n (systemd: "
                    + "LimitNOFILE).";
            }
        }

        return null;
    }
}
