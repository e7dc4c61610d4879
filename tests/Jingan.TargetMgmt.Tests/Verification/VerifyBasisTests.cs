using Jingan.TargetMgmt.Tests.Cli;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>What an evaluation log names outside itself: entries of the government log,
/// and the log it goes on in.</summary>
public sealed class VerifyBasisTests
{
    [Fact]
    public async Task A_basis_is_looked_up_in_the_government_log()
    {
        using var jtm = new Jtm();
        var government = new TestLog("log.test/government", 2);
        for (var i = 0; i < 700; i++)
        {
            government.Add($$"""{"v":1,"type":"progress","revision":{{i}}}""");
        }

        government.WriteTo(jtm.PathOf("government"));
        string[] with = ["--government", jtm.PathOf("government")];
        using (var good = EvaluationLog.Complete(basis: new("government", 300, government.LeafHash(300))))
        {
            Assert.Contains("log.test/government", (await VerifyAsync(jtm, good, with)).MustBe(0).Output,
                StringComparison.Ordinal);
            Directory.Move(jtm.PathOf("government/tile/0"), jtm.PathOf("aside"));
            (await VerifyAsync(jtm, good, with)).MustBe(2);
            Directory.Move(jtm.PathOf("aside"), jtm.PathOf("government/tile/0"));
            (await VerifyAsync(jtm, good, "--government", jtm.PathOf("none"))).MustBe(2);
        }

        using var moved = EvaluationLog.Complete(basis: new("government", 301, government.LeafHash(300)));
        Assert.Contains("第 1 条：依据（政府日志第 301 条）", (await VerifyAsync(jtm, moved, with)).MustBe(1).Error,
            StringComparison.Ordinal);
        (await VerifyAsync(jtm, moved)).MustBe(0);
        using var elsewhere = EvaluationLog.Complete(basis: new("evaluation", 0, government.LeafHash(0)));
        (await VerifyAsync(jtm, elsewhere, with)).MustBe(1);
        using var later = EvaluationLog.Complete(basis: new("government", 700, government.LeafHash(0)));
        Assert.Contains("只到 700 条", (await VerifyAsync(jtm, later, with)).MustBe(2).Error, StringComparison.Ordinal);

        // A tile made for the occasion would hold what the rating names.
        var bytes = await File.ReadAllBytesAsync(
            jtm.PathOf("government/tile/0/001"), TestContext.Current.CancellationToken);
        Convert.FromHexString(government.LeafHash(300)).CopyTo(bytes, (301 - 256) * 32);
        await File.WriteAllBytesAsync(
            jtm.PathOf("government/tile/0/001"), bytes, TestContext.Current.CancellationToken);
        (await VerifyAsync(jtm, moved, with)).MustBe(1);
    }

    [Fact]
    public async Task A_change_of_keys_is_told_and_the_state_goes_over_it()
    {
        using var jtm = new Jtm();
        using var evaluation = EvaluationLog.Complete();
        string[] state = ["--state", jtm.PathOf("state")];
        (await VerifyAsync(jtm, evaluation, state)).MustBe(0);

        var renamed = new TestLog("log.test/renamed", 3);
        evaluation.Log.Entries.ForEach(e => renamed.Add(System.Text.Encoding.UTF8.GetString(e)));
        renamed.WriteTo(jtm.PathOf("log"));
        await File.WriteAllTextAsync(jtm.PathOf("policy"), renamed.Policy, TestContext.Current.CancellationToken);
        string[] verify = ["verify", jtm.PathOf("log"), "--policy", jtm.PathOf("policy"), .. state];
        Assert.Contains("各用一个文件", (await jtm.RunAsync(verify)).MustBe(2).Error, StringComparison.Ordinal);

        renamed.Add(
            $$"""{"v":1,"type":"rotation","next":{"origin":"log.test/renamed","key":"{{renamed.Signer.VerifierKey}}" } }""");
        renamed.Add(
            $$"""{"v":1,"type":"rotation","previous":{"origin":"log.test/evaluation","key":"{{evaluation.Log.Signer.VerifierKey}}" } }""");
        renamed.WriteTo(jtm.PathOf("log"));
        Assert.Contains($"此后密钥改为 {renamed.Signer.VerifierKey}", (await jtm.RunAsync(verify)).MustBe(0).Output,
            StringComparison.Ordinal);
    }

    private static Task<Run> VerifyAsync(Jtm jtm, EvaluationLog evaluation, params string[] more) =>
        VerifyContentTests.VerifyAsync(jtm, evaluation, more);
}
