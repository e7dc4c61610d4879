using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.SqlServer;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Log.Witnessing;

/// <summary>Honest witnesses cosign what is published, and what the log serves carries their lines.</summary>
public abstract class WitnessFeedTests(SqlDialect engine)
{
    [Fact]
    public async Task A_witness_cosigns_and_checkpoint_and_receipt_hold_against_a_policy_that_asks_for_it()
    {
        await using var witness = await WitnessServer.StartAsync("witness.example/one");
        await using var log = await WitnessedLog.StartAsync(engine, 3, 1, witness);
        await log.UntilCosignedAsync(witness, 3);

        var verified = await log.VerifyCheckpointAsync(1);
        Assert.True(verified.Accepted, verified.Fault);
        Assert.Equal((3, witness.Now), (verified.Checkpoint!.Size, Assert.Single(verified.Witnesses).UnixSeconds));
        for (var index = 0; index < 3; index++)
        {
            Assert.True(TlogProof.TryParse(await log.ReadAsync($"proof/{index}"), out var proof, out var fault), fault);
            Assert.Equal((index, true), (proof.Index,
                proof.Verify(await log.Db.Reading.EntryAsync(index, WitnessedLog.Ct), log.Policy(1)).Accepted));
        }

        Assert.Equal((3, "2018-07-01T01:02:03.000Z", null), (log.StandingOf(witness).CosignedSize,
            log.StandingOf(witness).CosignedAt, log.StandingOf(witness).Fault));
        Assert.Equal(3, log.Db.WitnessStates.WitnessedSize);
    }

    [Fact]
    public async Task What_is_published_later_is_sent_with_the_proof_from_what_was_cosigned_before()
    {
        await using var witness = await WitnessServer.StartAsync("witness.example/one");
        await using var log = await WitnessedLog.StartAsync(engine, 3, 1, witness);
        await log.UntilCosignedAsync(witness, 3);
        await log.AppendAsync();
        await log.UntilCosignedAsync(witness, 4);
        Assert.Equal([0, 3], witness.Asked.Select(a => a.OldSize));
        Assert.NotEmpty(witness.Asked[1].Proof);
    }

    [Fact]
    public async Task Two_of_three_are_a_quorum_and_the_receipt_is_taken_from_the_checkpoint_that_has_it()
    {
        await using var one = await WitnessServer.StartAsync("witness.example/one");
        await using var two = await WitnessServer.StartAsync("witness.example/two");
        await using var down = await WitnessServer.StartAsync("witness.example/down");
        down.Instead = http => WitnessServer.SendAsync(http, 500, "text/plain", []);
        await using var log = await WitnessedLog.StartAsync(engine, 5, 2, one, two, down);
        await log.UntilAsync(() => log.Db.WitnessStates.WitnessedSize == 5, "two have cosigned");

        two.Instead = down.Instead;
        await log.AppendAsync(2);
        await log.UntilCosignedAsync(one, 7);
        Assert.Equal(5, log.Db.WitnessStates.WitnessedSize); // one of three is none
        Assert.True(TlogProof.TryParse(await log.ReadAsync("proof/0"), out var proof, out var fault), fault);
        var verified = proof.Verify(await log.Db.Reading.EntryAsync(0, WitnessedLog.Ct), log.Policy(2));
        Assert.True(verified.Accepted, verified.Fault);
        Assert.Equal(5, verified.Checkpoint!.Size);
        Assert.Equal(["witness.example/one", "witness.example/two"], verified.Witnesses.Select(w => w.Name)
            .Order(StringComparer.Ordinal));

        // What the quorum has not seen yet is proven all the same; who asks for witnesses sees that it has to wait.
        Assert.True(TlogProof.TryParse(await log.ReadAsync("proof/6"), out proof, out fault), fault);
        Assert.Equal(PolicyOutcome.QuorumMissed,
            proof.Verify(await log.Db.Reading.EntryAsync(6, WitnessedLog.Ct), log.Policy(2)).Outcome);
    }

    [Fact]
    public async Task A_receipt_says_how_far_the_witnesses_are_in_the_part_that_nobody_signs()
    {
        await using var witness = await WitnessServer.StartAsync("witness.example/one");
        await using var log = await WitnessedLog.StartAsync(engine, 3, 1, witness);
        await log.UntilCosignedAsync(witness, 3);
        Assert.True(TlogProof.TryParse(await log.ReadAsync("proof/0"), out var proof, out _));
        Assert.Equal(
            """{"witnesses":[{"name":"witness.example/one","cosignedSize":3,"cosignedAt":"2018-07-01T01:02:03.000Z"}],"quorum":1}""", Encoding.UTF8.GetString(proof.Extra!));

        await using var alone = await WitnessedLog.StartAsync(engine, 1, 0);
        Assert.True(TlogProof.TryParse(await alone.ReadAsync("proof/0"), out proof, out _));
        Assert.Null(proof.Extra);
    }

    [Fact]
    public async Task After_a_restart_it_goes_on_from_the_newest_line_that_is_stored()
    {
        await using var witness = await WitnessServer.StartAsync("witness.example/one");
        await using var log = await WitnessedLog.StartAsync(engine, 3, 1, witness);
        await log.UntilCosignedAsync(witness, 3);
        await log.StopAsync();
        await log.AppendAsync(2);
        witness.Asked.Clear();

        await log.RestartAsync();
        await log.UntilCosignedAsync(witness, 5);
        Assert.Equal([3], witness.Asked.Select(a => a.OldSize));
    }

