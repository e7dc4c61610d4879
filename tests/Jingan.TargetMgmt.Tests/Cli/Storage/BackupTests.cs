using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Tests.Log.Checking;

namespace Jingan.TargetMgmt.Tests.Cli.Storage;

/// <summary>A running service is copied whole and verified; what is damaged later is not restored, and nothing that is
/// there is overwritten.</summary>
public sealed class BackupTests(InstalledYear year) : IClassFixture<InstalledYear>, IDisposable
{
    private readonly Jtm _jtm = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _jtm.Dispose();

    [Fact]
    public async Task A_backup_of_running_sides_is_whole_at_the_size_that_it_names()
    {
        using var folder = year.Copy();
        var running = InstalledYear.Sides.ToDictionary(s => s, s => folder.Start(s));
        foreach (var db in running.Values)
        {
            Assert.True((await db.Queue.CommitAsync([new("in the WAL"u8.ToArray(), [])], Ct)).IsStored);
        }

        var done = (await BackUpAsync(folder, "--json")).MustBe(0).Json;
        foreach (var (side, db) in running)
        {
            var log = Assert.Single(done["logs"]!.AsArray(), l => (string?)l!["side"] == side)!;
            Assert.Equal((db.Log.Newest!.Size, Convert.ToHexStringLower(db.Log.Newest.Root)),
                ((long)log["size"]!, (string?)log["root"]));
            Assert.True((await db.Queue.CommitAsync([new("after it"u8.ToArray(), [])], Ct)).IsStored);
            Assert.Null(db.Log.Doubt?.En);
        }

        using var restored = new StoredFolder();
        (await RestoreAsync((string)done["folder"]!, restored.Folder)).MustBe(0);
        foreach (var (side, db) in running)
        {
            Assert.Equal([$"{db.Log.Newest!.Size - 1}"],
                restored.Ask(side, "select max(size) || '' from log_checkpoint"));
        }
    }

    [Fact]
    public async Task Keys_are_in_it_only_when_asked_for_and_marks_are_never_restored()
    {
        using var folder = year.Copy();
        await File.WriteAllTextAsync(Path.Combine(folder.Folder, "access-tokens.json"), "[]", Ct);
        var without = (await BackUpAsync(folder)).MustBe(0);
        Assert.Contains("keys are not in it", without.Output, StringComparison.Ordinal);
        _jtm.Clock.Advance(TimeSpan.FromSeconds(1));
        var with = (await BackUpAsync(folder, "--with-keys", "--json")).MustBe(0).Json;

        var names = new[] { "without", "with" }.Zip(Directory.GetDirectories(_jtm.PathOf("backups"), "2018-*")
            .Order(StringComparer.Ordinal)).ToDictionary(p => p.First, p => p.Second);
        string[] always = ["access-tokens.json", "evaluation.db", "evaluation.high-water", "government.db",
            "government.high-water", "manifest.json"];
        Assert.Equal(always, FilesOf(names["without"]));
        string[] keys = ["keys/evaluation-log.pem", "keys/government-log.pem"];
        Assert.Equal([.. always, .. keys], FilesOf(names["with"]).OrderBy(keys.Contains));

        (await RestoreAsync((string)with["folder"]!, _jtm.PathOf("data"))).MustBe(0);
        Assert.Equal(["access-tokens.json", "evaluation.db", "government.db", .. keys],
            FilesOf(_jtm.PathOf("data")));
        AssertOwnersOnly(_jtm.PathOf("backups"));
        AssertOwnersOnly(_jtm.PathOf("data"));
    }

    [Fact]
    public async Task Evidence_is_copied_once_and_what_is_damaged_is_named()
    {
        using var folder = year.Copy();
        var first = InstalledYear.AddEvidence(folder, "验收单"u8);
        Assert.Equal(1, (int)(await BackUpAsync(folder, "--json")).MustBe(0).Json["copied"]!);
        InstalledYear.AddEvidence(folder, "照片"u8);
        await File.WriteAllTextAsync(Path.Combine(folder.Folder, "evidence", "ab", new string('c', 62)), "other", Ct);
        _jtm.Clock.Advance(TimeSpan.FromSeconds(1));

        var second = (await BackUpAsync(folder, "--json")).MustBe(1);
        Assert.Equal((1, 2), ((int)second.Json["copied"]!, (int)second.Json["evidence"]!));
        Assert.Contains("does not have its hash", second.Error, StringComparison.Ordinal);
        (await RestoreAsync((string)second.Json["folder"]!, _jtm.PathOf("data"))).MustBe(0);
        Assert.Equal("验收单"u8.ToArray(),
            await File.ReadAllBytesAsync(Path.Combine(_jtm.PathOf("data"), "evidence", first), Ct));
    }

