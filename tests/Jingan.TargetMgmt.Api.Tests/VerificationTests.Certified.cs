namespace Jingan.TargetMgmt.Api.Tests;

public abstract partial class VerificationTests
{
    // The first rating is on the claim, the second on what was certified in time, the third on what came late.
    [Fact]
    public async Task A_rating_on_a_certified_value_is_verified_and_replayed_on_that_value()
    {
        service.OnSocket();
        var (server, government, evaluation) = (service.AddressOf("evaluation").ToString(),
            $"{service.AddressOf("government")}logs/government", $"{service.AddressOf("evaluation")}logs/evaluation");
        await service.RegisterAsync();
        await service.ReportAsync(121m, "JA2018-003", "FGW");
        await CertifyAsync(60m);
        await service.RatedAsync(await service.ClaimsAsync("JA2018-003"));
        await SupersedeAsync();
        await service.CloseAsync();
        await CertifyAsync(30m, "核定");
        await SupersedeAsync();
        Assert.Equal(201, (await service.IssueAsync()).Status);
        string[] verify = ["verify", evaluation, "--policy", await WritePolicyAsync()];
        Assert.Contains("recomputed from the government log", await RunAsync(
            "auditor", [.. verify, "--period", "2018-06", "--server", server, "--government", government]),
            StringComparison.Ordinal);
        await RunAsync("auditor", "verify", government, "--policy", Path.Combine(folder, "policy"));
        Assert.Contains(
            "3 suggestions of ratings and second marks replayed, 0 differ",
            await RunAsync("auditor", "replay", "--evaluation", evaluation, "--government", government, "--policy",
                Path.Combine(folder, "policy")), StringComparison.Ordinal);

        async Task CertifyAsync(decimal value, string? reason = null) =>
            Assert.Equal(201, (await service.As("TJJ").PostAsync("targets/JA2018-003/certified-values", new
            {
                period = "2018-06", value, reason,
            })).Status);

        async Task SupersedeAsync()
        {
            var claims = await service.ClaimsAsync("JA2018-003");
            var row = (await service.Evaluator.ReadAsync("worklist?period=2018-06&target=JA2018-003")).Items.Single()!;
            var item = row["certified"]!.AsArray()[^1]!;
            (claims["class"], claims["suggested"]) = ((string?)item["class"], (string?)item["suggestion"]!["colour"]);
            (claims["colour"], claims["basis"]) = ((string?)claims["suggested"],
                item["certified"]!["entry"]!.DeepClone());
            (claims["supersedes"], claims["reason"]) = ((long)row["rating"]!["index"]!, "以认定值为准");
            await service.RatedAsync(claims);
        }
    }
}
