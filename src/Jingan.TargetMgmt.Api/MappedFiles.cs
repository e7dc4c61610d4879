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

    // Of memory that is no file's, all would be lost. What is loaded stays until the end; what goes again, such as an
    // assembly that two threads loaded at once, is not there that long, and nobody else can have got its place.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    /// <summary>Unmaps the pages of libraries that are as they are on disk. They stay in the system's cache of files,
    /// from where they come back as they are run; and that the system may take, when somebody else needs memory.
    /// </summary>
    public static async Task LetGoAsync(TimeProvider clock)
    {
        if (!File.Exists(Listing))
        {
            return;
        }

        var before = Unchanged(File.ReadLines(Listing)).ToHashSet();
        await Task.Delay(Settled, clock);
        foreach (var mapping in Unchanged(File.ReadLines(Listing)).Where(before.Contains))
        {
            _ = madvise((nint)mapping.Start, (nuint)mapping.Length, NotNeeded); // who does not take it has lost nothing
        }
    }

    /// <summary>The mappings, in proc(5)'s form of smaps, that hold nothing but a library's content: not to be written
    /// to, and no page in them was.</summary>
    internal static IEnumerable<Mapping> Unchanged(IEnumerable<string> lines)
    {
        Mapping? open = null;
        foreach (var line in lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!words[0].EndsWith(':'))
            {
                if (open is not null)
                {
                    yield return open;
                }

                open = words.Length > 5 && words[1][1] == '-' && IsLibrary(line) ? Mapping.Of(words) : null;
            }
            else if (words[0] is "Anonymous:" or "Swap:" && words[1] != "0")
            {
                open = null; // written to before it was closed to writing
            }
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    // By its name, of the program or of the system; what is no file at all may have a name, too.
    private static bool IsLibrary(string line)
    {
        var name = line.AsSpan(line.LastIndexOf('/') + 1);
        return name.EndsWith(".dll") || name.EndsWith(".so") || name.Contains(".so.", StringComparison.Ordinal);
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int madvise(nint start, nuint length, int advice);

    /// <summary>A stretch of memory and what is mapped there.</summary>
    internal sealed record Mapping(ulong Start, ulong Length, string Offset, string Device, string Inode)
    {
        public static Mapping Of(string[] words)
        {
            var dash = words[0].IndexOf('-', StringComparison.Ordinal);
            var start = Number(words[0].AsSpan(0, dash));
            return new(start, Number(words[0].AsSpan(dash + 1)) - start, words[2], words[3], words[4]);
        }

        private static ulong Number(ReadOnlySpan<char> text) =>
            ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
