using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Tests.Log.Checking;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Cli.Storage;

/// <summary>A log that was put back or moved goes on only when somebody says so, and the log tells of it. A key that
/// has signed more than the copy has goes on under no circumstances.</summary>
public sealed class AdoptTests(InstalledYear year) : IClassFixture<InstalledYear>, IDisposable
{
    private const string Side = "government", Old = "targetmgmt.localhost/government", New = "next.example/government";

    private readonly Jtm _jtm = new();
    private readonly StoredFolder _folder = year.Copy();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string KeyFile => Path.Combine(_folder.Folder, "keys", "government-log.pem");

    private string Mark => Path.ChangeExtension(KeyFile, ".mark");

    public void Dispose()
    {
        _folder.Dispose();
        _jtm.Dispose();
    }

    [Fact]
    public async Task A_moved_log_waits_for_its_adoption_and_tells_of_it_once()
    {
        File.Delete(_folder.Mark(Side));
        File.Delete(Mark);
        Assert.Contains("run jtm adopt", Start().Log.Doubt?.En, StringComparison.Ordinal);
        _folder.Stop();

        (await AdoptAsync()).MustBe(1); // only shown
        Assert.NotNull(Start().Log.Doubt);
        _folder.Stop();

        Assert.Contains("the next start logs it", (await AdoptAsync("--yes")).MustBe(0).Output,
            StringComparison.Ordinal);
        var db = Start();
        Assert.Null(db.Log.Doubt?.En);
        var size = db.Log.Newest!.Size;
        var entry = await EntryAsync(db, size - 1);
        Assert.Equal(("adoption", "operator", size - 1, "换了机器"), ((string?)entry["type"], (string?)entry["actor"],
            (long)entry["size"]!, (string?)entry["reason"]));
        Assert.Null(entry["lost"] ?? entry["previous"]);
        StoredFolder.CheckRows(db);
        Assert.Null(db.Log.Doubt?.En);
        Assert.True((await db.Queue.CommitAsync([new("next"u8.ToArray(), [])], Ct)).IsStored);
        _folder.Stop();
        Assert.Equal(size + 1, Start().Log.Newest!.Size);
    }

    [Fact]
    public async Task An_older_copy_is_taken_on_under_no_key_that_has_signed_more()
    {
        var older = await LoseTheNewestAsync();

        Assert.Contains("the mark beside its key knows", Start().Log.Doubt?.En, StringComparison.Ordinal);
        _folder.Stop();
        var refused = (await AdoptAsync("--yes")).MustBe(1);
        Assert.Contains($"entries {older} to {older} are lost", refused.Output, StringComparison.Ordinal);
        Assert.Contains("one key signs no second history", refused.Error, StringComparison.Ordinal);
        Assert.Equal(older, Newest());

        // An order made by hand is not obeyed either.
        new AdoptionOrder(older, Convert.ToBase64String(Root()), OldKey().ToString(), "无").Write(_folder.Mark(Side));
        Assert.Contains("one key signs no second history", Start().Log.Doubt?.En, StringComparison.Ordinal);
        _folder.Stop();
        Assert.Equal(older, Newest());
    }

    [Fact]
    public async Task Without_any_mark_a_checkpoint_that_somebody_holds_says_so()
    {
        var newest = await NewestNoteAsync();
        await LoseTheNewestAsync();
        File.Delete(Mark);
        await File.WriteAllBytesAsync(_jtm.PathOf("state"), newest, Ct);

        Assert.Contains("one key signs no second history",
            (await AdoptAsync("--yes", "--checkpoint", _jtm.PathOf("state"))).MustBe(1).Error,
            StringComparison.Ordinal);
        await File.WriteAllTextAsync(_jtm.PathOf("state"), "no note", Ct);
        (await AdoptAsync("--yes", "--checkpoint", _jtm.PathOf("state"))).MustBe(2);
    }

