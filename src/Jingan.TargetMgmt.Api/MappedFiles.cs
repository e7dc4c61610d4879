using System.Globalization;
using System.Runtime.InteropServices;

namespace Jingan.TargetMgmt.Api;

/// <summary>The program's files as they are mapped into the process (Linux). A start goes through most of them, and
/// what answers requests needs a part of that.</summary>
internal static class MappedFiles
{
    private const string Listing = "/proc/self/smaps";

    // MADV_DONTNEED of madvise(2): of a mapped file's pages none are lost, they are mapped again when they are needed.
    private const int NotNeeded = 4;

    /// <summary>Unmaps the pages that are as they are on disk. They stay in the system's cache of files, from where
    /// they come back as they are needed; and that the system may take, when somebody else needs memory.</summary>
    public static void LetGo()
    {
        if (!File.Exists(Listing))
        {
            return;
        }

        foreach (var (start, length) in Unchanged(File.ReadLines(Listing)))
        {
            _ = madvise((nint)start, (nuint)length, NotNeeded); // advice: whoever does not take it has lost nothing
        }
    }

    /// <summary>The mappings, in proc(5)'s form of smaps, that hold nothing but a file's content: not to be written to,
    /// and no page in them was.</summary>
    internal static IEnumerable<(ulong Start, ulong Length)> Unchanged(IEnumerable<string> lines)
    {
        (ulong Start, ulong Length)? open = null;
        foreach (var line in lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!words[0].EndsWith(':'))
            {
                if (open is { } whole)
                {
                    yield return whole;
                }

                open = words.Length > 5 && words[1][1] == '-' && IsFile(words[5]) ? RangeOf(words[0]) : null;
            }
            else if (words[0] is "Anonymous:" or "Swap:" && words[1] != "0")
            {
                open = null; // written to before it was closed to writing
            }
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    // What lies in memory only has a name, too.
    private static bool IsFile(string path) =>
        path[0] == '/' && !path.StartsWith("/memfd:", StringComparison.Ordinal)
        && !path.StartsWith("/dev/", StringComparison.Ordinal);

    private static (ulong Start, ulong Length) RangeOf(string range)
    {
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        var start = ulong.Parse(range.AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (start, ulong.Parse(range.AsSpan(dash + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            - start);
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int madvise(nint start, nuint length, int advice);
}
