using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.SqlServer;
using Jingan.TransparencyLog;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Tests.Log.Witnessing;

/// <summary>What a witness says proves nothing. A checkpoint with a good signature of the log's own key does,
/// and then nothing is signed any more.</summary>
public abstract class ShownCheckpointTests(SqlDialect engine)
{
    private static readonly byte[] OtherRoot = MerkleTree.HashLeaf("another entry"u8);

    [Fact]
    public async Task A_larger_checkpoint_of_the_logs_own_key_proves_that_an_old_copy_was_put_back()
    {
        await using var witness = await WitnessServer.StartAsync("witness.example/one");
        witness.Newest = (9, OtherRoot);
        witness.Instead = http => Conflict(http, 9);
        await using var log = await WitnessedLog.StartAsync(engine, 3, 1, witness);
        witness.Shown = witness.Cosign(log.Db.Identity.SignCheckpoint(9, OtherRoot));

        await AssertReadOnlyAsync(log, "size 9", "3 entries", "大小为 9", "长度为 3", Hex(OtherRoot),
            Hex(log.Db.Log.Newest!.Root), "an old copy was put back", "旧的副本");
    }

    [Theory, InlineData(409), InlineData(422)]
    public async Task Another_root_at_its_own_size_proves_that_there_are_two_logs(int status)
    {
        await using var witness = await WitnessServer.StartAsync("witness.example/one");
        witness.Instead = http => WitnessServer.SendAsync(http, status, "text/plain", []);
        await using var log = await WitnessedLog.StartAsync(engine, 3, 1, witness);
        witness.Shown = witness.Cosign(log.Db.Identity.SignCheckpoint(3, OtherRoot));

        await AssertReadOnlyAsync(log, "size 3", "大小为 3", Hex(OtherRoot), Hex(log.Db.Log.Newest!.Root),
            "two different logs", "两个不同的日志");
    }

    // An old copy that was put back and has grown since: it is longer than what the witness has seen.
    [Fact]
    public async Task Another_root_at_a_smaller_size_proves_that_there_are_two_logs()
    {
        await using var witness = await WitnessServer.StartAsync("witness.example/one");
        witness.Newest = (2, OtherRoot);
        await using var log = await WitnessedLog.StartAsync(engine, 5, 1, witness);
        witness.Shown = witness.Cosign(log.Db.Identity.SignCheckpoint(2, OtherRoot));

        await AssertReadOnlyAsync(log, "size 2", "5 entries", Hex(OtherRoot),
            Hex((await log.Db.Reading.CheckpointAsync(2, WitnessedLog.Ct))!.Root), "two different logs");
    }

    // Nothing was written since the copy was put back, so there is nothing new to send: the start asks all the same.
    [Fact]
    public async Task An_old_copy_comes_to_light_at_the_start_already()
    {
        await using var witness = await WitnessServer.StartAsync("witness.example/one");
        await using var log = await WitnessedLog.StartAsync(engine, 3, 1, witness);
        await log.UntilCosignedAsync(witness, 3);
        await log.StopAsync();
        witness.Newest = (4, OtherRoot);
        witness.Shown = witness.Cosign(log.Db.Identity.SignCheckpoint(4, OtherRoot));
        await log.RestartAsync();
        await AssertReadOnlyAsync(log, "size 4", "3 entries");
    }

    public static TheoryData<string> Unproven =>
    [
        "another key's", "another log's", "its own under another name", "a spoilt one", "its own consistent one",
        "none", "garbage",
    ];

    [Theory, MemberData(nameof(Unproven))]
    public async Task Everything_else_changes_nothing(string shown)
    {
        await using var witness = await WitnessServer.StartAsync("witness.example/one");
        witness.Instead = http => Conflict(http, 9);
        await using var log = await WitnessedLog.StartAsync(engine, 3, 1, witness);
        var own = log.Db.Identity;
        var spoilt = own.SignCheckpoint(9, OtherRoot);
        spoilt[^10] = spoilt[^10] == (byte)'A' ? (byte)'B' : (byte)'A';
        witness.Shown = shown switch
        {
            "another key's" =>
                new LogIdentity(own.Origin, NoteSigner.NewEd25519(own.Origin), null).SignCheckpoint(9, OtherRoot),
            "another log's" => Renamed(log, "other.example/log").SignCheckpoint(9, OtherRoot),
            "its own under another name" => (own with { Origin = "other.example/log" }).SignCheckpoint(9, OtherRoot),
            "a spoilt one" => spoilt,
            "its own consistent one" =>
                own.SignCheckpoint(2, (await log.Db.Reading.CheckpointAsync(2, WitnessedLog.Ct))!.Root),
            "garbage" => [0xff, 0x0a, 0x0a],
            _ => null,
        };

        await log.UntilAsync(() => log.StandingOf(witness).Fault is not null && witness.Asked.Count > 1,
            "it was asked twice");
        Assert.Null(log.Db.Log.Doubt);
        await log.AppendAsync();
        Assert.Empty((await log.VerifyCheckpointAsync(1)).Witnesses);

        (witness.Instead, witness.Shown) = (null, null);
        await log.UntilCosignedAsync(witness, 4);
    }

    private static async Task AssertReadOnlyAsync(WitnessedLog log, params string[] names)
    {
        await log.UntilAsync(() => log.Db.Log.Doubt is not null, "the side is read-only");
        var doubt = log.Db.Log.Doubt!.Value;
        Assert.All(names, name => Assert.Contains(name, doubt.Zh + doubt.En, StringComparison.Ordinal));
        Assert.Contains("witness.example/one", doubt.Zh, StringComparison.Ordinal);
        var size = log.Db.Log.Newest!.Size;
        var outcome = await log.Db.Queue.CommitAsync([new("refused"u8.ToArray(), [])], WitnessedLog.Ct);
        Assert.Equal((false, doubt), (outcome.IsStored, outcome.Doubt));
        Assert.Equal(size, log.Db.Log.Newest.Size);
    }

    private static LogIdentity Renamed(WitnessedLog log, string origin) =>
        new(origin, NoteSigner.FromPem(origin, log.Db.Identity.Signer.ToPem()), null);

    private static Task Conflict(HttpContext http, long size) =>
        WitnessServer.SendAsync(http, 409, TlogSize.MediaType, TlogSize.ToBytes(size));

    private static string Hex(byte[] root) => Convert.ToHexStringLower(root);
}

public sealed class SqliteShownCheckpointTests() : ShownCheckpointTests(SqlDialect.Sqlite);

public sealed class SqlServerShownCheckpointTests() : ShownCheckpointTests(TestServer.DialectOrSkip());
