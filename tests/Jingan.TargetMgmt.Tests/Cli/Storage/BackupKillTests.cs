using System.Diagnostics;
using Jingan.TargetMgmt.Tests.Log.Checking;
using Jingan.Tests.Seeds;

namespace Jingan.TargetMgmt.Tests.Cli.Storage;

/// <summary>A backup that is killed, wherever it is, leaves those before it whole, is itself taken for none, and the
/// next one clears what is left of it.</summary>
public sealed class BackupKillTests(InstalledYear year) : IClassFixture<InstalledYear>, IDisposable
{
    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("JTM_CRASH_ROUNDS"), out var rounds) ? rounds : 3;

    private readonly Jtm _jtm = new();
    private readonly StoredFolder _folder = year.Copy();

    private string Backups => _jtm.PathOf("backups");

    public void Dispose()
    {
        _folder.Dispose();
        _jtm.Dispose();
    }

    [Fact]
    public Task What_a_killed_backup_leaves_is_no_backup_and_is_cleared_by_the_next() =>
        TestSeed.RunAsync(KilledAgainAndAgainAsync);

    private async Task KilledAgainAndAgainAsync(Random chance)
    {
        var first = await DoneAsync();
        for (var round = 0; round < Rounds; round++)
        {
            InstalledYear.AddEvidence(_folder, BitConverter.GetBytes(round));
            InstalledYear.AddEvidence(_folder, new byte[2_000_000 + round]);
            await KilledAsync(TimeSpan.FromMilliseconds(chance.Next(100)));
        }

        await DoneAsync();

        Assert.Empty(Directory.EnumerateFileSystemEntries(Backups, "*.incomplete"));
        Assert.Empty(Directory.EnumerateFiles(Backups, "*.tmp", SearchOption.AllDirectories));
        var whole = Directory.GetDirectories(Backups, "2*");
        Assert.Contains(first, whole);
        foreach (var backup in whole)
        {
            var into = _jtm.PathOf("restored-" + Path.GetFileName(backup));
            (await _jtm.RunAsync("restore", backup, "--into", into, "--lang", "en")).MustBe(0);
        }
    }

    private async Task<string> DoneAsync()
    {
        _jtm.Clock.Advance(TimeSpan.FromDays(1));
        return (string)(await _jtm.RunAsync("backup", Backups, "--data", _folder.Folder, "--json", "--lang", "en"))
            .MustBe(0).Json["folder"]!;
    }

    // So long after its own folder is there; it may be done by then.
    private async Task KilledAsync(TimeSpan later)
    {
        var left = Directory.GetDirectories(Backups, "*.incomplete");
        using var backup = Process.Start(new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "jtm.dll"), "backup", Backups, "--data", _folder.Folder])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        while (!backup.HasExited
            && !Directory.EnumerateDirectories(Backups, "*.incomplete").Except(left).Any())
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await Task.Delay(later, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper!.WriteLine(backup.HasExited ? "done before" : "killed");
        backup.Kill();
        await backup.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
