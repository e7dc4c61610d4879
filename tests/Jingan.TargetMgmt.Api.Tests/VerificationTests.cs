using Jingan.TargetMgmt.Cli;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What the service wrote, in the eyes of the tool that does not trust it, over a real connection.</summary>
public abstract partial class VerificationTests(ServiceFactory service) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("verification").FullName;

    public void Dispose()
    {
        service.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_period_from_the_report_to_its_release_verifies_to_the_last_basis()
    {
        service.OnSocket();
        var (government, evaluation) = ($"{service.AddressOf("government")}logs/government",
            $"{service.AddressOf("evaluation")}logs/evaluation");
        await service.RegisterAsync();
        await service.ReportAsync(3.1m);
        var rating = await service.RatedAsync(await service.ClaimsAsync());
        await service.CloseAsync();
        var policy = await WritePolicyAsync();

        // Under embargo only the evaluator looks into the entries; the root is everybody's.
        string[] verify =
        [
            "verify", evaluation, "--policy", policy, "--state", Path.Combine(folder, "state"), "--government",
            government,
        ];
        // the founding key's own
        Assert.DoesNotContain("2 assessors' signatures", await RunAsync("office", verify), StringComparison.Ordinal);
        await service.DrawAsync(); // until then it is sealed from the evaluator's people too
        Assert.Contains("2 assessors' signatures", await RunAsync("evaluator", verify), StringComparison.Ordinal);
        Assert.Contains("under embargo", await RunAsync("office", verify), StringComparison.Ordinal);

        Assert.Equal(201, (await service.IssueAsync()).Status);
        Assert.Contains("3 assessors' signatures", await RunAsync("auditor", verify), StringComparison.Ordinal);

        var copy = Path.Combine(folder, "evaluation");
        await RunAsync("auditor", "export", copy, "--log", evaluation);
        await RunAsync("nobody", "verify", copy, "--policy", policy, "--state", Path.Combine(folder, "state"));

        var (proof, entry) = (Path.Combine(folder, "r.tlog-proof"), Path.Combine(folder, "entry.json"));
        await File.WriteAllBytesAsync(
            proof, await service.Office.GetByteArrayAsync($"/logs/evaluation/proof/{rating}", Http.Ct), Http.Ct);
        await File.WriteAllBytesAsync(
            entry, await service.Office.GetByteArrayAsync($"/logs/evaluation/entry/{rating}", Http.Ct), Http.Ct);
        Assert.Contains($"at index {rating}",
            await RunAsync("nobody", "verify", proof, "--entry", entry, "--policy", policy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_issued_with_the_tool_is_verified_from_the_service_and_from_a_file()
    {
        service.OnSocket();
        var (server, evaluation) =
            (service.AddressOf("evaluation").ToString(), $"{service.AddressOf("evaluation")}logs/evaluation");
        await service.RegisterAsync();
        await service.ReportAsync(3.1m);
        var first = await service.RatedAsync(await service.ClaimsAsync());
        var claims = await service.ClaimsAsync(colour: "red");
        (claims["supersedes"], claims["reason"], claims["divergence"]) =
            (first, "更正", new System.Text.Json.Nodes.JsonObject { ["code"] = "dataNotCredible", ["reason"] = "佐证不足" });
        await service.RatedAsync(claims);
        await service.CloseAsync();
        var key = Path.Combine(folder, "assessor.pem");
        await File.WriteAllTextAsync(key, service.AssessorKey.ExportPkcs8PrivateKeyPem(), Http.Ct);
        await RunAsync("evaluator", "report", "issue", "--server", server, "--key", key, "--period", "2018-06",
            "--summary", "总体平稳\u0001“€”\ud83d\ude00");

        string[] verify = ["verify", evaluation, "--policy", await WritePolicyAsync()];
        Assert.Contains(
            "its 1 ratings are all that were in force",
            await RunAsync("auditor", [.. verify, "--period", "2018-06", "--server", server]),
            StringComparison.Ordinal);
        var (file, corrected) = (Path.Combine(folder, "report.json"), await service.ClaimsAsync());
        await RunAsync("auditor", "report", "get", "--server", server, "--kind", "evaluation", "--period", "2018-06",
            "--out", file);
        (corrected["supersedes"], corrected["reason"]) = (first + 1, "再更正");
        await service.RatedAsync(corrected); // afterwards: the report stays what it was
        Assert.Contains("count the same again", await RunAsync("auditor", [.. verify, "--report", file]),
            StringComparison.Ordinal);
    }

    // What the office does while the period runs and after its close is told in the report, and the log bears it out;
    // a word of it altered is not.
    [Fact]
    public async Task The_population_and_the_reports_of_an_issued_report_are_those_of_the_government_log()
    {
        service.OnSocket();
        var (server, government, evaluation) = (service.AddressOf("evaluation").ToString(),
            $"{service.AddressOf("government")}logs/government", $"{service.AddressOf("evaluation")}logs/evaluation");
        await service.RegisterAsync();
        await service.ReportAsync(3.1m);
        var target = await service.PromiseAsync();
        (target["title"], target["reason"]) = ("另一题目", "调整");
        Assert.Equal(201,
            (await service.Office.PostAsync($"targets/{Reporting.Target}/versions", target.ToJsonString())).Status);
        await service.RatedAsync(await service.ClaimsAsync());
        await service.CloseAsync();
        Assert.Equal(
            201, (await service.Office.PostAsync("periods/2018-06/extensions", new
            {
                unit = Reporting.Lead, until = "2018-08-31", reason = "数据认定推迟",
            })).Status);
        await service.ReportAsync(4m);
        Assert.Equal(201, (await service.IssueAsync()).Status);
        string[] verify = ["verify", evaluation, "--policy", await WritePolicyAsync()];

        var output = await RunAsync(
            "auditor", [.. verify, "--period", "2018-06", "--server", server, "--government", government]);
        Assert.Contains("recomputed from the government log", output, StringComparison.Ordinal);
        Assert.Contains(
            "were not recomputed from the government log",
            await RunAsync("auditor", [.. verify, "--period", "2018-06", "--server", server]),
            StringComparison.Ordinal);
        await RunAsync("auditor", "verify", government, "--policy", Path.Combine(folder, "policy"));
        Assert.Contains("the evaluation's belongs here", await RunAsync(2, "auditor", "verify", government, "--policy",
            Path.Combine(folder, "policy"), "--period", "2018-06", "--server", server), StringComparison.Ordinal);

        var file = Path.Combine(folder, "report.json");
        await RunAsync("auditor", "report", "get", "--server", server, "--kind", "evaluation", "--period", "2018-06",
            "--out", file);
        var issued = await File.ReadAllTextAsync(file, Http.Ct);
        foreach (var (alter, found) in Alterations())
        {
            var document = System.Text.Json.Nodes.JsonNode.Parse(issued)!.AsObject();
            alter(document);
            await File.WriteAllTextAsync(file, document.ToJsonString(), Http.Ct);
            Assert.Contains(
                found, await RunAsync(1, "auditor", [.. verify, "--report", file, "--government", government]),
                StringComparison.Ordinal);
        }
    }

    // One target is reported by months, one by quarters, one for named periods; June still takes reports when the
    // quarter is closed, and takes them later still.
    [Fact]
    public async Task A_quarter_is_recomputed_from_the_reports_of_its_last_month_as_they_were_at_its_close()
    {
        service.OnSocket();
        var (server, government, evaluation) = (service.AddressOf("evaluation").ToString(),
            $"{service.AddressOf("government")}logs/government", $"{service.AddressOf("evaluation")}logs/evaluation");
        await service.RegisterAsync();
        foreach (var (id, frequency) in ((string, object)[])[("JA2018-901", "quarterly"),
            ("JA2018-902", new[] { "2018-06" }), ("JA2018-903", new[] { "2018-07" })])
        {
            var target = new
            {
                id, frequency, year = 2018, level = "departmental", field = "测试", title = "样例", nature = "anticipated",
                kind = "quantitative", leadUnit = "LSJ", source = "自拟",
                unitOfMeasure = "个", direction = "increase", aggregation = "cumulative", targetValue = 16,
            };
            Assert.Equal(201, (await service.Office.PostAsync("targets", target)).Status);
        }

        await service.ReportAsync(2m, period: "2018-03");
        await service.ReportAsync(3.1m);
        await service.ReportAsync(7m, "JA2018-901", period: "2018-Q2");
        await service.ReportAsync(5m, "JA2018-902");
        await service.RatedAsync(await service.ClaimsAsync(period: "2018-Q2")); // of a month that runs
        await service.CloseAsync("2018-Q2");
        await service.ReportAsync(6m);
        await service.ReportAsync(6m, "JA2018-902");
        await service.RatedAsync(await service.ClaimsAsync("JA2018-901", "2018-Q2"));
        await service.RatedAsync(await service.ClaimsAsync("JA2018-902", "2018-Q2"));
        await service.CloseAsync();
        Assert.Equal(
            201, (await service.Office.PostAsync("periods/2018-06/extensions", new
            {
                unit = Reporting.Lead, until = "2018-08-31", reason = "数据认定推迟",
            })).Status);
        await service.ReportAsync(6.5m);
        await service.DrawAsync(period: "2018-Q2");
        Assert.Equal(201, (await service.IssueAsync("2018-Q2")).Status);

        var policy = await WritePolicyAsync();
        Assert.Contains(
            "recomputed from the government log",
            await RunAsync("auditor", "verify", evaluation, "--policy", policy, "--period", "2018-Q2", "--server",
                server, "--government", government), StringComparison.Ordinal);
        await RunAsync("auditor", "verify", government, "--policy", policy);
        Assert.Contains(
            "3 suggestions of ratings and second marks replayed, 0 differ",
            await RunAsync("auditor", "replay", "--evaluation", evaluation, "--government", government, "--policy",
                policy), StringComparison.Ordinal);
    }

    private static IEnumerable<(Action<System.Text.Json.Nodes.JsonObject> Alter, string Found)> Alterations()
    {
        yield return (d => d["closed"]!["size"] = 1, "closed.size");
        yield return (d => d["closed"]!["root"] = "00", "closed.root");
        yield return (d => d["unrated"]!.AsArray().RemoveAt(0),
            "is of the period, and is neither rated nor in unrated");
        yield return (d => d["unrated"]![0]!["state"] = "suspended", "has the state Suspended");
        yield return (d => d["ratings"]![0]!["judged"]!["title"] = "另一题目", "judged.title");
        yield return (d => d["ratings"]![0]!["basis"] = null, "the lead unit's last report within the window is");
        yield return (d => d["changed"] = new System.Text.Json.Nodes.JsonArray(), "than changed says");
        yield return (d => d["sinceClose"] = new System.Text.Json.Nodes.JsonArray(), "than sinceClose says");
    }

    [Fact]
    public async Task The_agreement_of_second_marks_in_a_report_is_what_the_marks_in_the_log_give()
    {
        service.OnSocket();
        using var second = JwsKey.Of(System.Security.Cryptography.ECDsa.Create(
            System.Security.Cryptography.ECCurve.NamedCurves.nistP256));
        await service.RegisterAsync();
        Assert.Equal(201, (await service.RegisterKeyAsync(second)).Status);
        await service.ReportAsync(3.1m);
        await service.CloseAsync();
        await service.DrawAsync(1m);
        await service.RatedAsync(await service.ClaimsAsync());
        var mark = await service.ClaimsAsync();
        mark["secondMark"] = true;
        Assert.Equal(201, (await service.RateAsync(second, mark)).Status);
        Assert.Equal(201, (await service.IssueAsync()).Status);
        Assert.Contains(
            "its 1 ratings are all that were in force",
            await RunAsync("auditor", "verify", $"{service.AddressOf("evaluation")}logs/evaluation", "--policy",
                await WritePolicyAsync(), "--period", "2018-06", "--server",
                service.AddressOf("evaluation").ToString()),
            StringComparison.Ordinal);
    }

    // The report filed after the rating is not what was rated: a replay has to stop before it.
    [Fact]
    public async Task A_suggestion_is_replayed_from_what_had_been_reported_when_the_target_was_rated()
    {
        service.OnSocket();
        var (government, evaluation) = ($"{service.AddressOf("government")}logs/government",
            $"{service.AddressOf("evaluation")}logs/evaluation");
        await service.RegisterAsync();
        await service.ReportAsync(3.1m);
        await service.RatedAsync(await service.ClaimsAsync());
        await service.ReportAsync(1.0m);
        await service.CloseAsync();
        await service.DrawAsync(); // until then it is sealed
        string[] replay =
        [
            "replay", "--evaluation", evaluation, "--government", government, "--policy", await WritePolicyAsync(),
        ];

        Assert.Contains("1 suggestions of ratings and second marks replayed, 0 differ",
            await RunAsync("evaluator", replay), StringComparison.Ordinal);
        Assert.Contains("of 1 ratings, the suggestion would be another for 0",
            await RunAsync("evaluator", [.. replay, "--scheme", "2018.1"]), StringComparison.Ordinal);
        // under embargo
        Assert.Contains("0 suggestions of ratings", await RunAsync("office", replay), StringComparison.Ordinal);
    }

    // A test may take the keys from the service; whoever verifies gets them elsewhere.
    private async Task<string> WritePolicyAsync()
    {
        var keys = await Task.WhenAll(((string[])["government", "evaluation"])
            .Select(side => service.Anonymous.GetStringAsync($"/logs/{side}/key", Http.Ct)));
        var policy = Path.Combine(folder, "policy");
        await File.WriteAllTextAsync(policy, string.Concat(keys.Select(key => "log " + key)) + "quorum none\n",
            Http.Ct);
        return policy;
    }

    private Task<string> RunAsync(string caller, params string[] args) => RunAsync(0, caller, args);

    private async Task<string> RunAsync(int expected, string caller, params string[] args)
    {
        await using StringWriter output = new(), error = new();
        var exit = await JtmCommand.RunAsync(
            [.. args, "--lang", "en"], output, error, service.Clock,
            name => name == "JTM_TOKEN" && caller != "nobody" ? service.TokenOf(caller) : null, Http.Ct);
        Assert.True(exit == expected, $"exit {exit}\n{output}\n{error}");
        return output.ToString() + error;
    }
}

public sealed class SqliteVerificationTests() : VerificationTests(new SqliteFactory());

public sealed class SplitVerificationTests() : VerificationTests(new SplitFactory());

public sealed class SqlServerVerificationTests() : VerificationTests(new SqlServerFactory());