    [Fact]
    public async Task Lines_of_a_witness_that_is_no_longer_configured_do_not_count()
    {
        await using var one = await WitnessServer.StartAsync("witness.example/one");
        await using var two = await WitnessServer.StartAsync("witness.example/two");
        await using var three = await WitnessServer.StartAsync("witness.example/three");
        await using var log = await WitnessedLog.StartAsync(engine, 3, 2, one, two);
        await log.UntilAsync(() => log.Db.WitnessStates.WitnessedSize == 3, "both have cosigned");
        Assert.Equal(3, await log.Db.Reading.WitnessedSizeAsync(2, 2, WitnessedLog.Ct));
        Assert.Null(await log.Db.Reading.WitnessedSizeAsync(3, 2, WitnessedLog.Ct));
        Assert.Null(await log.OpenAnother(2, one, three).Reading.WitnessedSizeAsync(0, 2, WitnessedLog.Ct));
        Assert.Equal(3, await log.OpenAnother(2, one, three, two).Reading.WitnessedSizeAsync(0, 2, WitnessedLog.Ct));
    }

    // Its answer was lost, or it was put back itself: it says where it stands, and is believed as far as that goes.
    [Theory, InlineData(0), InlineData(2), InlineData(5)]
    public async Task A_witness_that_stands_elsewhere_is_asked_once_more_from_there(int itsSize)
    {
        await using var witness = await WitnessServer.StartAsync("witness.example/one");
        await using var log = await WitnessedLog.StartAsync(engine, 3, 1, witness);
        await log.UntilCosignedAsync(witness, 3);

        witness.Instead = http => WitnessServer.SendAsync(http, 500, "text/plain", []);
        await log.AppendAsync(3);
        await log.UntilFaultAsync(witness, "answers 500");
        witness.Newest = (itsSize, (await log.Db.Reading.CheckpointAsync(itsSize, WitnessedLog.Ct))!.Root);
        witness.Instead = null;
        await log.UntilCosignedAsync(witness, 6);
        Assert.Equal([3, itsSize], witness.Asked.TakeLast(2).Select(a => a.OldSize));
        await log.UntilAsync(() => log.StandingOf(witness).Fault is null, "the fault is forgotten");
    }

    [Fact]
    public async Task Lines_of_keys_that_are_not_configured_are_passed_over()
    {
        await using var witness = await WitnessServer.StartAsync("witness.example/one");
        var stranger = CosignatureSigner.NewEd25519("witness.example/one"); // the same name: its next key
        witness.Instead = http => witness.AnswerWithAsync(
            http, text => Cosignature.Sign(stranger, 7, text).ToLine() + "\n" + witness.Line(text));
        await using var log = await WitnessedLog.StartAsync(engine, 3, 1, witness);
        await log.UntilCosignedAsync(witness, 3);
        Assert.DoesNotContain($"{stranger.VerifierKey.KeyId:x8}",
            Encoding.UTF8.GetString(await log.ReadAsync("checkpoint")), StringComparison.Ordinal);
        Assert.Single((await log.VerifyCheckpointAsync(1)).Witnesses);
    }

    [Fact]
    public async Task A_clock_beyond_the_year_9999_does_no_harm()
    {
        await using var witness = await WitnessServer.StartAsync("witness.example/one");
        witness.Now = long.MaxValue;
        await using var log = await WitnessedLog.StartAsync(engine, 1, 1, witness);
        await log.UntilCosignedAsync(witness, 1);
        Assert.Equal("9999-12-31T23:59:59.000Z", log.StandingOf(witness).CosignedAt);
        Assert.True((await log.VerifyCheckpointAsync(1)).Accepted);
    }

    [Fact]
    public async Task A_witness_without_a_network_is_served_by_hand()
    {
        await using var witness = await WitnessServer.StartAsync("witness.example/gapped");
        await using var log = await WitnessedLog.StartAloneAsync(engine, 3, witness);

        var body = await log.ReadAsync("add-checkpoint?old=0");
        Assert.True(AddCheckpointRequest.TryParse(body, out var request, out var fault), fault);
        Assert.True(SignedNote.TryParse(request.Checkpoint, out var note, out fault), fault);
        Assert.True(note.Verify([log.Db.Identity.VerifierKey]).Accepted);
        using var posted = await log.Client.PostAsync("cosignatures", new StringContent(witness.Line(note.Text.Span)),
            WitnessedLog.Ct);
        Assert.Equal(200, (int)posted.StatusCode);
        Assert.Equal(3, (long)JsonNode.Parse(await posted.Content.ReadAsStringAsync(WitnessedLog.Ct))!["size"]!);

        Assert.True((await log.VerifyCheckpointAsync(1)).Accepted);
        Assert.Equal((3, 3), (log.StandingOf(witness).CosignedSize, log.Db.WitnessStates.WitnessedSize));
        Assert.Empty(witness.Asked); // nobody called
    }
}

public sealed class SqliteWitnessFeedTests() : WitnessFeedTests(SqlDialect.Sqlite);

public sealed class SqlServerWitnessFeedTests() : WitnessFeedTests(TestServer.DialectOrSkip());
