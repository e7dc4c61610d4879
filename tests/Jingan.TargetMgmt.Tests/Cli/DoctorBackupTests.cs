using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Cli.Terminal;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>What <c>jtm doctor</c> says of backups: that there are none, that the newest is old, that the next one will
/// fail.</summary>
public sealed class DoctorBackupTests
{
    [Theory]
    [InlineData(null, "backup warn", "there is no backup in ")]
    [InlineData(-50, "backup warn", "the newest backup in ")]
    [InlineData(-47, "", "")]
    [InlineData(2, "backup warn", "there is no backup in ")] // a clock was ahead when it was made
    public async Task The_newest_backup_is_two_days_old_at_most(int? hours, string says, string words)
    {
        await using var made = await MakeAsync();
        Directory.CreateDirectory(made.Setup.PathOf("backups/lost+found"));
        if (hours is { } since)
        {
            AddBackup(made, since);
        }

        Assert.Equal(says, string.Join(' ', await made.ComplaintsAsync()));
        Assert.Contains(words, (await made.RunAsync("--lang", "en")).MustBe(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_of_a_backup_is_none_and_a_folder_that_is_not_there_has_none()
    {
        await using var made = await MakeAsync();
        Assert.Equal(["backup warn"], await made.ComplaintsAsync());
        File.Delete(Path.Combine(AddBackup(made, -1), "manifest.json"));
        Directory.Move(AddBackup(made, -2), made.Setup.PathOf("backups/2018-07-01T00-00-00Z.incomplete"));
        Assert.Equal(["backup warn"], await made.ComplaintsAsync());
    }

    [Theory]
    [InlineData("backups")]
    [InlineData("backups/.lock")]
    [InlineData("backups/2018-07-01T00-00-00Z.incomplete")]
    [InlineData("backups/evidence/ab/cd")]
    public async Task What_another_user_owns_is_a_fault_with_the_command_that_mends_it(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root",
            "Only root may give files away.");
        await using var made = await MakeAsync();
        AddBackup(made, -1);
        Directory.CreateDirectory(made.Setup.PathOf("backups/2018-07-01T00-00-00Z.incomplete"));
        Directory.CreateDirectory(made.Setup.PathOf("backups/evidence/ab"));
        Directory.CreateDirectory(made.Setup.PathOf("backups/lost+found"));
        FileOwner.Named("nobody").Take(made.Setup.PathOf("backups/lost+found")); // the file system's own
        await File.WriteAllTextAsync(made.Setup.PathOf("backups/.lock"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            made.Setup.PathOf("backups/evidence/ab/cd"), "", TestContext.Current.CancellationToken);
        Assert.Empty(await made.ComplaintsAsync());

        FileOwner.Named("nobody").Take(made.Setup.PathOf(path));

        Assert.Equal(["backup fault"], await made.ComplaintsAsync());
        var (data, backups) = (made.Setup.PathOf("data"), made.Setup.PathOf("backups"));
        var said = (await made.RunAsync("--lang", "en")).MustBe(1).Output;
        Assert.Contains($"{made.Setup.PathOf(path)} has another owner than {data}", said, StringComparison.Ordinal);
        Assert.Contains($"-> chown -R --reference={data} {backups}", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_folder_is_known_or_a_server_has_the_databases_nothing_is_said()
    {
        await using var made = await MakeAsync();
        var told = made.Options;
        made.Options = [];
        Assert.DoesNotContain(" backup ", (await made.RunAsync("--lang", "en")).Output, StringComparison.Ordinal);

        made.Options = told;
        made.Configure(s =>
        {
            foreach (var side in (string[])["Government", "Evaluation"])
            {
                s[side]!["Database"]!["Engine"] = "sqlserver";
                s[side]!["Database"]!["ConnectionString"] = "Server=127.0.0.1,1;Connect Timeout=1";
            }
        });
        Assert.DoesNotContain(" backup ", (await made.RunAsync("--lang", "en")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "/var/backups/jingan-targetmgmt")]
    [InlineData("#BACKUP_DIRECTORY=/mnt/no\nBACKUP_KEEP=3", "/var/backups/jingan-targetmgmt")]
    [InlineData("BACKUP_DIRECTORY=/mnt/old\n BACKUP_DIRECTORY=\"/mnt/new disk\"\n", "/mnt/new disk")]
    public void The_folder_is_the_one_that_the_units_use(string variables, string folder) =>
        Assert.Equal(folder, BackupUnits.FolderIn(variables.Split('\n')));

    private static async Task<DoctorCase> MakeAsync()
    {
        var made = await DoctorCase.MakeAsync();
        made.Options = ["--backups", made.Setup.PathOf("backups")];
        return made;
    }

    private static string AddBackup(DoctorCase made, int hours)
    {
        var folder = made.Setup.PathOf($"backups/{made.Date.AddHours(hours):yyyy-MM-dd'T'HH-mm-ss'Z'}");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "manifest.json"), "{}");
        return folder;
    }
}
