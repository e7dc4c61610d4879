using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Ledger;
using Jingan.TargetMgmt.Tests.SqlServer;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jingan.TargetMgmt.Tests.Log.Ledger;

/// <summary>The server's own digests, from its ledger into our log and back into its own check.</summary>
public sealed class SqlServerLedgerTests : IDisposable
{
    private readonly TemporaryDatabase<EvaluationDb> _database =
        TemporaryDatabase.Evaluation(TestServer.DialectOrSkip());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private EvaluationDb Db => _database.Db;

    [Fact]
    public async Task The_service_logs_the_digest_and_the_server_verifies_against_it()
    {
        SkipWithoutLedger();
        await WriteAsync();
        using var feed = new LedgerDigestFeed(Db, NullLogger<LedgerDigestFeed>.Instance);
        await feed.StartAsync(Ct);
        while ((await StoredLog.ReadAsync(Db)).Entries.Count < 2)
        {
            _database.Clock.Advance(TimeSpan.FromMinutes(10));
            await Task.Delay(50, Ct);
        }

        await feed.StopAsync(Ct);
        var log = await StoredLog.ReadAsync(Db);
        log.AssertIsOneTree();
        var digest = (string)JsonNode.Parse(log.Entries[1].Data)!["digest"]!;
        await using var connection = await Db.OpenAsync(Ct);
        Assert.Equal(connection.Database, LedgerDigest.Read(digest).DatabaseName);
        await WriteAsync(); // what came later is no reason to disagree
        var verdict = await Db.Dialect.VerifyLedgerAsync(connection, $"[{digest}]", Ct);
        Assert.Equal((connection.Database, LedgerDigest.Read(digest).BlockId, null),
            (verdict.Database, verdict.LastVerifiedBlock, verdict.Mismatch));
    }

    [Fact]
    public async Task A_digest_of_something_else_is_a_mismatch()
    {
        SkipWithoutLedger();
        await WriteAsync();
        await using var connection = await Db.OpenAsync(Ct);
        var digest = (await Db.Dialect.MakeLedgerDigestAsync(connection, Ct))!;
        var other = JsonNode.Parse(digest)!;
        other["hash"] = "0x" + new string('0', 64);
        Assert.NotNull((await Db.Dialect.VerifyLedgerAsync(connection, $"[{other.ToJsonString()}]", Ct)).Mismatch);
        Assert.Null((await Db.Dialect.VerifyLedgerAsync(connection, $"[{digest}]", Ct)).Mismatch);
    }

    public void Dispose() => _database.Dispose();

    private void SkipWithoutLedger()
    {
        Assert.SkipUnless(Db.HasLedgerTables, "This server makes no ledger tables (SQL Server 2022 and later do).");
        Assert.SkipUnless(
            Db.HasSnapshots, "This server does not allow snapshot isolation, without which it verifies no ledger.");
    }

    private async Task WriteAsync() =>
        Assert.True(
            (await Db.Queue.CommitAsync([new(Encoding.UTF8.GetBytes("""{"v":1,"type":"fact"}"""), [])], Ct)).IsStored);
}
