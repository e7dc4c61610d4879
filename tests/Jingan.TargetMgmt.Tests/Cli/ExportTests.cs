using Jingan.TargetMgmt.Tests.Verification;

namespace Jingan.TargetMgmt.Tests.Cli;

public sealed class ExportTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    [InlineData(700)]
    public async Task An_export_is_the_log_byte_for_byte_and_verifies(int size)
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(size);
        await using var served = await ServedLog.StartAsync(log);
        Assert.Contains($"{size} 条", (await ExportAsync(jtm, served)).MustBe(0).Output, StringComparison.Ordinal);
        Assert.Equal(
            served.Files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, Convert.ToHexString(f.Value))),
            Directory.GetFiles(jtm.PathOf("log"), "*", SearchOption.AllDirectories)
                .Select(f => (Path.GetRelativePath(jtm.PathOf("log"), f).Replace('\\', '/'),
                    Convert.ToHexString(File.ReadAllBytes(f))))
                .OrderBy(f => f.Item1, StringComparer.Ordinal));
        await File.WriteAllTextAsync(jtm.PathOf("policy"), log.Policy, Ct);
        (await jtm.RunAsync("verify", jtm.PathOf("log"), "--policy", jtm.PathOf("policy"))).MustBe(0);
    }

    [Fact]
    public async Task The_log_of_a_service_is_named_by_its_side()
    {
        using var jtm = new Jtm();
        await using var served = await ServedLog.StartAsync(TestLog.Of(3));
        jtm.Environment["JTM_TOKEN"] = FakeService.Token;
        (await jtm.RunAsync("export", jtm.PathOf("log"), "--server", served.Server, "--side", "evaluation")).MustBe(0);
        (await jtm.RunAsync("export", jtm.PathOf("log"), "--server", served.Server)).MustBe(2);
        (await jtm.RunAsync("export", jtm.PathOf("log"), "--log", served.Address, "--side", "evaluation")).MustBe(2);
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_again_and_a_grown_log_is_taken_up()
    {
        using var jtm = new Jtm();
        await using (var served = await ServedLog.StartAsync(TestLog.Of(600)))
        {
            served.Fault = path => path.StartsWith("tile/0/002", StringComparison.Ordinal) ? 500 : null;
            (await ExportAsync(jtm, served)).MustBe(2);
            Assert.False(File.Exists(jtm.PathOf("log/checkpoint")));
            served.Fault = _ => null;
            served.Forget();
            (await ExportAsync(jtm, served)).MustBe(0);
            Assert.DoesNotContain("tile/0/000", served.Asked);
        }

        await using var grown = await ServedLog.StartAsync(TestLog.Of(800));
        (await ExportAsync(jtm, grown)).MustBe(0);
        Assert.DoesNotContain(grown.Asked, path =>
            path.EndsWith("/000", StringComparison.Ordinal) || path.EndsWith("/001", StringComparison.Ordinal));
        Assert.Equal(grown.Files["checkpoint"], await File.ReadAllBytesAsync(jtm.PathOf("log/checkpoint"), Ct));
    }

    [Fact]
    public async Task What_does_not_fit_the_checkpoint_is_no_export()
    {
        using var jtm = new Jtm();
        await using var served = await ServedLog.StartAsync(TestLog.Of(600));
        served.Files["tile/entries/001"][60] ^= 1;
        Assert.Contains("第 256 条", (await ExportAsync(jtm, served)).MustBe(1).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(jtm.PathOf("log/checkpoint")));
    }

    [Fact]
    public async Task Withheld_bundles_are_named_and_fetched_once_they_are_released()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(600);
        await using var served = await ServedLog.StartAsync(log);
        served.Embargoed.Add("tile/entries/001");
        Assert.Contains("tile/entries/001", (await ExportAsync(jtm, served)).MustBe(0).Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(jtm.PathOf("policy"), log.Policy, Ct);
        (await jtm.RunAsync("verify", jtm.PathOf("log"), "--policy", jtm.PathOf("policy"))).MustBe(2);
        served.Embargoed.Clear();
        (await ExportAsync(jtm, served)).MustBe(0);
        (await jtm.RunAsync("verify", jtm.PathOf("log"), "--policy", jtm.PathOf("policy"))).MustBe(0);
    }

    private static Task<Run> ExportAsync(Jtm jtm, ServedLog served)
    {
        jtm.Environment["JTM_TOKEN"] = FakeService.Token;
        return jtm.RunAsync("export", jtm.PathOf("log"), "--log", served.Address);
    }
}
