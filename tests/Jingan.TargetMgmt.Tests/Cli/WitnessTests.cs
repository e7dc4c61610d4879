using System.Security.Cryptography;
using System.Text;
using Jingan.TargetMgmt.Tests.Verification;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Cli;

public sealed class WitnessTests
{
    private const string Sigsum = "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562";

    // litewitness' golden test: checkpoints that a real log signed, in its order, with its statuses.
    [Fact]
    public async Task The_golden_sequence_of_another_witness_gets_the_same_answers()
    {
        const string One = "KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
        var signed1 = "UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=";
        var signed3 = "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=";
        var signed5 = "UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=";
        string[] to3 = [Leaf(1), Leaf(2)],
            to5 = [Leaf(2), Leaf(3), "wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=", Leaf(4)];
        var (root3, root5) = ("RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=\n",
            "QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=\n");
        using var jtm = new Jtm();
        Assert.True(VerifierKey.TryParse(Sigsum + "+5202289b+Af/cLU2Y5BJNP+r3iMDC+av9eWCD0fBJVDfzAux5zxAP", out var key,
            out _));
        await using var witness = await RunningWitness.StartAsync(jtm, key);

        Assert.Equal(200, (await AddAsync(0, [], 1, One, signed1)).Status);
        Assert.Equal(403, (await AddAsync(1, to3, 3, root3, signed3[..^3] + "wo=")).Status);
        Assert.Equal(422, (await AddAsync(1, [], 3, root3, signed3)).Status);
        Assert.Equal(422, (await AddAsync(1, [Leaf(1), Leaf(3)], 3, root3, signed3)).Status);
        Assert.Equal(200, (await AddAsync(1, to3, 3, root3, signed3)).Status);
        Assert.Equal(new(409, "text/x.tlog.size", "3\n"), await AddAsync(1, to5, 5, root5, signed5));
        Assert.Equal(200, (await AddAsync(3, to5, 5, root5, signed5)).Status);
        Assert.Equal(new(409, "text/x.tlog.size", "5\n"), await AddAsync(0, [], 5, root5, signed5));

        Task<RunningWitness.Answer> AddAsync(int old, string[] proof, int size, string root, string signature) =>
            witness.AddAsync(Encoding.UTF8.GetBytes(
            $"old {old}\n{string.Concat(proof.Select(p => p + "\n"))}\n{Sigsum}\n{size}\n{root}\n— {Sigsum} "
                + $"{signature}\n"));

        static string Leaf(byte i) => Convert.ToBase64String([42, i, .. new byte[30]]);
    }

    [Fact]
    public async Task A_cosignature_is_over_the_checkpoint_with_the_time_of_the_clock_and_the_note_can_be_fetched()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(10);
        await using var witness = await RunningWitness.StartAsync(jtm, log.Signer.VerifierKey);
        Assert.Equal(404, (await witness.NewestAsync(HashOf(log))).Status);
        var answer = await witness.AddAsync(log, 0, 7, log.Checkpoint(7));
        Assert.Equal(200, answer.Status);
        Assert.True(NoteSignature.TryParseLine(answer.Body.TrimEnd('\n'), out var line, out _));
        Assert.True(Cosignature.TryVerify(RunningWitness.Signer.VerifierKey, log.Checkpoint(7).Text.Span, line,
            out var time));
        Assert.Equal(jtm.Clock.GetUtcNow().ToUnixTimeSeconds(), time);

