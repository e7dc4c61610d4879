using Jingan.TargetMgmt.Tests.Log.Checking;

namespace Jingan.TargetMgmt.Tests.Cli.Storage;

/// <summary>A disk that is full, wherever it becomes so, ends a backup or a restore with what to do, and nothing that
/// was there is lost for it.</summary>
public sealed class FullDiskTests(InstalledYear year) : IClassFixture<InstalledYear>, IDisposable
{
    private readonly Jtm _jtm = new();
    private readonly StoredFolder _folder = year.Copy();

    public void Dispose()
    {
        _folder.Dispose();
        _jtm.Dispose();
    }

    [Fact]
    public async Task A_full_disk_ends_a_backup_and_those_before_it_are_as_they_were()
    {
        using var disk = SmallDisk.Mount(_jtm.PathOf("disk"), 16 * 1024);
        InstalledYear.AddEvidence(_folder, "验收单"u8);
        var good = (string)(await BackUpAsync("--json")).MustBe(0).Json["folder"]!;
        InstalledYear.AddEvidence(_folder, new byte[300_000]);
        List<int> refused = [];
        for (var room = 4; ; room = (room * 3 / 2) + 4)
        {
            _jtm.Clock.Advance(TimeSpan.FromDays(1));
            disk.LeaveFree(room);
            var run = await BackUpAsync("--keep", "1");
            if (run.Exit == 0)
            {
                break;
            }

            refused.Add(room);
            Assert.Contains("is full; make room there", run.MustBe(2).Error, StringComparison.Ordinal);
            Assert.Equal([good], Directory.GetDirectories(_jtm.PathOf("disk/backups"), "2*"));
            (await RestoreAsync(good, _jtm.PathOf($"restored-{room}"))).MustBe(0);
        }

        Assert.True(refused.Count >= 5, $"{refused.Count} sizes did not do");
        Assert.False(Directory.Exists(good)); // once the new one is whole
    }

    [Fact]
    public async Task A_full_disk_ends_a_restore_and_its_folder_is_empty_again()
    {
        InstalledYear.AddEvidence(_folder, new byte[300_000]);
        Directory.CreateDirectory(_jtm.PathOf("disk"));
        var backup = (string)(await BackUpAsync("--json")).MustBe(0).Json["folder"]!;
        using var disk = SmallDisk.Mount(_jtm.PathOf("small"), 16 * 1024);
        var refused = 0;
        for (var room = 8; ; room = (room * 3 / 2) + 4, refused++)
        {
            disk.LeaveFree(room);
            var run = await RestoreAsync(backup, _jtm.PathOf("small/data"));
            if (run.Exit == 0)
            {
                break;
            }

            Assert.Contains("is full; make room there", run.MustBe(2).Error, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(_jtm.PathOf("small/data")));
        }

        Assert.True(refused >= 5, $"{refused} sizes did not do");
    }

    private Task<Run> BackUpAsync(params string[] rest) => _jtm.RunAsync(
        ["backup", _jtm.PathOf("disk/backups"), "--data", _folder.Folder, "--lang", "en", .. rest]);

    private Task<Run> RestoreAsync(string backup, string into) =>
        _jtm.RunAsync("restore", backup, "--into", into, "--lang", "en");
}
