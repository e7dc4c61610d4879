using System.Diagnostics;
using Jingan.TargetMgmt.Cli.Storage;
using Jingan.TargetMgmt.Cli.Terminal;

namespace Jingan.TargetMgmt.Tests.Cli.Storage;

/// <summary>An old backup goes a stretch after another, and nothing with it that is somebody else's.</summary>
public sealed class SlowRemovalTests : IDisposable
{
    private const int Large = 40 * 1024 * 1024;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("removal-");

    private string Backup => Path.Combine(_root.FullName, "backup");

    public SlowRemovalTests()
    {
        Directory.CreateDirectory(Path.Combine(Backup, "keys"));
        File.WriteAllText(Path.Combine(Backup, "keys", "small"), "x");
        File.WriteAllBytes(Path.Combine(Backup, "government.db"), new byte[Large]);
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_folder_with_a_large_file_is_gone_and_the_file_was_shortened_first()
    {
        using var held = new FileStream(Path.Combine(Backup, "government.db"), FileMode.Open, FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete);
        SlowRemoval.Delete(Backup);
        Assert.False(Directory.Exists(Backup));
        Assert.Equal(OperatingSystem.IsLinux() ? 0 : Large, held.Length);
    }

    [Fact]
    public void A_copy_under_another_name_stays_whole()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Hard links are made with ln.");
        var copy = Path.Combine(_root.FullName, "copy.db");
        Assert.True(FileOwner.HasOneName(Path.Combine(Backup, "government.db")));
        using (var ln = Process.Start("ln", [Path.Combine(Backup, "government.db"), copy]))
        {
            ln.WaitForExit();
        }

        Assert.False(FileOwner.HasOneName(copy));
        SlowRemoval.Delete(Backup);
        Assert.False(Directory.Exists(Backup));
        Assert.Equal(Large, new FileInfo(copy).Length);
        Assert.True(FileOwner.HasOneName(copy));
    }

    [Fact]
    public void What_a_link_leads_to_stays_whole()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Links take rights elsewhere.");
        var elsewhere = Path.Combine(_root.FullName, "elsewhere");
        Directory.CreateDirectory(elsewhere);
        File.WriteAllBytes(Path.Combine(elsewhere, "file"), new byte[Large]);
        File.CreateSymbolicLink(Path.Combine(Backup, "file"), Path.Combine(elsewhere, "file"));
        Directory.CreateSymbolicLink(Path.Combine(Backup, "folder"), elsewhere);
        SlowRemoval.Delete(Backup);
        Assert.False(Directory.Exists(Backup));
        Assert.Equal(Large, new FileInfo(Path.Combine(elsewhere, "file")).Length);
    }
}
