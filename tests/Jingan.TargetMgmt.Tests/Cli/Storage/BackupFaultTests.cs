using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Storage;
using Jingan.TargetMgmt.Tests.Log.Checking;

namespace Jingan.TargetMgmt.Tests.Cli.Storage;

/// <summary>A backup that fails, is cut short or finds something damaged takes nothing with it that is good, and says
/// what is missing.</summary>
public sealed class BackupFaultTests(InstalledYear year) : IClassFixture<InstalledYear>, IDisposable
{
    private readonly Jtm _jtm = new();
    private readonly StoredFolder _folder = year.Copy();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Backups => _jtm.PathOf("backups");

    public void Dispose()
    {
        _folder.Dispose();
        _jtm.Dispose();
    }

    // A rating names the entry of the government's log that it judged: it has to be in the backup.
    [Fact]
    public async Task The_evaluations_moment_comes_before_the_governments()
    {
        foreach (var side in InstalledYear.Sides)
        {
            _folder.Edit(side, "delete from log_checkpoint");
        }

        Assert.Contains("the evaluation log is in doubt", (await BackUpAsync()).MustBe(1).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_fails_leaves_those_before_it_as_they_were()
    {
        var good = await DoneAsync();
        _folder.Edit("government", "delete from log_checkpoint");

        (await BackUpAsync("--keep", "1")).MustBe(1);

        Assert.Equal([good], Directory.GetDirectories(Backups));
        (await RestoreAsync(good)).MustBe(0);
    }

    [Fact]
    public async Task Evidence_that_is_damaged_takes_no_good_copy_and_no_older_backup_with_it()
    {
        var path = InstalledYear.AddEvidence(_folder, "验收单"u8);
        var older = await DoneAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder.Folder, "evidence", path), "其他", Ct);

        var run = (await BackUpAsync("--keep", "1", "--json")).MustBe(1);

        Assert.Contains(Path.Combine(Backups, "evidence", path), run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Json["dropped"]!.AsArray());
        foreach (var backup in (string[])[older, (string)run.Json["folder"]!])
        {
            var into = _jtm.PathOf(Path.GetFileName(backup));
            (await RestoreAsync(backup, into)).MustBe(0);
            Assert.Equal("验收单"u8.ToArray(), await File.ReadAllBytesAsync(Path.Combine(into, "evidence", path), Ct));
        }
    }

    // A disk that gives no more of a file, as the process's memory gives nothing at its beginning.
    [Fact]
    public async Task Evidence_that_cannot_be_read_is_named_and_all_else_is_backed_up()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere no file fails to be read on demand.");
        var (lost, kept) = (InstalledYear.AddEvidence(_folder, "验收单"u8), InstalledYear.AddEvidence(_folder, "照片"u8));
        var file = Path.Combine(_folder.Folder, "evidence", lost);
        File.Delete(file);
        File.CreateSymbolicLink(file, "/proc/self/mem");

        var run = (await BackUpAsync("--json")).MustBe(1);

