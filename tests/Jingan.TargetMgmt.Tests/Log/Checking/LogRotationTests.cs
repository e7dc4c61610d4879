using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Log.Checking;

/// <summary>A log changes over to a new name and key: each key names the other, nothing that was promised before is
/// lost, and a wrong key changes nothing.</summary>
public sealed class LogRotationTests(LogCopies copies) : IClassFixture<LogCopies>
{
    private const int Size = 600;
    private const string NewOrigin = "mubiao.example.gov.cn/side";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(0), InlineData(1), InlineData(255), InlineData(256), InlineData(Size)]
    public async Task The_last_entry_under_the_old_key_names_the_new_and_the_first_under_the_new_names_the_old(int size)
    {
        using var log = copies.Of(size);
        var old = OldKey(log);
        var db = Rotate(log);
        var key = db.Identity.VerifierKey;
        Assert.Null(db.Log.Doubt);
        Assert.Equal(size + 2, db.Log.Newest!.Size);
        AssertNames(await EntryAsync(db, size), "next", key);
        AssertNames(await EntryAsync(db, size + 1), "previous", old);
        Assert.True((await NoteAsync(db, size + 1)).Verify([old]).Accepted);
        Assert.True((await NoteAsync(db, size + 2)).Verify([key]).Accepted);
        Assert.False((await NoteAsync(db, size + 2)).Verify([old]).Accepted);
        (await StoredLog.ReadAsync(db)).AssertIsOneTree();
        Assert.True((await db.Queue.CommitAsync([new("next"u8.ToArray(), [])], Ct)).IsStored);
    }

    [Fact]
    public async Task Old_proofs_hold_under_the_old_key_and_every_entry_is_in_the_new_log()
    {
        using var log = copies.Of(Size);
        var old = OldKey(log);
        var db = Rotate(log);
        foreach (var index in (long[])[0, 255, 256, 599])
        {
            await AssertIncludedAsync(db, index, Size, old);
            await AssertIncludedAsync(db, index, Size + 2, db.Identity.VerifierKey);
        }

        var proof = await db.Reading.ProveAsync(TreeProof.Consistency(Size, Size + 2), Ct);
        Assert.True(MerkleProof.VerifyConsistency(
            Size, Size + 2, Damage.RootAt(log, Size), Damage.RootAt(log, Size + 2), proof));
    }

    // The configuration may say for a while yet what the key was before; and the old keys' checkpoints stay verified.
    [Theory, InlineData(false, false), InlineData(false, true), InlineData(true, false), InlineData(true, true)]
    public async Task Later_starts_change_over_no_more(bool namesPrevious, bool verifyAll)
    {
        using var log = copies.Of(Size);
        Rotate(log);
        log.Stop();
        var db = Rotate(log, o =>
        {
            o.PreviousKeyFile = namesPrevious ? o.PreviousKeyFile : "";
            o.VerifyAll = verifyAll;
        });
        Assert.Null(db.Log.Doubt);
        Assert.Equal(Size + 2, db.Log.Newest!.Size);
        Assert.Equal(Size + 2, (await db.Queue.CommitAsync([new("next"u8.ToArray(), [])], Ct)).Receipts[0].Index);
    }

    // The power fails between the two entries: with the mark of the first, or before it was written.
    [Theory, InlineData(Size + 1), InlineData(Size)]
    public async Task A_change_over_that_was_cut_short_is_taken_up(int mark)
    {
        using var log = copies.Of(Size);
        var old = OldKey(log);
        Rotate(log);
        log.Stop();
        CutShort(log);
        await File.WriteAllTextAsync(
            log.HighWater, $"{mark:D19} {Convert.ToBase64String(Damage.RootAt(log, mark))}\n", Ct);

        var db = Rotate(log);
        Assert.Null(db.Log.Doubt);
        Assert.Equal(Size + 2, db.Log.Newest!.Size);
        AssertNames(await EntryAsync(db, Size + 1), "previous", old);
    }

    // The adoption is then the entry that names the old key.
    [Fact]
    public async Task A_change_over_that_was_cut_short_and_lost_its_mark_is_adopted_under_the_new_key()
    {
        using var log = copies.Of(Size);
        var old = OldKey(log);
        Rotate(log);
        log.Stop();
        CutShort(log);
        File.Delete(log.HighWater);
        Assert.Contains("is missing", Rotate(log).Log.Doubt?.En, StringComparison.Ordinal);
        log.Stop();
        log.Adopt();
        var db = Rotate(log);
        Assert.Null(db.Log.Doubt);
        Assert.Equal(Size + 2, db.Log.Newest!.Size);
        var entry = await EntryAsync(db, Size + 1);
        Assert.Equal(("adoption", old.ToString()), ((string?)entry["type"], (string?)entry["previous"]?["key"]));
        Assert.True((await NoteAsync(db, Size + 2)).Verify([db.Identity.VerifierKey]).Accepted);
    }

    // Nothing of the new key's is there yet.
    private static void CutShort(LogCopy log)
    {
        log.Edit($"delete from log_entry where idx > {Size}; delete from log_checkpoint where size > {Size + 1}");
        File.Delete(Path.Combine(log.Folder, "keys", "next.mark"));
    }

    [Fact]
    public void A_wrong_previous_key_changes_nothing()
    {
        using var log = copies.Of(Size);
        var db = Rotate(log, o => o.PreviousKeyFile = WriteKey(log, "another.pem"));
        Assert.Contains("is not signed by this key", db.Log.Doubt?.En, StringComparison.Ordinal);
        Assert.Equal(Size, log.Read<long>("select max(size) from log_checkpoint"));
        Assert.Equal(Size, log.Read<long>("select count(*) from log_entry"));
    }

    [Theory, InlineData(true, false), InlineData(false, true), InlineData(true, true)]
    public void A_new_key_or_name_without_the_previous_key_changes_nothing(bool newKey, bool newOrigin)
    {
        using var log = copies.Of(Size);
        var db = Rotate(log, o =>
        {
            o.PreviousKeyFile = "";
            o.KeyFile = newKey ? o.KeyFile : log.KeyFile;
            o.Origin = newOrigin ? o.Origin : Damage.Origin;
        });
        Assert.Contains("is not signed by this key", db.Log.Doubt?.En, StringComparison.Ordinal);
        Assert.Equal(Size, log.Read<long>("select max(size) from log_checkpoint"));
    }

    [Fact]
    public async Task The_key_alone_can_change()
    {
        using var log = copies.Of(Size);
        var old = OldKey(log);
        var db = Rotate(log, o => (o.Origin, o.PreviousOrigin) = (Damage.Origin, ""));
        Assert.Null(db.Log.Doubt);
        AssertNames(await EntryAsync(db, Size + 1), "previous", old);
        log.Stop();
        Assert.Null(Rotate(log, o => (o.Origin, o.PreviousOrigin, o.VerifyAll) = (Damage.Origin, "", true)).Log.Doubt);
    }

    [Fact]
    public void A_previous_key_that_is_the_present_one_changes_nothing()
    {
        using var log = copies.Of(Size);
        var db = log.Start(o => o.PreviousKeyFile = log.KeyFile);
        Assert.Null(db.Log.Doubt);
        Assert.Equal(Size, db.Log.Newest!.Size);
    }

    [Fact]
    public void A_log_in_doubt_does_not_change_over()
    {
        using var log = copies.Of(Size);
        log.Edit("update log_entry set data = x'00' where idx = 599");
        var db = Rotate(log);
        Assert.Contains("entry 599 does not match its hash", db.Log.Doubt?.En, StringComparison.Ordinal);
        Assert.Equal(Size, log.Read<long>("select count(*) from log_entry"));
    }

    private static SideLog Rotate(LogCopy log, Action<LogOptions>? change = null) => log.Start(o =>
    {
        o.Origin = NewOrigin;
        o.KeyFile = Path.Combine(log.Folder, "keys", "next.pem");
        (o.PreviousOrigin, o.PreviousKeyFile) = (Damage.Origin, log.KeyFile);
        change?.Invoke(o);
    });

    private static VerifierKey OldKey(LogCopy log) =>
        NoteSigner.FromPem(Damage.Origin, File.ReadAllText(log.KeyFile)).VerifierKey;

    private static string WriteKey(LogCopy log, string name)
    {
        var file = Path.Combine(log.Folder, "keys", name);
        OwnerOnlyFile.TryCreate(file, Encoding.ASCII.GetBytes(NoteSigner.NewEd25519(Damage.Origin).ToPem()));
        return file;
    }

    private static async Task<JsonNode> EntryAsync(SideLog db, long index) =>
        JsonNode.Parse(await db.Reading.EntryAsync(index, Ct))!;

    private static void AssertNames(JsonNode entry, string member, VerifierKey key)
    {
        Assert.Equal(("rotation", "operator"), ((string?)entry["type"], (string?)entry["actor"]));
        Assert.Equal((key.Name, key.ToString()), ((string?)entry[member]?["origin"], (string?)entry[member]?["key"]));
        Assert.Null(entry[member == "next" ? "previous" : "next"]);
    }

    private static async Task<SignedNote> NoteAsync(SideLog db, long size)
    {
        Assert.True(
            SignedNote.TryParse((await db.Reading.CheckpointAsync(size, Ct))!.Note, out var note, out var fault),
            fault);
        return note;
    }

    private static async Task AssertIncludedAsync(SideLog db, long index, long size, VerifierKey pinned)
    {
        Assert.True(WitnessPolicy.TryParse($"log {pinned}\nquorum none\n", out var policy, out var fault), fault);
        var proof = new TlogProof(index, await db.Reading.ProveAsync(TreeProof.Inclusion(index, size), Ct),
            await NoteAsync(db, size));
        var verified = proof.Verify(await db.Reading.EntryAsync(index, Ct), policy);
        Assert.True(verified.Accepted, verified.Fault);
    }
}
