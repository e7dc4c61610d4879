using System.Globalization;
using System.IO.MemoryMappedFiles;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What a start has mapped of the program's files is let go of, and nothing that was ever written.</summary>
public sealed class MappedFilesTests
{
    [Theory]
    [InlineData("r-xp", "/usr/lib/a b.so", 0, 0, true)]
    [InlineData("r--p", "/usr/lib/a.so.72.1", 0, 0, true)]
    [InlineData("r--p", "/usr/lib/a.so (deleted)", 0, 0, false)] // renewed meanwhile: as it is, until the next start
    [InlineData("r--s", "/data/government.db", 0, 0, false)]
    [InlineData("r--s", "/usr/lib/a.so/government.db", 0, 0, false)]
    [InlineData("r--s", "/usr/lib/a.dll", 0, 0, true)]
    [InlineData("r-xp", "/usr/lib/a.so", 4, 0, false)] // relocated
    [InlineData("r--p", "/usr/lib/a.so", 0, 4, false)] // relocated, and swapped out
    [InlineData("rw-p", "/usr/lib/a.so", 0, 0, false)]
    [InlineData("rw-s", "/data/government.db-shm", 0, 0, false)]
    [InlineData("r-xs", "/memfd:doublemapper (deleted)", 0, 0, false)]
    [InlineData("r--s", "/dev/shm/a", 0, 0, false)]
    [InlineData("r-xp", "[vdso]", 0, 0, false)]
    [InlineData("r--p", "", 0, 0, false)]
    public void Only_a_mapping_that_holds_a_files_content_and_nothing_else(
        string rights, string path, int anonymous, int swapped, bool isLetGo)
    {
        string[] lines =
        [
            "7f0000000000-7f0000001000 rw-p 00000000 00:00 0 ", "Rss:                   4 kB",
            $"7f0000002000-7f0000005000 {rights} 00000000 08:01 42                         {path}",
            "Rss:                  12 kB", $"Anonymous:             {anonymous} kB",
            $"Swap:                  {swapped} kB", "VmFlags: rd mr mw me",
            "7f0000006000-7f0000007000 rw-p 00000000 00:00 0                          [heap]",
            "Anonymous:             4 kB",
        ];
        MappedFiles.Mapping mapping = new(0x7f0000002000, 0x3000, "00000000", "08:01", "42");
        Assert.Equal(isLetGo ? [mapping] : [], MappedFiles.Unchanged(lines));
        Assert.Equal(isLetGo ? [mapping] : [], MappedFiles.Unchanged(lines[2..7]));
    }

    [Fact]
    public async Task A_library_that_is_let_go_of_is_in_no_memory_and_reads_as_before()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nothing is let go of.");
        var file = Path.Combine(AppContext.BaseDirectory, $"mapped-{Guid.NewGuid():N}.dll");
        try
        {
            var content = new byte[256 * 1024];
            new Random(1).NextBytes(content);
            await File.WriteAllBytesAsync(file, content, Http.Ct);
            using var mapped = MemoryMappedFile.CreateFromFile(
                file, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
            using var view = mapped.CreateViewStream(0, content.Length, MemoryMappedFileAccess.Read);
            Assert.Equal(content, Read(view));
            Assert.Equal(256, ResidentKilobytes(file));
            await MappedFiles.LetGoAsync(TimeProvider.System);
            Assert.Equal(0, ResidentKilobytes(file));
            Assert.Equal(content, Read(view));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static byte[] Read(Stream view)
    {
        var content = new byte[256 * 1024];
        view.Position = 0;
        view.ReadExactly(content);
        return content;
    }

    private static int ResidentKilobytes(string file) => File.ReadLines("/proc/self/smaps")
        .SkipWhile(l => !l.EndsWith(file, StringComparison.Ordinal))
        .First(l => l.StartsWith("Rss:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Skip(1).Select(n => int.Parse(n, CultureInfo.InvariantCulture)).First();
}
