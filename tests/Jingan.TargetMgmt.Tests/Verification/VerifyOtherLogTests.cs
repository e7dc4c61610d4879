using Jingan.TargetMgmt.Tests.Cli;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>What is of another log is told to be so, whatever is compared with it: a mistake of the user's is no
/// damage, and proves nothing.</summary>
public sealed class VerifyOtherLogTests : IDisposable
{
    private readonly Jtm _jtm = new();
    private readonly TestLog _log = TestLog.Of(300);
    private readonly TestLog _other = new("log.test/government", 2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public VerifyOtherLogTests()
    {
        for (var i = 0; i < 300; i++)
        {
            _other.Add(TestLog.UnitOf(1000 + i));
        }

        _log.WriteTo(_jtm.PathOf("log"));
        _other.WriteTo(_jtm.PathOf("other"));
        File.WriteAllText(_jtm.PathOf("policy"), $"log {_other.Signer.VerifierKey}\n{_log.Policy}");
    }

    public void Dispose() => _jtm.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(256)]
    [InlineData(300)]
    public async Task A_state_of_another_log_is_no_fork_and_none_of_a_larger_one_a_log_that_went_back(int size)
    {
        await File.WriteAllBytesAsync(_jtm.PathOf("state"), _other.Checkpoint(size).ToBytes(), Ct);
        await MistakenAsync("verify", _jtm.PathOf("log"), "--state", _jtm.PathOf("state"));
        _log.WriteTo(_jtm.PathOf("log"));
        await File.WriteAllBytesAsync(_jtm.PathOf("log/checkpoint"), _log.Checkpoint(10).ToBytes(), Ct);
        await MistakenAsync("verify", _jtm.PathOf("log"), "--state", _jtm.PathOf("state"));
        Assert.Equal(_other.Checkpoint(size).ToBytes(), await File.ReadAllBytesAsync(_jtm.PathOf("state"), Ct));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(300)]
    public async Task A_receipt_is_not_held_against_the_state_of_another_log(int size)
    {
        await File.WriteAllBytesAsync(_jtm.PathOf("state"), _other.Checkpoint(size).ToBytes(), Ct);
        await File.WriteAllBytesAsync(_jtm.PathOf("receipt"), _log.Receipt(7).ToBytes(), Ct);
        await File.WriteAllBytesAsync(_jtm.PathOf("entry"), _log.Entries[7], Ct);
        await MistakenAsync(
            "verify", _jtm.PathOf("receipt"), "--entry", _jtm.PathOf("entry"), "--state", _jtm.PathOf("state"));
    }

    [Fact]
    public async Task One_log_is_not_both()
    {
        await MistakenAsync("verify", _jtm.PathOf("log"), "--government", _jtm.PathOf("log"));
        await MistakenAsync("replay", "--evaluation", _jtm.PathOf("log"), "--government", _jtm.PathOf("log"));
    }

    [Fact]
    public async Task A_log_is_not_exported_into_the_folder_of_another()
    {
        var before = Files();
        await using var served = await ServedLog.StartAsync(_log);
        _jtm.Environment["JTM_TOKEN"] = FakeService.Token;
        var run = (await _jtm.RunAsync("export", _jtm.PathOf("other"), "--log", served.Address)).MustBe(2);
        Assert.Contains("“log.test/government”", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    // After a change of key the log has another name and the same entries.
    [Fact]
    public async Task A_log_that_has_changed_its_name_is_taken_up_where_it_stopped()
    {
        var renamed = new TestLog("log.test/renamed", 3);
        _log.Entries.ForEach(e => renamed.AddAsIs(System.Text.Encoding.UTF8.GetString(e)));
        renamed.Add(TestLog.UnitOf(300));
        await using var served = await ServedLog.StartAsync(renamed);
        _jtm.Environment["JTM_TOKEN"] = FakeService.Token;
        (await _jtm.RunAsync("export", _jtm.PathOf("log"), "--log", served.Address)).MustBe(0);
    }

    private List<(string, string)> Files() =>
        [.. Directory.GetFiles(_jtm.PathOf("other"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => (f, Convert.ToHexString(File.ReadAllBytes(f))))];

    private async Task MistakenAsync(params string[] line)
    {
        var run = (await _jtm.RunAsync([.. line, "--policy", _jtm.PathOf("policy"), "--lang", "en"])).MustBe(2);
        Assert.Contains("log.test/", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("proven damage", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("fork", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("went back", run.Error, StringComparison.Ordinal);
    }
}
