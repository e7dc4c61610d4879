using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Log.Store;

/// <summary>Rows of log_cosignature are outside the tree: a checkpoint is served with those lines only that verify,
/// whatever was done to the rows.</summary>
public sealed class ServedCosignatureTests(LogCopies copies) : IClassFixture<LogCopies>
{
    private const int Size = 600;

    private static readonly CosignatureSigner First = CosignatureSigner.Ed25519("first.example/w", new byte[32]);
    private static readonly CosignatureSigner Second = CosignatureSigner.Ed25519(
        "second.example/w", [.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly CosignatureSigner Unknown = CosignatureSigner.Ed25519(
        "first.example/w", [.. Enumerable.Repeat((byte)2, 32)]);

    [Fact]
    public async Task Lines_that_verify_are_served_in_the_order_of_their_witnesses() =>
        await AssertServedAsync("update log_cosignature set at = 1", First, Second);

    [Theory]
    [InlineData(
        "update log_cosignature set line = substr(line, 1, length(line) - 4) || 'AAA=' where line like '%first%'")]
    [InlineData("update log_cosignature set line = 'not a line' where line like '%first%'")]
    [InlineData("update log_cosignature set line = line || char(10) || line where line like '%first%'")]
    [InlineData("delete from log_cosignature where line like '%first%'")]
    [InlineData("update log_cosignature set size = 550 where line like '%first%'")] // another checkpoint's
    public async Task A_line_that_does_not_verify_is_left_out(string damage) => await AssertServedAsync(damage, Second);

    [Fact]
    public async Task Two_rows_that_changed_their_lines_are_still_two_lines_that_verify() => await AssertServedAsync(
        """
        create temp table was as select * from log_cosignature;
        update log_cosignature set line = (select w.line from was w where w.witness <> log_cosignature.witness)
        """,
        Second, First);

    [Fact]
    public async Task A_line_that_stands_in_two_rows_is_served_once() => await AssertServedAsync(
        "update log_cosignature set line = (select max(c.line) from log_cosignature c)", Second);

    // The row's own key would vouch for it; the configured key of that name and id does not.
    [Fact]
    public async Task A_row_cannot_bring_its_own_key_for_a_configured_witness()
    {
        using var log = copies.Of(Size);
        var db = await StartAsync(log);
        var forged = Unknown.VerifierKey.ToString();
        var line = Cosign(log, Unknown) with { KeyId = First.VerifierKey.KeyId };
        log.Edit("delete from log_cosignature; insert into log_cosignature values (600, @w, 1, @line)", ("@w", forged),
            ("@line", line.ToLine()));
        Assert.Empty(await ServedAsync(db));
    }

    // Cosigned while it was configured: that stays true.
    [Fact]
    public async Task A_witness_that_is_no_longer_configured_keeps_its_lines()
    {
        using var log = copies.Of(Size);
        await StartAsync(log);
        log.Stop();
        Assert.Equal(2, (await ServedAsync(log.Start())).Count);
    }

    private async Task AssertServedAsync(string damage, params CosignatureSigner[] served)
    {
        using var log = copies.Of(Size);
        var db = await StartAsync(log);
        log.Edit(damage);
        Assert.Equal(served.Select(w => w.VerifierKey.Name), (await ServedAsync(db)).Select(s => s.Name));
        log.Stop();
        Assert.Null(log.Start(o => o.VerifyAll = true).Log.Doubt); // nothing the log promises rests on these rows
    }

    private static async Task<SideLog> StartAsync(LogCopy log)
    {
        var db = log.Start(o => o.Witnesses =
        [
            new() { VerifierKey = First.VerifierKey.ToString() }, new() { VerifierKey = Second.VerifierKey.ToString() },
        ]);
        foreach (var signer in (CosignatureSigner[])[Second, First])
        {
            var commit = new CosignatureLine(signer.VerifierKey, 1767225600, Cosign(log, signer)).ToCommit(Size);
            Assert.True((await db.Queue.CommitAsync([commit], TestContext.Current.CancellationToken)).IsStored);
        }

        Assert.Equal(2, (await ServedAsync(db)).Count);
        return db;
    }

    private static NoteSignature Cosign(LogCopy log, CosignatureSigner signer)
    {
        Assert.True(
            SignedNote.TryParse(log.Read<byte[]>($"select note from log_checkpoint where size = {Size}"), out var note,
                out var fault), fault);
        return Cosignature.Sign(signer, 1767225600, note.Text.Span);
    }

    // As a client sees it: the log's line first, then the witnesses' lines;
    // nothing in it makes the note unreadable or unacceptable.
    private static async Task<IReadOnlyList<NoteSignature>> ServedAsync(SideLog db)
    {
        Assert.True(
            SignedNote.TryParse((await db.Reading.CheckpointAsync(Size, TestContext.Current.CancellationToken))!.Note,
                out var note, out var fault), fault);
        var verified = note.Verify([db.Identity.VerifierKey, First.VerifierKey, Second.VerifierKey]);
        Assert.True(verified.Accepted, verified.Fault);
        Assert.Equal(note.Signatures.Count, verified.Verified.Count);
        return [.. note.Signatures.Skip(1)];
    }
}
