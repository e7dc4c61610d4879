using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Tests.Log.Checking;

namespace Jingan.TargetMgmt.Tests.Sql;

#pragma warning disable CA1416 // skipped on Windows
/// <summary>The data folder is its owner's alone, whoever made it.</summary>
public sealed class OwnerOnlyDataTests
{
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task What_is_too_open_is_closed_and_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes of Unix");
        using var year = await StoredFolder.MakeAsync();
        File.SetUnixFileMode(
            year.Folder,
            FileMode | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead
            | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(year.File("evaluation"), FileMode | UnixFileMode.OtherRead);
        File.SetUnixFileMode(year.Mark("evaluation"), FileMode | UnixFileMode.GroupWrite);

        var found = OwnerOnlyData.Secure(year.Folder);

        Assert.Contains($"{year.Folder} (745)", found);
        Assert.Contains($"{year.File("evaluation")} (604)", found);
        Assert.Contains($"{year.Mark("evaluation")} (620)", found);
        Assert.Equal(FileMode | UnixFileMode.UserExecute, File.GetUnixFileMode(year.Folder));
        Assert.All(Directory.GetFiles(year.Folder, "*.*").Where(f => !f.EndsWith(".pem", StringComparison.Ordinal)),
            f => Assert.Equal(FileMode, File.GetUnixFileMode(f)));
        Assert.Empty(OwnerOnlyData.Secure(year.Folder));
    }

    [Fact]
    public async Task Whatever_a_running_side_makes_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes of Unix");
        OwnerOnlyData.SetUmask();
        using var folder = new StoredFolder();
        var db = folder.Start("evaluation");
        await db.Queue.CommitAsync([new("entry"u8.ToArray(), [])], TestContext.Current.CancellationToken);
        Assert.Equal(
            ["evaluation.db", "evaluation.db-shm", "evaluation.db-wal", "evaluation.high-water"],
            Directory.GetFiles(folder.Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(folder.Folder), f => Assert.Equal(FileMode, File.GetUnixFileMode(f)));
    }
}