    [Theory]
    [InlineData("a byte of a database", "does not have the hash in the manifest")]
    [InlineData("an entry, and its hash in the manifest", "does not match its hash")]
    [InlineData("a file is missing", "lacks evaluation.db")]
    [InlineData("evidence is missing", "lacks ")]
    [InlineData("the manifest names a place outside", "no manifest that this tool wrote")]
    [InlineData("the manifest names a database outside", "no manifest that this tool wrote")]
    [InlineData("the manifest names no log", "no manifest that this tool wrote")]
    public async Task What_is_damaged_is_not_restored(string what, string says)
    {
        using var folder = year.Copy();
        InstalledYear.AddEvidence(folder, "验收单"u8);
        var backup = (string)(await BackUpAsync(folder, "--json")).MustBe(0).Json["folder"]!;
        Damage(backup, what);

        var refused = (await RestoreAsync(backup, _jtm.PathOf("data"))).MustBe(1);

        Assert.Contains(says, refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_jtm.PathOf("data")));
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_old_backups_go_only_when_told()
    {
        using var folder = year.Copy();
        for (var day = 0; day < 3; day++)
        {
            (await BackUpAsync(folder)).MustBe(0);
            _jtm.Clock.Advance(TimeSpan.FromDays(1));
        }

        Directory.CreateDirectory(_jtm.PathOf("backups/2018-01-01T00-00-00Z")); // somebody else's: no manifest
        var dropped = (await BackUpAsync(folder, "--keep", "2", "--json")).MustBe(0).Json["dropped"]!.AsArray();
        Assert.Equal(2, dropped.Count);
        var left = Directory.GetDirectories(_jtm.PathOf("backups"), "2018-*").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(3, left.Count);
        Assert.Contains("not empty", (await RestoreAsync(left[^1], folder.Folder)).MustBe(1).Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Government":{"Database":{"Engine":"sqlserver","ConnectionString":"Server=x"}}}""", 1,
        "SQL Server's own")]
    [InlineData("""{"Storage":{"Directory":"/nowhere/at/all"}}""", 2, "no database in /nowhere/at/all")]
    [InlineData("{", 2, "file cannot be read")]
    public async Task What_is_not_here_to_back_up_ends_in_one_line(string settings, int exit, string says)
    {
        await File.WriteAllTextAsync(_jtm.PathOf("settings.json"), settings, Ct);
        var run = await _jtm.RunAsync("backup", _jtm.PathOf("backups"), "--config", _jtm.PathOf("settings.json"),
            "--lang", "en");
        Assert.Contains(says, Assert.Single(run.MustBe(exit).Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static void Damage(string backup, string what)
    {
        var database = Path.Combine(backup, "evaluation.db");
        switch (what)
        {
            case "a byte of a database":
                var bytes = File.ReadAllBytes(database);
                bytes[^100] ^= 1;
                File.WriteAllBytes(database, bytes);
                break;
            case "an entry, and its hash in the manifest":
                InstalledYear.AlterAnEntry(database);
                InstalledYear.DescribeAnew(backup, "evaluation.db");
                break;
            case "a file is missing":
                File.Delete(database);
                break;
            case "evidence is missing":
                Directory.Delete(Path.Combine(Path.GetDirectoryName(backup)!, "evidence"), recursive: true);
                break;
            default:
                var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(backup, "manifest.json")))!;
                switch (what)
                {
                    case "the manifest names no log":
                        manifest["logs"] = new JsonArray();
                        break;
                    case "the manifest names a database outside":
                        manifest["logs"]![0]!["side"] = "../outside";
                        break;
                    default:
                        manifest["files"]![0]!["path"] = "../outside";
                        break;
                }

                File.WriteAllText(Path.Combine(backup, "manifest.json"), manifest.ToJsonString());
                break;
        }
    }

    private static IEnumerable<string> FilesOf(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal);

    private static void AssertOwnersOnly(string folder)
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead
            | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows())
        {
            foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
                .Prepend(folder))
            {
                Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others);
            }
        }
    }

    private Task<Run> BackUpAsync(StoredFolder folder, params string[] rest) => _jtm.RunAsync(
        ["backup", _jtm.PathOf("backups"), "--data", folder.Folder, "--lang", "en", .. rest]);

    private Task<Run> RestoreAsync(string backup, string into) =>
        _jtm.RunAsync("restore", backup, "--into", into, "--lang", "en");
}
