using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Log.Ledger;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.SqlServer;

namespace Jingan.TargetMgmt.Tests.Log.Ledger;

/// <summary>When digests go into the log. The digest is given here; where the engine makes it, see
/// <see cref="SqlServerLedgerTests"/>.</summary>
public abstract class LedgerDigestLogTests(SqlDialect engine) : IDisposable
{
    private const string Digest =
        """{"database_name":"targetmgmt_evaluation","block_id":7,"hash":"0x6D7D609DE43DDBF84A0346463D6F93CA979846CD5609E02E4FFC96338FC64DD5","last_transaction_commit_time":"2018-07-01T01:02:03.1066667","digest_time":"2018-07-01T01:02:04.3601279"}""";

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private readonly TemporaryDatabase<EvaluationDb> _database = TemporaryDatabase.Evaluation(engine);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private EvaluationDb Db => _database.Db;

    [Fact]
    public async Task The_first_is_due_an_interval_after_the_log_began_and_is_logged_as_the_engine_gave_it()
    {
        await WriteAsync();
        _database.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(TimeSpan.FromMinutes(40), await AppendAsync());
        Assert.Equal(["fact"], await TypesAsync());

        _database.Clock.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(Every, await AppendAsync());
        Assert.Equal(["fact", "ledger-digest"], await TypesAsync());
        var log = await StoredLog.ReadAsync(Db);
        log.AssertIsOneTree();
        var entry = JsonNode.Parse(log.Entries[1].Data)!;
        Assert.Equal((Digest, "2018-07-01T02:02:03.000Z"), ((string?)entry["digest"], (string?)entry["at"]));
    }

    [Fact]
    public async Task An_idle_log_does_not_grow_by_its_own_digests()
    {
        _database.Clock.Advance(Every);
        Assert.Equal(Every, await AppendAsync());
        Assert.Empty((await StoredLog.ReadAsync(Db)).Entries);

        await WriteAsync();
        for (var hour = 0; hour < 3; hour++)
        {
            Assert.Equal(Every, await AppendAsync());
            _database.Clock.Advance(Every);
        }

        await WriteAsync();
        await AppendAsync();
        Assert.Equal(["fact", "ledger-digest", "fact", "ledger-digest"], await TypesAsync());
    }

    // Each process has its own timer, started when it was.
    [Fact]
    public async Task Several_processes_keep_one_schedule()
    {
        await WriteAsync();
        _database.Clock.Advance(Every);
        await AppendAsync();
        var other = _database.OpenAnother();
        await WriteAsync(other);
        _database.Clock.Advance(Every / 2);
        Assert.Equal(Every / 2, await AppendAsync(other));
        Assert.Equal(["fact", "ledger-digest", "fact"], await TypesAsync());
    }

    [Fact]
    public async Task Of_two_processes_that_come_to_it_at_once_one_logs_it()
    {
        await WriteAsync();
        _database.Clock.Advance(Every);
        var other = _database.OpenAnother();
        Assert.Equal(Every, await Db.AppendLedgerDigestAsync(
            async ct =>
            {
                await other.AppendLedgerDigestAsync(Gives(Digest), Every, ct);
                return Digest.Replace("\"block_id\":7", "\"block_id\":8", StringComparison.Ordinal);
            }, Every, Ct));

        var entry = Assert.Single((await StoredLog.ReadAsync(Db)).Entries, e => TypeOf(e) == "ledger-digest");
        Assert.Contains("""block_id\":7""", System.Text.Encoding.UTF8.GetString(entry.Data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_gives_none_leaves_no_entry()
    {
        await WriteAsync();
        _database.Clock.Advance(Every);
        Assert.Equal(Every, await AppendAsync(digest: null));
        Assert.Equal(["fact"], await TypesAsync());
        Assert.Equal(Every, await AppendAsync());
        Assert.Equal(["fact", "ledger-digest"], await TypesAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("""{"block_id":7,"hash":"0x00"}""")]
    [InlineData("""{"database_name":"d","block_id":"7","hash":"0x00"}""")]
    [InlineData("""{"database_name":"d","block_id":7,"hash":null}""")]
    [InlineData("""{"database_name":"d","block_id":7,"hash":"0x00","hash":"0x01"}""")]
    [InlineData(
        """{"database_name":"d","block_id":7,"hash":"0x00"},{"database_name":"d","block_id":8,"hash":"0x00"}""")]
    public async Task What_is_no_digest_is_not_logged(string digest)
    {
        await WriteAsync();
        _database.Clock.Advance(Every);
        await Assert.ThrowsAsync<InvalidDataException>(() => AppendAsync(digest: digest));
        Assert.Equal(["fact"], await TypesAsync());
    }

    [Fact]
    public async Task A_log_in_doubt_takes_none_and_says_why()
    {
        await WriteAsync();
        _database.Clock.Advance(Every);
        Db.Log.Raise(new("测试", "of the test"));
        Assert.Contains("of the test", (await Assert.ThrowsAsync<InvalidDataException>(() => AppendAsync())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_stop_the_schedule()
    {
        await WriteAsync();
        _database.Clock.Advance(Every * 100);
        await AppendAsync();
        await WriteAsync();
        _database.Clock.AdjustTime(_database.Clock.GetUtcNow() - (Every * 50));
        Assert.Equal(Every, await AppendAsync());
    }

    public void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Func<CancellationToken, Task<string?>> Gives(string? digest) => _ => Task.FromResult(digest);

    private Task<TimeSpan> AppendAsync(EvaluationDb? db = null, string? digest = Digest) =>
        (db ?? Db).AppendLedgerDigestAsync(Gives(digest), Every, Ct);

    private async Task WriteAsync(EvaluationDb? db = null) =>
        Assert.True(
            (await (db ?? Db).Queue.CommitAsync([new("""{"v":1,"type":"fact"}"""u8.ToArray(), [])], Ct)).IsStored);

    private async Task<IEnumerable<string>> TypesAsync() => (await StoredLog.ReadAsync(Db)).Entries.Select(TypeOf);

    private static string TypeOf(StoredLog.Entry entry) => (string)JsonNode.Parse(entry.Data)!["type"]!;
}

public sealed class SqliteLedgerDigestLogTests() : LedgerDigestLogTests(SqlDialect.Sqlite);

public sealed class SqlServerLedgerDigestLogTests() : LedgerDigestLogTests(TestServer.DialectOrSkip());
