using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Tests.Cli;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>What entries say, in logs whose trees are in order:
/// here the log itself wrote what it should not have.</summary>
public sealed class VerifyContentTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(253)]
    [InlineData(300)]
    public async Task What_assessors_signed_is_good_wherever_a_bundle_ends(int before)
    {
        using var jtm = new Jtm();
        using var evaluation = EvaluationLog.Complete(before);
        var run = await VerifyAsync(jtm, evaluation, "--json");
        Assert.Equal((3, 2), ((int)run.MustBe(0).Json["signatures"]!, (int)run.Json["entries"]!["rating"]!));
    }

    [Theory]
    [InlineData("kid", "someone-else")]
    [InlineData("period", "2018-07")]
    [InlineData("targetId", "JA2018-029")]
    [InlineData("targetVersion", 2)]
    [InlineData("class", "milestone")]
    [InlineData("colour", "red")]
    [InlineData("suggested", "yellow")]
    [InlineData("suggested", null)]
    [InlineData("scheme", "2018.2")]
    [InlineData("supersedes", 0)]
    public async Task An_entry_shows_what_was_signed_and_nothing_else(string member, object? shown)
    {
        using var jtm = new Jtm();
        using var evaluation = new EvaluationLog();
        evaluation.Register();
        evaluation.Rate();
        evaluation.Rate(show: entry => entry[member] = shown switch
        {
            string text => text,
            int number => number,
            _ => null,
        });
        var run = (await VerifyAsync(jtm, evaluation)).MustBe(1);
        Assert.Contains($"第 2 条（rating）：{member} 显示为", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_shows_what_was_signed_and_lists_ratings_of_its_period_that_are_there()
    {
        using var jtm = new Jtm();
        using var evaluation = new EvaluationLog();
        evaluation.Register();
        var rating = evaluation.Rate();
        var other = evaluation.Rate(claims => claims["period"] = "2018-05");
        evaluation.Report([rating]);
        (await VerifyAsync(jtm, evaluation)).MustBe(0);

        evaluation.Report([rating], show: entry => entry["scheme"] = "2018.2");
        evaluation.Report([rating, other]);
        evaluation.Report([0]);
        evaluation.Report([evaluation.Log.Size]);
        var run = (await VerifyAsync(jtm, evaluation)).MustBe(1);
        // three of them also that it had been issued before
        Assert.Contains("7 处", run.Error, StringComparison.Ordinal);
        Assert.Contains("第 4 条（report）：scheme", run.Error, StringComparison.Ordinal);
        Assert.Contains("第 5 条：报告所列的第 2 条", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_is_by_the_key_that_its_assessor_registered_before()
    {
        using var jtm = new Jtm();
        using var evaluation = new EvaluationLog();
        evaluation.Rate();
        evaluation.Register();
        using var forger = AssessorKey.New(evaluation.Key.Kid);
        evaluation.Rate(key: forger);
        evaluation.Rate();
        var run = (await VerifyAsync(jtm, evaluation)).MustBe(1);
        Assert.Contains("2 处", run.Error, StringComparison.Ordinal);
        Assert.Contains($"第 0 条：评估员 {evaluation.Key.Kid} 此前没有登记", run.Error, StringComparison.Ordinal);
        Assert.Contains("第 2 条：签名与评估员", run.Error, StringComparison.Ordinal);
    }

    // The signature is checked beside the reading, which ends at the gap.
    [Fact]
    public async Task What_was_found_before_a_gap_counts()
    {
        using var jtm = new Jtm();
        using var evaluation = new EvaluationLog();
        evaluation.Register();
        using var forger = AssessorKey.New(evaluation.Key.Kid);
        evaluation.Rate(key: forger);
        for (var i = 0; i < 600; i++)
        {
            evaluation.Log.Add("""{"v":1,"type":"scheme"}""");
        }

        (await VerifyAsync(jtm, evaluation)).MustBe(1);
        File.Delete(jtm.PathOf("log/tile/entries/001"));
        File.Delete(jtm.PathOf("log/tile/0/001"));
        var run = (await jtm.RunAsync("verify", jtm.PathOf("log"), "--policy", jtm.PathOf("policy"))).MustBe(1);
        Assert.Contains("第 1 条：签名与评估员", run.Error, StringComparison.Ordinal);
        Assert.Contains("无法重新计算", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_id_stands_for_one_key_for_ever()
    {
        using var jtm = new Jtm();
        using var evaluation = new EvaluationLog();
        using var other = AssessorKey.New();
        evaluation.Register();
        evaluation.Register();
        (await VerifyAsync(jtm, evaluation)).MustBe(0);
        evaluation.Register(other, evaluation.Key.Kid);
        Assert.Contains("第 2 条：评估员", (await VerifyAsync(jtm, evaluation)).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "JA2018-028", "2018-06")]
    [InlineData(1, "JA2018-029", "2018-06")]
    [InlineData(1, "JA2018-028", "2018-07")]
    [InlineData(2, "JA2018-028", "2018-06")]
    [InlineData(9, "JA2018-028", "2018-06")]
    [InlineData(-1, "JA2018-028", "2018-06")]
    public async Task A_correction_names_an_earlier_rating_of_its_target_and_period(
        int superseded, string target, string period)
    {
        using var jtm = new Jtm();
        using var evaluation = new EvaluationLog();
        evaluation.Register();
        evaluation.Rate();
        evaluation.Rate(claims =>
            (claims["supersedes"], claims["targetId"], claims["period"]) = (superseded, target, period));
        Assert.Contains($"所替代的第 {superseded} 条", (await VerifyAsync(jtm, evaluation)).MustBe(1).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_entry_of_a_checked_type_is_damage()
    {
        using var jtm = new Jtm();
        using var evaluation = new EvaluationLog();
        evaluation.Register();
        evaluation.Log.AddAsIs("""{"v":1,"type":"rating"}""");
        evaluation.Log.AddAsIs("""{"v":1,"type":"rating","kid":""");
        evaluation.Rate(show: entry => entry["jws"] = "a.b.c");
        evaluation.Log.Add(
            """{"v":1,"type":"assessor","kid":"k","publicKey":{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}}""");
        Assert.Contains("4 处", (await VerifyAsync(jtm, evaluation)).MustBe(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_signs_no_more_after_the_entry_that_revokes_or_replaces_it()
    {
        using var jtm = new Jtm();
        using var evaluation = new EvaluationLog();
        using var second = AssessorKey.NewEd25519();
        evaluation.Register();
        evaluation.Rate();
        evaluation.Register(second, second.Kid, replaces: evaluation.Key.Kid);
        evaluation.Rate(key: second, show: entry => entry["kid"] = second.Kid);
        Assert.Equal(2, (int)(await VerifyAsync(jtm, evaluation, "--json")).MustBe(0).Json["signatures"]!);

        evaluation.Rate();
        Assert.Contains($"第 4 条：签名密钥 {evaluation.Key.Kid} 已在第 2 条更换",
            (await VerifyAsync(jtm, evaluation)).MustBe(1).Error, StringComparison.Ordinal);

        evaluation.Revoke(second.Kid);
        evaluation.Rate(key: second, show: entry => entry["kid"] = second.Kid);
        var run = (await VerifyAsync(jtm, evaluation)).MustBe(1);
        Assert.Contains($"第 6 条：签名密钥 {second.Kid} 已在第 5 条撤销", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 处", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_of_interest_binds_every_key_of_the_person_until_it_ends()
    {
        using var jtm = new Jtm();
        using var evaluation = new EvaluationLog();
        using var second = AssessorKey.New();
        using var other = AssessorKey.New();
        evaluation.Register();
        evaluation.Register(other, other.Kid);
        evaluation.Conflict(evaluation.Key.Kid, "LSJ");
        evaluation.Register(second, second.Kid, replaces: evaluation.Key.Kid);
        evaluation.Rate(key: other, show: entry => (entry["kid"], entry["units"]) = (other.Kid, Units("LSJ")));
        evaluation.Rate(key: second, show: entry => (entry["kid"], entry["units"]) = (second.Kid, Units("GTJ")));
        (await VerifyAsync(jtm, evaluation)).MustBe(0);

        evaluation.Rate(key: second, show: entry => (entry["kid"], entry["units"]) = (second.Kid, Units("GTJ", "LSJ")));
        Assert.Contains($"第 6 条：评估员 {second.Kid} 与 LSJ 有利益冲突（第 2 条）",
            (await VerifyAsync(jtm, evaluation)).MustBe(1).Error, StringComparison.Ordinal);

        evaluation.Conflict(second.Kid, "LSJ", ended: true);
        evaluation.Rate(key: second, show: entry => (entry["kid"], entry["units"]) = (second.Kid, Units("LSJ")));
        Assert.Contains("1 处", (await VerifyAsync(jtm, evaluation)).MustBe(1).Error, StringComparison.Ordinal);

        static System.Text.Json.Nodes.JsonArray Units(
            params string[] units) => [.. units.Select(u => (System.Text.Json.Nodes.JsonNode)u)];
    }

    [Fact]
    public async Task Changes_of_a_key_that_is_registered_nowhere_or_replaced_already_are_damage()
    {
        using var jtm = new Jtm();
        using var evaluation = new EvaluationLog();
        using var second = AssessorKey.New();
        using var third = AssessorKey.New();
        evaluation.Register();
        evaluation.Revoke("nobody");
        evaluation.Conflict("nobody", "LSJ");
        evaluation.Register(second, second.Kid, replaces: evaluation.Key.Kid);
        evaluation.Register(third, third.Kid, replaces: evaluation.Key.Kid);
        Assert.Contains("3 处", (await VerifyAsync(jtm, evaluation)).MustBe(1).Error, StringComparison.Ordinal);
    }

    // Of two members of one name each reader would believe another one.
    [Fact]
    public async Task A_member_may_not_stand_there_twice()
    {
        using var jtm = new Jtm();
        using var evaluation = new EvaluationLog();
        evaluation.Register();
        evaluation.Rate();
        var twice = System.Text.Encoding.UTF8.GetString(evaluation.Log.Entries[1])
            .Replace("\"colour\":\"green\"", "\"colour\":\"green\",\"colour\":\"red\"", StringComparison.Ordinal);
        evaluation.Log.AddAsIs(twice);
        (await VerifyAsync(jtm, evaluation)).MustBe(1);
    }

    internal static Task<Run> VerifyAsync(Jtm jtm, EvaluationLog evaluation, params string[] more)
    {
        evaluation.Log.WriteTo(jtm.PathOf("log"));
        File.WriteAllText(jtm.PathOf("policy"),
            evaluation.Log.Policy + $"log {new TestLog("log.test/government", 2).Signer.VerifierKey}\n");
        return jtm.RunAsync(["verify", jtm.PathOf("log"), "--policy", jtm.PathOf("policy"), .. more]);
    }
}
