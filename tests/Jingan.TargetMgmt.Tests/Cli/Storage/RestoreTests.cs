namespace Jingan.TargetMgmt.Tests.Cli.Storage;

/// <summary>A restore that was cut short is no data folder: the next one clears it, or says that it does not know.
/// </summary>
public sealed class RestoreTests(InstalledYear year) : IClassFixture<InstalledYear>, IAsyncLifetime
{
    private readonly Jtm _jtm = new();
    private string _backup = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Data => _jtm.PathOf("data");

    private string Unfinished => Path.Combine(Data, ".restoring");

    public async ValueTask InitializeAsync()
    {
        using var folder = year.Copy();
        InstalledYear.AddEvidence(folder, "验收单"u8);
        _backup = (string)(await _jtm.RunAsync("backup", _jtm.PathOf("backups"), "--data", folder.Folder, "--json"))
            .MustBe(0).Json["folder"]!;
        Directory.CreateDirectory(Unfinished);
    }

    public ValueTask DisposeAsync()
    {
        _jtm.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_cut_short_is_cleared_by_the_next_run()
    {
        await File.WriteAllTextAsync(Path.Combine(Unfinished, "government.db"), "half", Ct);
        await File.WriteAllTextAsync(Path.Combine(Unfinished, "lock"), "", Ct);

        (await RestoreAsync()).MustBe(0);

        Assert.Equal(["evaluation.db", "evidence", "government.db"],
            Directory.GetFileSystemEntries(Data).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_cut_short_at_the_last_step_is_left_to_the_operator()
    {
        await File.WriteAllTextAsync(Path.Combine(Data, "evaluation.db"), "whole", Ct);

        Assert.Contains("cut short at its last step", (await RestoreAsync()).MustBe(1).Error,
            StringComparison.Ordinal);
        Assert.Equal("whole", await File.ReadAllTextAsync(Path.Combine(Data, "evaluation.db"), Ct));
    }

    [Fact]
    public async Task Two_at_once_do_not_get_into_each_others_way()
    {
        await File.WriteAllTextAsync(Path.Combine(Unfinished, "government.db"), "the other's", Ct);
        await using (new FileStream(
            Path.Combine(Unfinished, "lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Contains("another restore", (await RestoreAsync()).MustBe(1).Error, StringComparison.Ordinal);
        }

        Assert.Equal("the other's", await File.ReadAllTextAsync(Path.Combine(Unfinished, "government.db"), Ct));
    }

    // As a shell completes it.
    [Fact]
    public async Task A_backup_with_a_stroke_behind_its_name_has_its_evidence()
    {
        _backup += "/";
        (await RestoreAsync()).MustBe(0);
        Assert.Single(Directory.GetFiles(Path.Combine(Data, "evidence"), "*", SearchOption.AllDirectories));
    }

    private Task<Run> RestoreAsync() => _jtm.RunAsync("restore", _backup, "--into", Data, "--lang", "en");
}