        // The log's line and this witness's own; not those of others, which it cannot vouch for.
        var newest = await witness.NewestAsync(HashOf(log));
        Assert.Equal((200, Encoding.UTF8.GetString(log.Checkpoint(7, witnesses: 0).With(line).ToBytes())),
            (newest.Status, newest.Body));
        Assert.Equal(404, (await witness.NewestAsync("no-such-hash")).Status);
    }

    [Fact]
    public async Task Each_rule_has_its_status()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(20);
        await using var witness = await RunningWitness.StartAsync(jtm, log.Signer.VerifierKey);
        Assert.Equal(404, (await witness.AddAsync(new TestLog("other.test/log"), 0, 0)).Status);
        Assert.Equal(403, (await witness.AddAsync(new TestLog(seed: 9), 0, 0)).Status);
        Assert.Equal(400, (await witness.AddAsync(log, 8, 7)).Status);
        Assert.Equal(400, (await witness.AddAsync("old 0\n\nnothing\n"u8.ToArray())).Status);
        Assert.Equal(400, (await witness.AddAsync([])).Status);
        Assert.Equal(413, (await witness.AddAsync(new byte[64 * 1024 + 1])).Status);
        Assert.Equal(new(409, "text/x.tlog.size", "0\n"), await witness.AddAsync(log, 3, 7));
        Assert.Equal(
            422, (await witness.AddAsync(new AddCheckpointRequest(0, [new byte[32]], log.Checkpoint(7, witnesses: 0)
                .ToBytes()).ToBytes())).Status);
        Assert.Equal(422, (await witness.AddAsync(log, 0, 0, Forged(log, 0, new byte[32]))).Status);

        Assert.Equal(200, (await witness.AddAsync(log, 0, 0)).Status);
        Assert.Equal(200, (await witness.AddAsync(log, 0, 7)).Status);
        Assert.Equal(200, (await witness.AddAsync(log, 7, 7)).Status);
        Assert.Equal(422, (await witness.AddAsync(log, 7, 7, Forged(log, 7, new byte[32]))).Status);
        Assert.Equal(422, (await witness.AddAsync(log, 7, 9, Forged(log, 9, log.Root(8)))).Status);
        Assert.Equal(409, (await witness.AddAsync(log, 0, 7)).Status);
        Assert.Equal(200, (await witness.AddAsync(log, 7, 20)).Status);
    }

    // Some rounds, because a race is not lost every time.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Of_two_checkpoints_of_one_size_at_once_only_one_is_ever_cosigned(int round)
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(40);
        var fork = TestLog.Of(39);
        fork.Add($$"""{"v":1,"type":"unit","version":{{round}} }""");
        await using var witness = await RunningWitness.StartAsync(jtm, log.Signer.VerifierKey);
        Assert.Equal(200, (await witness.AddAsync(log, 0, 20)).Status);

        // Made beforehand: signing them takes longer than answering, and they would come one after another.
        var bodies = Enumerable.Range(0, 40).Select(i => RunningWitness.BodyOf(i % 2 == 0 ? log : fork, 20, 40))
            .ToList();
        var answers = await Task.WhenAll(bodies.Select(body => Task.Run(() => witness.AddAsync(body))));

        // Who came first is cosigned; the others knew the size that was.
        Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal((409, "40\n"), (a.Status, a.Body)));
        var again = await Task.WhenAll(witness.AddAsync(log, 40, 40), witness.AddAsync(fork, 40, 40));
        Assert.Equal([200, 422], again.Select(a => a.Status).Order());
    }

    [Fact]
    public async Task What_cannot_be_stored_is_not_signed()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(20);
        await using var witness = await RunningWitness.StartAsync(jtm, log.Signer.VerifierKey);
        await File.WriteAllTextAsync(jtm.PathOf("witness/" + HashOf(log)), "in the way",
            TestContext.Current.CancellationToken);
        var answer = await witness.AddAsync(log, 0, 7);
        Assert.Equal(500, answer.Status);
        Assert.DoesNotContain("—", answer.Body, StringComparison.Ordinal);

        File.Delete(jtm.PathOf("witness/" + HashOf(log)));
        Assert.Equal(200, (await witness.AddAsync(log, 0, 7)).Status);
    }

    [Fact]
    public async Task A_restart_forgets_nothing()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(20);
        var fork = new TestLog();
        fork.Add("""{"v":1,"type":"unit"}""");
        string newest;
        await using (var witness = await RunningWitness.StartAsync(jtm, log.Signer.VerifierKey))
        {
            Assert.Equal(200, (await witness.AddAsync(log, 0, 1)).Status);
            newest = (await witness.NewestAsync(HashOf(log))).Body;
        }

        await using var restarted = await RunningWitness.StartAsync(jtm, log.Signer.VerifierKey);
        Assert.Equal(newest, (await restarted.NewestAsync(HashOf(log))).Body);
        Assert.Equal(422, (await restarted.AddAsync(fork, 1, 1)).Status);
        Assert.Equal(409, (await restarted.AddAsync(log, 0, 20)).Status);
        Assert.Equal(200, (await restarted.AddAsync(log, 1, 20)).Status);
    }

    private static string HashOf(TestLog log) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(log.Signer.VerifierKey.Name)));

    // Signed by the log all the same.
    private static SignedNote Forged(TestLog log, long size, byte[] root)
    {
        var text = new Checkpoint(log.Signer.VerifierKey.Name, size, root).ToText();
        return SignedNote.Create(text, log.Signer.Sign(text));
    }
}