    [Fact]
    public async Task A_witness_that_has_seen_more_is_asked_and_heard()
    {
        var newest = await NewestNoteAsync();
        var older = await LoseTheNewestAsync();
        File.Delete(Mark);
        await using var witness = await RunningWitness.StartAsync(_jtm, OldKey());
        Assert.Equal(200, (await witness.AddAsync(new AddCheckpointRequest(0, [], newest).ToBytes())).Status);

        var refused = (await AdoptAsync("--yes", "--config", await WitnessedByAsync(witness.Address))).MustBe(1);

        Assert.Contains($"the witness witness.test has seen {older + 1} entries", refused.Error,
            StringComparison.Ordinal);
        Assert.Contains("one key signs no second history", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Order));
    }

    [Fact]
    public async Task A_witness_that_is_away_or_knows_nothing_is_named_and_holds_nothing_up()
    {
        await LoseTheNewestAsync();
        File.Delete(Mark);
        await using (var witness = await RunningWitness.StartAsync(_jtm, OldKey()))
        {
            Assert.Contains("the witness witness.test: shows no checkpoint",
                (await AdoptAsync("--config", await WitnessedByAsync(witness.Address))).MustBe(1).Error,
                StringComparison.Ordinal);
        }

        var done = (await AdoptAsync("--yes", "--config", await WitnessedByAsync(new("http://127.0.0.1:1/"))))
            .MustBe(0);
        Assert.Contains("the witness witness.test: cannot be reached", done.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Order));
    }

    [Fact]
    public async Task An_older_copy_goes_on_under_a_new_key_and_its_first_entry_says_what_is_lost()
    {
        var older = await LoseTheNewestAsync();
        var oldMark = await File.ReadAllTextAsync(Mark, Ct);
        var next = Path.Combine(_folder.Folder, "keys", "next.pem");
        OwnerOnlyFile.TryCreate(next, Encoding.ASCII.GetBytes(NoteSigner.NewEd25519(New).ToPem()));
        await File.WriteAllTextAsync(_jtm.PathOf("settings.json"), new JsonObject
        {
            ["Government:Log:Origin"] = New, ["Government:Log:KeyFile"] = next,
            ["Government:Log:PreviousOrigin"] = Old, ["Government:Log:PreviousKeyFile"] = KeyFile,
        }.ToJsonString(), Ct);

        (await AdoptAsync("--yes", "--config", _jtm.PathOf("settings.json"))).MustBe(0);

        SideLog StartNew(bool verifyAll) => _folder.Start(Side, o =>
            (o.Origin, o.KeyFile, o.PreviousOrigin, o.PreviousKeyFile, o.VerifyAll) =
            (New, next, Old, KeyFile, verifyAll));
        var db = StartNew(false);
        Assert.Null(db.Log.Doubt?.En);
        var entry = await EntryAsync(db, older);
        Assert.Equal((older, older + 1, OldKey().ToString()), ((long)entry["size"]!, (long)entry["lost"]!["size"]!,
            (string?)entry["previous"]!["key"]));
        Assert.Equal(older + 1, db.Log.Newest!.Size);
        StoredFolder.CheckRows(db);
        Assert.Null(db.Log.Doubt?.En);
        _folder.Stop();
        Assert.Null(StartNew(true).Log.Doubt?.En);
        Assert.Equal(oldMark, await File.ReadAllTextAsync(Mark, Ct)); // the old key has signed nothing more
    }

    [Fact]
    public async Task An_order_is_for_one_log_and_is_taken_up_where_it_was_cut_short()
    {
        File.Delete(_folder.Mark(Side));
        (await AdoptAsync("--yes")).MustBe(0);
        var (order, size) = (await File.ReadAllBytesAsync(Order, Ct), Newest());
        Assert.Null(Start().Log.Doubt?.En);
        _folder.Stop();
        Assert.False(File.Exists(Order));

        // As if the machine had stopped between the entry and the rest.
        await File.WriteAllBytesAsync(Order, order, Ct);
        File.Delete(_folder.Mark(Side));
        Assert.Null(Start().Log.Doubt?.En);
        _folder.Stop();
        Assert.Equal(size + 1, Newest());

        await File.WriteAllTextAsync(Order, Encoding.UTF8.GetString(order).Replace($"\"size\":{size}", "\"size\":3",
            StringComparison.Ordinal), Ct);
        Assert.Contains("run jtm adopt again", Start().Log.Doubt?.En, StringComparison.Ordinal);
    }

    private string Order => Path.Combine(_folder.Folder, "government.adopt");

    private SideLog Start() => _folder.Start(Side);

    // The key and its mark stay; what was put back is one entry older, in step with its high-water file.
    private async Task<long> LoseTheNewestAsync()
    {
        var (older, mark) = (await File.ReadAllBytesAsync(_folder.File(Side), Ct),
            await File.ReadAllBytesAsync(_folder.Mark(Side), Ct));
        Assert.True((await Start().Queue.CommitAsync([new("lost"u8.ToArray(), [])], Ct)).IsStored);
        _folder.Stop();
        await File.WriteAllBytesAsync(_folder.File(Side), older, Ct);
        await File.WriteAllBytesAsync(_folder.Mark(Side), mark, Ct);
        return Newest();
    }

    private async Task<byte[]> NewestNoteAsync()
    {
        using var other = _folder.Copy();
        var db = other.Start(Side);
        Assert.True((await db.Queue.CommitAsync([new("lost"u8.ToArray(), [])], Ct)).IsStored);
        return db.Log.Newest!.Note;
    }

    private async Task<string> WitnessedByAsync(Uri address)
    {
        await File.WriteAllTextAsync(_jtm.PathOf("witnessed.json"), new JsonObject
        {
            ["Government:Log:Witnesses:0:VerifierKey"] = RunningWitness.Signer.VerifierKey.ToString(),
            ["Government:Log:Witnesses:0:Url"] = address.ToString(),
        }.ToJsonString(), Ct);
        return _jtm.PathOf("witnessed.json");
    }

    private long Newest() => long.Parse(_folder.Ask(Side, "select max(size) || '' from log_checkpoint")[0],
        System.Globalization.CultureInfo.InvariantCulture);

    private byte[] Root() => Convert.FromHexString(
        _folder.Ask(Side, "select hex(root) from log_checkpoint order by size desc limit 1")[0]);

    private VerifierKey OldKey() => NoteSigner.FromPem(Old, File.ReadAllText(KeyFile)).VerifierKey;

    private static async Task<JsonNode> EntryAsync(SideLog db, long index) =>
        JsonNode.Parse(await db.Reading.EntryAsync(index, Ct))!;

    private Task<Run> AdoptAsync(params string[] rest) => _jtm.RunAsync(
        ["adopt", "--side", Side, "--data", _folder.Folder, "--reason", "换了机器", "--lang", "en", .. rest]);
}