        Assert.Contains($"{file} cannot be read", run.Error, StringComparison.Ordinal);
        var into = _jtm.PathOf("restored");
        (await RestoreAsync((string)run.Json["folder"]!, into)).MustBe(0);
        Assert.True(File.Exists(Path.Combine(into, "evidence", kept)));
        Assert.False(File.Exists(Path.Combine(into, "evidence", lost)));
    }

    [Fact]
    public async Task A_copy_that_its_disk_has_forgotten_is_found_within_four_weeks_and_made_anew()
    {
        var path = InstalledYear.AddEvidence(_folder, "验收单"u8);
        await DoneAsync();
        var copy = Path.Combine(Backups, "evidence", path);
        await File.WriteAllTextAsync(copy, "验收但", Ct); // as long
        for (var days = DaysUntilItsTurn(path); days > 0; days--)
        {
            _jtm.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal("", (await BackUpAsync()).MustBe(0).Error);
        }

        _jtm.Clock.Advance(TimeSpan.FromDays(1));
        var run = (await BackUpAsync()).MustBe(0);

        Assert.Contains($"{copy} of an earlier backup was damaged", run.Error, StringComparison.Ordinal);
        Assert.Equal("验收单", await File.ReadAllTextAsync(copy, Ct));
    }

    private int DaysUntilItsTurn(string path)
    {
        var tomorrow = DateOnly.FromDateTime(_jtm.Clock.GetUtcNow().UtcDateTime).DayNumber + 1;
        return Enumerable.Range(0, EvidenceCopies.Days)
            .Single(d => (tomorrow + d) % EvidenceCopies.Days == Convert.ToInt32(path[..2], 16) % EvidenceCopies.Days);
    }

    [Theory]
    [InlineData("evaluation.db", "the evaluation side's database")]
    [InlineData("evidence", "the evidence folder")]
    public async Task What_is_missing_is_said_and_not_left_out(string what, string says)
    {
        InstalledYear.AddEvidence(_folder, "验收单"u8);
        var good = await DoneAsync();
        var path = Path.Combine(_folder.Folder, what);
        Directory.Move(path, path + ".elsewhere"); // as when its disk is not mounted

        Assert.Contains(says, (await BackUpAsync("--keep", "1")).MustBe(2).Error, StringComparison.Ordinal);
        (await RestoreAsync(good)).MustBe(0);
    }

    [Fact]
    public async Task What_was_cut_short_is_cleared_and_what_is_somebody_elses_stays()
    {
        InstalledYear.AddEvidence(_folder, "验收单"u8);
        string[] cleared = ["2018-01-01T00-00-00Z.incomplete/government.db", "evidence/ab/cd.0123.tmp"];
        foreach (var file in (string[])[.. cleared, "my.incomplete/file"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Backups, file))!);
            await File.WriteAllTextAsync(Path.Combine(Backups, file), "half", Ct);
        }

        await DoneAsync();

        Assert.All(cleared, file => Assert.False(File.Exists(Path.Combine(Backups, file)), file));
        Assert.True(File.Exists(Path.Combine(Backups, "my.incomplete", "file")));
    }

    [Fact]
    public async Task The_one_just_made_is_never_the_oldest()
    {
        Directory.Move(await DoneAsync(), Path.Combine(Backups, "2099-01-01T00-00-00Z")); // the clock ran ahead

        var run = (await BackUpAsync("--keep", "1", "--json")).MustBe(0).Json;

        Assert.True(Directory.Exists((string)run["folder"]!));
        Assert.Equal([Path.Combine(Backups, "2099-01-01T00-00-00Z")],
            run["dropped"]!.AsArray().Select(d => (string)d!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("backups")]
    [InlineData("evidence")]
    [InlineData("../link")]
    public async Task A_backup_does_not_lie_where_the_data_lies(string below)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Folder, "evidence"));
        var into = below == "../link" ? _jtm.PathOf("link") : Path.Combine(_folder.Folder, below);
        if (below == "../link")
        {
            Directory.CreateSymbolicLink(into, _folder.Folder);
            into = Path.Combine(into, "backups");
        }

        Assert.Contains("lost with it", (await BackUpIntoAsync(into)).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_is_not_copied_onto_itself()
    {
        await File.WriteAllTextAsync(_jtm.PathOf("settings.json"), new JsonObject
        {
            ["Evidence:Directory"] = Path.Combine(Backups, "evidence"),
        }.ToJsonString(), Ct);

        Assert.Contains("lost with it",
            (await BackUpAsync("--config", _jtm.PathOf("settings.json"))).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_one_name_in_two_folders_are_both_there()
    {
        JsonObject settings = [];
        foreach (var side in InstalledYear.Sides)
        {
            var key = Path.Combine(_folder.Folder, $"{side}-keys", "log.pem");
            Directory.CreateDirectory(Path.GetDirectoryName(key)!);
            File.Move(Path.Combine(_folder.Folder, "keys", $"{side}-log.pem"), key);
            settings[$"{side}:Log:KeyFile"] = key;
        }

        await File.WriteAllTextAsync(_jtm.PathOf("settings.json"), settings.ToJsonString(), Ct);
        var backup = await DoneAsync("--with-keys", "--config", _jtm.PathOf("settings.json"));
        foreach (var (side, name) in new[] { ("government", "log.pem"), ("evaluation", "evaluation-log.pem") })
        {
            Assert.Equal(await File.ReadAllTextAsync((string)settings[$"{side}:Log:KeyFile"]!, Ct),
                await File.ReadAllTextAsync(Path.Combine(backup, "keys", name), Ct));
        }
    }

    private async Task<string> DoneAsync(params string[] rest)
    {
        var folder = (string)(await BackUpAsync(["--json", .. rest])).MustBe(0).Json["folder"]!;
        _jtm.Clock.Advance(TimeSpan.FromDays(1));
        return folder;
    }

    private Task<Run> BackUpAsync(params string[] rest) => BackUpIntoAsync(Backups, rest);

    private Task<Run> BackUpIntoAsync(string into, params string[] rest) => _jtm.RunAsync(
        ["backup", into, "--data", _folder.Folder, "--lang", "en", .. rest]);

    private Task<Run> RestoreAsync(string backup, string? into = null) =>
        _jtm.RunAsync("restore", backup, "--into", into ?? _jtm.PathOf("data"), "--lang", "en");
}
