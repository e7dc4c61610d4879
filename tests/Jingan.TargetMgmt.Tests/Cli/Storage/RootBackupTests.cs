using System.Diagnostics;
using Jingan.TargetMgmt.Cli;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Tests.Log.Checking;

namespace Jingan.TargetMgmt.Tests.Cli.Storage;

/// <summary>What root backs up or restores is the service's user's; and what another user has left is named with what
/// mends it.</summary>
public sealed class RootBackupTests(InstalledYear year) : IClassFixture<InstalledYear>, IAsyncLifetime
{
    private readonly Jtm _jtm = new();
    private readonly StoredFolder _folder = year.Copy();

    private static FileOwner Nobody => FileOwner.Named("nobody");

    private string Backups => _jtm.PathOf("disk/backups");

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root",
            "Only root may give files away.");
        InstalledYear.AddEvidence(_folder, "验收单"u8);
        SetupCase.SetMode(_jtm.PathOf(""), "755");
        GiveAll(_folder.Folder);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        _jtm.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_backup_of_roots_is_the_data_folders_owners_with_all_that_it_needed()
    {
        await BackUpAsync("--with-keys");
        AssertAreNobodys(_jtm.PathOf("disk"));
        AssertAreNobodys(_folder.Folder); // what SQLite makes beside a database, too
    }

    [Fact]
    public async Task After_root_the_services_user_goes_on_and_removes_what_root_has_made()
    {
        await BackUpAsync();
        InstalledYear.AddEvidence(_folder, "照片"u8);
        GiveAll(_folder.Folder);
        var (exit, said) = await AsNobodyAsync("--keep", "1");
        Assert.True(exit == 0, said);
        Assert.DoesNotContain("2018-", Directory.GetDirectories(Backups).Select(Path.GetFileName)
            .Aggregate("", (all, name) => all + name), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_backup_that_may_not_be_touched_is_named_and_the_new_one_stays()
    {
        await BackUpAsync();
        var old = Directory.GetDirectories(Backups, "2018-*").Single();
        GiveAll(old, new(0, 0));
        Directory.CreateDirectory(Path.Combine(Backups, "2018-01-01T00-00-00Z.incomplete/keys"));
        File.WriteAllText(Path.Combine(Backups, "2018-01-01T00-00-00Z.incomplete/keys/k"), "");

        var (exit, said) = await AsNobodyAsync("--keep", "1");

        Assert.True(exit == 1, said);
        Assert.Contains($"chown -R --reference={_folder.Folder} {old}\n", said, StringComparison.Ordinal);
        Assert.Contains("2018-01-01T00-00-00Z.incomplete", said, StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetDirectories(Backups).Length); // evidence, the old, the half and the new one
    }

    [Fact]
    public async Task A_lock_that_root_has_left_is_named_with_what_mends_it()
    {
        await BackUpAsync();
        GiveAll(Path.Combine(Backups, ".lock"), new(0, 0));
        var (exit, said) = await AsNobodyAsync();
        Assert.True(exit == 2, said);
        Assert.Contains(".lock", said, StringComparison.Ordinal);
        Assert.Contains($"chown -R --reference={_folder.Folder} {Backups}", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a folder of the user's", "disk/new/data")]
    [InlineData("root's folder: then the backup's owner", "data")]
    public async Task What_root_restores_is_the_users(string _, string into)
    {
        var backup = await BackUpAsync();
        (await _jtm.RunAsync("restore", backup, "--into", _jtm.PathOf(into))).MustBe(0);
        AssertAreNobodys(_jtm.PathOf(into));
        AssertAreNobodys(_jtm.PathOf("disk"));
    }

    [Fact]
    public async Task The_order_of_an_adoption_is_the_services_to_read_and_to_take_away()
    {
        (await _jtm.RunAsync("adopt", "--side", "government", "--reason", "moved", "--data", _folder.Folder, "--yes"))
            .MustBe(0);
        AssertAreNobodys(Path.Combine(_folder.Folder, "government.adopt"));
    }

    [Fact]
    public async Task Root_goes_through_no_link_in_the_folder()
    {
        Directory.CreateDirectory(_jtm.PathOf("elsewhere"));
        File.WriteAllText(_jtm.PathOf("elsewhere/file"), "root's");
        Directory.CreateDirectory(_jtm.PathOf("disk/tree"));
        Directory.CreateSymbolicLink(_jtm.PathOf("disk/tree/link"), _jtm.PathOf("elsewhere"));
        DataOwner.Of([_folder.Folder]).TakeAll(_jtm.PathOf("disk/tree"));
        Assert.Equal(Nobody, FileOwner.Of(_jtm.PathOf("disk/tree")));
        Assert.Equal(new FileOwner(0, 0), FileOwner.Of(_jtm.PathOf("elsewhere/file")));
        await Task.CompletedTask;
    }

    // Whoever has got hold of the service's user may put links into its folder; what root copies is that user's.
    [Theory]
    [InlineData("access-people.json")]
    [InlineData("government.high-water")]
    [InlineData("keys/government-log.pem")]
    public async Task Root_copies_nothing_that_only_root_may_read_because_a_link_leads_there(string name)
    {
        var (secret, link) = (_jtm.PathOf("secret"), Path.Combine(_folder.Folder, name));
        File.WriteAllText(secret, (File.Exists(link) ? File.ReadAllText(link) : "") + "\nroot's alone\n");
        SetupCase.SetMode(secret, "600");
        File.Delete(link);
        File.CreateSymbolicLink(link, secret);
        Nobody.Take(link);

        var run = await _jtm.RunAsync(
            "backup", Backups, "--data", _folder.Folder, "--with-keys", "--lang", "en");

        run.MustBe(1);
        Assert.Contains($"{link} leads to {secret}", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(_jtm.PathOf("disk"), "*", SearchOption.AllDirectories),
            f => File.ReadAllText(f).Contains("root's alone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_to_what_is_the_users_already_and_a_file_of_roots_own_are_copied()
    {
        var (people, service) = (_jtm.PathOf("people.json"), Path.Combine(_folder.Folder, "access-more.json"));
        File.WriteAllText(people, "{}");
        Nobody.Take(people);
        File.CreateSymbolicLink(Path.Combine(_folder.Folder, "access-people.json"), people);
        File.WriteAllText(service, "[]");
        new FileOwner(0, 0).Take(service);
        var backup = await BackUpAsync();
        Assert.Equal("{}", File.ReadAllText(Path.Combine(backup, "access-people.json")));
        Assert.Equal("[]", File.ReadAllText(Path.Combine(backup, "access-more.json")));
    }

    private async Task<string> BackUpAsync(params string[] more) => (string)(await _jtm.RunAsync(
        ["backup", Backups, "--data", _folder.Folder, "--json", .. more])).MustBe(0).Json["folder"]!;

    private async Task<(int Exit, string Said)> AsNobodyAsync(params string[] more)
    {
        var (program, data) = (typeof(JtmCommand).Assembly.Location, _folder.Folder);
        Assert.SkipUnless((await RunAsNobodyAsync("test", "-r", program, "-a", "-x", data)).Exit == 0,
            "Another user can get neither to the build nor to the temporary files here.");
        return await RunAsNobodyAsync(
            "dotnet", [program, "backup", Backups, "--data", data, "--lang", "en", .. more]);
    }

    private static async Task<(int Exit, string Said)> RunAsNobodyAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("setpriv",
            ["--reuid", $"{Nobody.User}", "--regid", $"{Nobody.Group}", "--clear-groups", program, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }

    private static void GiveAll(string path, FileOwner? to = null)
    {
        foreach (var entry in Directory.Exists(path)
            ? Directory.GetFileSystemEntries(path, "*", SearchOption.AllDirectories) : [])
        {
            (to ?? Nobody).Take(entry);
        }

        (to ?? Nobody).Take(path);
    }

    private static void AssertAreNobodys(string path) => Assert.All(
        (Directory.Exists(path) ? Directory.GetFileSystemEntries(path, "*", SearchOption.AllDirectories) : [])
            .Prepend(path),
        entry => Assert.Equal((entry, Nobody), (entry, FileOwner.Of(entry))));
}
