using Jingan.TargetMgmt.Tests.Verification;

namespace Jingan.TargetMgmt.Tests.Cli;

public sealed class VerifyHttpTests
{
    [Fact]
    public async Task A_log_is_verified_where_it_is_served()
    {
        using var jtm = new Jtm();
        using var evaluation = EvaluationLog.Complete(before: 600);
        await using var served = await ServedLog.StartAsync(evaluation.Log);
        var json = (await VerifyAsync(jtm, served, evaluation.Log, "--json")).MustBe(0).Json;
        Assert.Equal((604, 3), ((int)json["size"]!, (int)json["signatures"]!));
        Assert.Contains("一致；内容均已核对", (await VerifyAsync(jtm, served, evaluation.Log)).Output,
            StringComparison.Ordinal);
        served.Forget();
        (await VerifyAsync(jtm, served, evaluation.Log)).MustBe(0);
        Assert.Equal(served.Files.Keys.Where(f => f != "key").Order(), served.Asked.Order());
    }

    [Fact]
    public async Task What_is_under_embargo_is_named_and_the_root_is_checked_all_the_same()
    {
        using var jtm = new Jtm();
        using var evaluation = EvaluationLog.Complete(before: 600);
        await using var served = await ServedLog.StartAsync(evaluation.Log);
        served.Embargoed.Add("tile/entries/002.p/92");
        var run = (await VerifyAsync(jtm, served, evaluation.Log)).MustBe(0);
        Assert.Contains("tile/entries/002.p/92（第 512–603 条）：未核验内容", run.Error, StringComparison.Ordinal);
        Assert.Contains("604 条记录的树与签名一致；其中 512 条的内容已核对，92 条的内容尚不能读", run.Output,
            StringComparison.Ordinal);
        Assert.Equal(512, (int)(await VerifyAsync(jtm, served, evaluation.Log, "--json")).Json["contentChecked"]!);
        Assert.Contains("the content of 512 was checked, that of 92 cannot be read yet",
            (await VerifyAsync(jtm, served, evaluation.Log, "--lang", "en")).Output, StringComparison.Ordinal);

        served.Files["tile/0/002.p/92"][7] ^= 1;
        Assert.Contains("重新计算的根", (await VerifyAsync(jtm, served, evaluation.Log)).MustBe(1).Error,
            StringComparison.Ordinal);
    }

    // The assessor's registration lies in what is withheld: that is nobody's fault, and not passed over either.
    [Fact]
    public async Task What_depends_on_withheld_entries_is_left_open()
    {
        using var jtm = new Jtm();
        using var evaluation = new EvaluationLog();
        evaluation.Register();
        var first = evaluation.Rate();
        for (var i = 0; i < 300; i++)
        {
            evaluation.Log.Add("""{"v":1,"type":"scheme"}""");
        }

        evaluation.Rate(claims => claims["supersedes"] = first);
        await using var served = await ServedLog.StartAsync(evaluation.Log);
        (await VerifyAsync(jtm, served, evaluation.Log)).MustBe(0);
        served.Embargoed.Add("tile/entries/000");
        Assert.Contains("第 302 条：未核验签名", (await VerifyAsync(jtm, served, evaluation.Log)).MustBe(0).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_is_found_over_HTTP_as_in_a_folder()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(600);
        await using var served = await ServedLog.StartAsync(log);
        served.Files["tile/entries/001"][60] ^= 1;
        Assert.Contains("第 256 条记录的哈希", (await VerifyAsync(jtm, served, log)).MustBe(1).Error,
            StringComparison.Ordinal);
        Assert.Contains(served.Address, (await VerifyAsync(jtm, served, log)).Error, StringComparison.Ordinal);
    }

    // A copy may be incomplete; a log that is served has everything that its checkpoint covers.
    [Theory, InlineData("tile/entries/001"), InlineData("tile/0/001"), InlineData("tile/1/000.p/2")]
    public async Task What_a_served_log_lacks_is_damage(string path)
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(600);
        await using var served = await ServedLog.StartAsync(log);
        served.Fault = asked => asked == path ? 404 : null;
        Assert.Contains(path[..6], (await VerifyAsync(jtm, served, log)).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_without_a_log_and_without_an_answer_nothing_is_proven()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(300);
        await using var served = await ServedLog.StartAsync(log);
        served.Fault = path => path == "checkpoint" ? 200 : null;
        Assert.Contains("请核对地址", (await VerifyAsync(jtm, served, log)).MustBe(2).Error, StringComparison.Ordinal);
        served.Fault = _ => 503;
        Assert.Contains("HTTP 503", (await VerifyAsync(jtm, served, log)).MustBe(2).Error, StringComparison.Ordinal);
        served.Fault = _ => 302;
        (await VerifyAsync(jtm, served, log)).MustBe(2);
        served.Fault = _ => null;
        jtm.Environment.Clear();
        Assert.Contains(
            "JTM_TOKEN",
            (await jtm.RunAsync("verify", served.Address, "--policy", jtm.PathOf("policy"))).MustBe(2).Error,
            StringComparison.Ordinal);
        (await jtm.RunAsync("verify", "http://127.0.0.1:1/logs/evaluation", "--policy", jtm.PathOf("policy")))
            .MustBe(2);
        (await jtm.RunAsync("verify", "ftp://127.0.0.1/logs", "--policy", jtm.PathOf("policy"))).MustBe(2);
    }

    [Fact]
    public async Task An_answer_that_fails_once_is_asked_for_again()
    {
        using var jtm = new Jtm();
        var log = TestLog.Of(300);
        await using var served = await ServedLog.StartAsync(log);
        var failed = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        served.Fault = path => failed.TryAdd(path, true) ? 503 : null;
        (await VerifyAsync(jtm, served, log)).MustBe(0);
    }

    private static Task<Run> VerifyAsync(Jtm jtm, ServedLog served, TestLog trusted, params string[] more)
    {
        File.WriteAllText(jtm.PathOf("policy"), trusted.Policy);
        jtm.Environment["JTM_TOKEN"] = FakeService.Token;
        return jtm.RunAsync(["verify", served.Address, "--policy", jtm.PathOf("policy"), .. more]);
    }
}
