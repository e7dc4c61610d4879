using System.Text.Json;
using Jingan.TargetMgmt.Cli.Logs;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Tests.Verification;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>What <c>--sql-ledger</c> does up to the server's door, and what it makes of the answer.</summary>
public sealed class VerifyLedgerTests : IDisposable
{
    private const string Digest =
        """{"database_name":"side","block_id":7,"hash":"0x00","last_transaction_commit_time":"2018-07-01T01:02:03","digest_time":"2018-07-01T01:02:04"}""";

    private readonly Jtm _jtm = new();

    [Fact]
    public async Task Digests_are_counted_and_need_no_server_unless_asked_for()
    {
        var run = (await VerifyAsync(Logged(Digest), "--json")).MustBe(0);
        Assert.Equal("""{"ledger-digest":1,"unit":3}""", run.Json["entries"]!.ToJsonString());
        Assert.Null(run.Json["sqlLedger"]);
    }

    [Fact]
    public async Task A_log_without_digests_is_no_success()
    {
        _jtm.Environment["JTM_CONNECTION"] = "Server=nowhere";
        Assert.Contains("holds no ledger digests", (await VerifyAsync(TestLog.Of(3), "--sql-ledger")).MustBe(2).Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no digest")]
    [InlineData("""{"block_id":7,"hash":"0x00"}""")]
    [InlineData(Digest + "," + Digest)]
    public async Task An_entry_that_holds_no_digest_is_damage(string digest) =>
        Assert.Contains("entry 3 (ledger-digest)", (await VerifyAsync(Logged(digest))).MustBe(1).Error,
            StringComparison.Ordinal);

    [Fact]
    public async Task The_server_is_not_asked_about_a_log_that_is_itself_damaged()
    {
        _jtm.Environment["JTM_CONNECTION"] = "Nonsense=1";
        Assert.DoesNotContain("connection string",
            (await VerifyAsync(Logged(Digest, "no digest"), "--sql-ledger")).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "JTM_CONNECTION")]
    [InlineData("Nonsense=1", "connection string cannot be read")]
    [InlineData("Server=tcp:127.0.0.1,1;Connect Timeout=1;ConnectRetryCount=0", "address, port and firewall")]
    public async Task A_connection_that_cannot_be_made_ends_in_one_line(string connection, string says)
    {
        _jtm.Environment["JTM_CONNECTION"] = connection;
        Assert.Contains(
            says, Assert.Single((await VerifyAsync(Logged(Digest), "--sql-ledger"))
                .MustBe(2).Error
                .TrimEnd()
                .Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_goes_with_the_ledger_only() => Assert.Contains(
        "goes with --sql-ledger",
        (await VerifyAsync(Logged(Digest), "--connection-file", _jtm.PathOf("none"))).MustBe(2).Error,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_receipt_has_no_ledger()
    {
        await File.WriteAllTextAsync(_jtm.PathOf("log"), "receipt", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            _jtm.PathOf("policy"), TestLog.Of(1).Policy, TestContext.Current.CancellationToken);
        var run = await _jtm.RunAsync("verify", _jtm.PathOf("log"), "--policy", _jtm.PathOf("policy"), "--entry",
            _jtm.PathOf("log"), "--sql-ledger", "--lang", "en");
        Assert.Contains("not with a receipt", run.MustBe(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Digests_go_to_the_server_as_it_gave_them()
    {
        LoggedLedgerDigest[] digests = [Of(Digest), Of(Digest.Replace(":7,", ": 8,", StringComparison.Ordinal))];
        var sent = LedgerCheck.Join(digests);
        Assert.Contains(Digest, sent, StringComparison.Ordinal);
        Assert.Equal([7, 8], JsonDocument.Parse(sent).RootElement.EnumerateArray()
            .Select(d => d.GetProperty("block_id").GetInt32()));
    }

    // Another database differs too, and that proves nothing.
    [Theory]
    [InlineData("side", null, ExitCode.Done)]
    [InlineData("renamed", null, ExitCode.Done)]
    [InlineData("side", "the hash of block 7", ExitCode.Damaged)]
    [InlineData("other", "the hash of block 7", ExitCode.Impossible)]
    public void A_mismatch_is_damage_when_the_digests_are_of_that_database(string database, string? mismatch, int exit)
    {
        var findings = new Findings();
        LedgerCheck.Judge(new(database, 7, mismatch), [(3, Of(Digest))], findings);
        Assert.Equal(exit, ExitCode.Of(findings.Worst));
        Assert.All(findings.Damage.Concat(findings.Missing), f =>
            Assert.Contains(mismatch!, f.En, StringComparison.Ordinal));
    }

    public void Dispose() => _jtm.Dispose();

    private static LoggedLedgerDigest Of(string digest) =>
        LoggedLedgerDigest.Of(new(1, "ledger-digest", "2018-07-01T02:00:00.000Z", "service", digest));

    private static TestLog Logged(params string[] digests)
    {
        var log = TestLog.Of(3);
        foreach (var digest in digests)
        {
            log.Add($$"""{"v":1,"type":"ledger-digest","at":"2018-07-01T02:00:00.000Z","actor":"service","digest":{{JsonSerializer.Serialize(digest)}}}""");
        }

        return log;
    }

    private Task<Run> VerifyAsync(TestLog log, params string[] more)
    {
        log.WriteTo(_jtm.PathOf("log"));
        File.WriteAllText(_jtm.PathOf("policy"), log.Policy);
        return _jtm.RunAsync(["verify", _jtm.PathOf("log"), "--policy", _jtm.PathOf("policy"), "--lang", "en",
            .. more]);
    }
}
