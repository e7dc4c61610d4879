using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The certifying unit reports the same quantity as the lead unit: both stand side by side, and the evaluator
/// says which of them a rating is on. TJJ certifies JA2018-003, which FGW leads.</summary>
public abstract class CertifiedValueTests(ServiceFactory service) : IDisposable
{
    protected const string Target = "JA2018-003", Path = $"targets/{Target}/certified-values";

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task What_is_certified_stands_beside_what_is_claimed_with_their_difference()
    {
        await service.ReportAsync(121m, Target, "FGW");
        var before = await RowAsync();
        Assert.Empty(before["certified"]!.AsArray());
        var made = await service.As("TJJ").PostAsync(Path, new
        {
            period = "2018-06", value = 98.765432m, asOf = "2018-06-30", source = " 统计月报 ", note = " ",
        });
        Assert.Equal((201, 1, "TJJ", "统计月报", false, 1),
            (made.Status, (long)made["revision"]!, (string?)made["unit"], (string?)made["source"], (bool)made["late"]!,
                (long)made["targetVersion"]!));
        Assert.Null(made["note"]);
        var row = await RowAsync();
        var certified = row["certified"]!.AsArray().Single()!;
        Assert.Equal((98.765432m, 121m, -22.234568m, (long)made["receipt"]["index"]!),
            ((decimal)certified["certified"]!["value"]!, (decimal)certified["claimed"]!,
                (decimal)certified["difference"]!, (long)certified["certified"]!["entry"]!["index"]!));
        Assert.Equal(98.765432m, (decimal)certified["suggestion"]!["inputs"]!["actual"]!);
        Assert.NotEqual((string?)row["suggestion"]!["colour"], (string?)certified["suggestion"]!["colour"]);
        foreach (var member in (string[])["state", "suggestion", "basis", "class", "facts"])
        {
            Assert.Equal(before[member]?.ToJsonString(), row[member]?.ToJsonString()); // it takes nobody's place
        }

        foreach (var caller in (string[])["office", "FGW", "TJJ", "evaluator", "auditor"])
        {
            var listed = (await service.As(caller).ReadAsync(Path)).Items.Single()!;
            Assert.Equal(("2018-06", 98.765432m, "TJJ"),
                ((string?)listed["period"], (decimal)listed["certified"]!["value"]!,
                    (string?)listed["certified"]!["unit"]));
        }

        Assert.Equal("not_your_target", (await service.As("LSJ").ReadAsync(Path)).Code);
        var target = await service.As("TJJ").ReadAsync($"targets/{Target}");
        Assert.Equal("certifyValue", (string?)target["actions"]!.AsArray().Single());
        var overview = await service.Office.ReadAsync("reports/overview?period=2018-06");
        var shown = overview["certified"]!.AsArray().Single()!;
        Assert.Equal((Target, 121m, 98.765432m, -22.234568m),
            ((string?)shown["targetId"], (decimal)shown["claimed"]!, (decimal)shown["certified"]!,
                (decimal)shown["difference"]!));
        var table = await (await service.Office.GetAsync(
            new Uri("/api/v1/reports/overview.csv?period=2018-06", UriKind.Relative), Http.Ct))
            .Content.ReadAsStringAsync(Http.Ct);
        Assert.Contains("121,98.765432,-22.234568,TJJ", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_evaluator_rates_on_the_one_or_the_other_and_says_which()
    {
        await service.RegisterAsync();
        await service.ReportAsync(121m, Target, "FGW");
        var index = await CertifiedAsync(100m);
        var claims = await OnCertifiedAsync(index);
        var wrong = claims.DeepClone();
        wrong["suggested"] = (string?)(await RowAsync())["suggestion"]!["colour"];
        Assert.Equal("suggestion_differs", (await service.RateAsync(service.AssessorKey, wrong.AsObject())).Code);
        var rated = await service.RatedAsync(claims);
        Assert.False((bool)(await RowAsync())["rating"]!["isStale"]!);

        // A new claim leaves it as it is; a correction of what it names does not.
        await service.ReportAsync(122m, Target, "FGW");
        Assert.False((bool)(await RowAsync())["rating"]!["isStale"]!);
        var corrected = await CertifiedAsync(101m, "口径调整");
        Assert.True((bool)(await RowAsync())["rating"]!["isStale"]!);
        var stale = await OnCertifiedAsync(corrected);
        stale["basis"] = claims["basis"]!.DeepClone();
        (stale["supersedes"], stale["reason"]) = (rated, "更正");
        Assert.Equal("stale_basis", (await service.RateAsync(service.AssessorKey, stale)).Code);
        var again = await OnCertifiedAsync(corrected);
        (again["supersedes"], again["reason"]) = (rated, "更正");
        await service.RatedAsync(again);
    }

    [Fact]
    public async Task What_is_certified_after_the_close_says_so_and_counts_only_where_it_is_named()
    {
        await service.RegisterAsync();
        await service.ReportAsync(121m, Target, "FGW");
        var inTime = await CertifiedAsync(100m);
        await service.CloseAsync();
        var before = await RowAsync();
        var late = await service.As("TJJ").PostAsync(Path, new
        {
            period = "2018-06", value = 90m, reason = "年中核定",
        });
        Assert.Equal((201, true, 2), (late.Status, (bool)late["late"]!, (long)late["revision"]!));
        var row = await RowAsync();
        Assert.Equal(
            [(inTime, false), ((long)late["receipt"]["index"]!, true)],
            row["certified"]!.AsArray().Select(c =>
                ((long)c!["certified"]!["entry"]!["index"]!, (bool)c["certified"]!["late"]!)));
        Assert.Equal(before["certified"]![0]!.ToJsonString(), row["certified"]![0]!.ToJsonString());
        Assert.Equal(before["suggestion"]!.ToJsonString(), row["suggestion"]!.ToJsonString());
        var claims = await OnCertifiedAsync((long)late["receipt"]["index"]!);
        await service.RatedAsync(claims);
        Assert.False((bool)(await RowAsync())["rating"]!["isStale"]!);
        Assert.Equal(201, (await service.IssueAsync()).Status);
        var rated = (await service.Office.ReadAsync("ratings?period=2018-06")).Items.Single()!;
        Assert.Equal(((long)late["receipt"]["index"]!, "90"),
            ((long)rated["basis"]!["index"]!, (string?)rated["judged"]!["actual"]));
    }

    [Fact]
    public async Task A_value_beside_a_silence_is_no_basis()
    {
        await service.RegisterAsync();
        await service.ReportAsync(3.1m);
        await CertifiedAsync(121m);
        var row = await RowAsync();
        Assert.Equal(("notReported", 0), ((string?)row["state"], row["certified"]!.AsArray().Count));
        var shown = (await service.Office.ReadAsync("reports/overview?period=2018-06"))["certified"]!.AsArray()
            .Single()!;
        Assert.Equal((121m, null, null), ((decimal)shown["certified"]!, shown["claimed"], shown["difference"]));
    }

    [Fact]
    public async Task A_correction_is_a_revision_with_a_reason_and_the_first_stays()
    {
        var first = await CertifiedAsync(100m);
        var body = new { period = "2018-06", value = 101m };
        Assert.Equal(["/reason"], (await service.As("TJJ").PostAsync(Path, body)).Pointers);
        var second = await CertifiedAsync(101m, "口径调整");
        var listed = (await service.Office.ReadAsync(Path)).Items;
        Assert.Equal(
            [(first, 1L, 100m), (second, 2L, 101m)],
            listed.Select(i => ((long)i!["certified"]!["entry"]!["index"]!, (long)i["certified"]!["revision"]!,
                (decimal)i["certified"]!["value"]!)));
    }

    [Fact]
    public async Task Only_its_certifying_unit_certifies_a_quantity_that_is_owed_in_a_period_that_has_opened()
    {
        foreach (var (unit, path, body, outcome) in (IEnumerable<(string, string, object, string)>)[
            ("FGW", Path, Value(1m), "not_certifying_unit"), ("LSJ", Path, Value(1m), "not_certifying_unit"),
            ("LSJ", "targets/JA2018-028/certified-values", Value(1m), "not_certifying_unit"),
            ("TJJ", "targets/JA2018-999/certified-values", Value(1m), "not_found"),
            ("TJJ", Path, Value(1m, "2031-01"), "/period"), ("TJJ", Path, Value(1m, "2019-06"), "/period"),
            ("TJJ", Path, Value(1m, "2018-Q2"), "period_not_owed"),
            ("TJJ", Path, Value(1m, "2018-12"), "period_not_open"),
            ("TJJ", Path, new { period = "2018-06" }, "/value"),
            ("TJJ", Path, new { period = "2018-06", value = 1.1234567m }, "/value"),
            ("TJJ", Path, new { period = "2018-06", value = 1, asOf = "2030-01-01" }, "/asOf"),
            ("TJJ", Path, new { period = "2018-06", value = 1, asOf = "1998-01-01" }, "/asOf"),
            ("TJJ", Path, new { period = "2018-06", value = 1, reason = "更正" }, "/reason"),
            ("TJJ", Path, new { period = "2018-06", value = 1, note = new string('长', 1001) }, "/note"),
            ("TJJ", Path, new { period = "2018-06", value = 1, source = new string('长', 301) }, "/source")])
        {
            var refused = await service.As(unit).PostAsync(path, body);
            Assert.Equal(outcome, refused.Code == "invalid_request" ? refused.Pointers.Single() : refused.Code);
        }

        Assert.Equal(403, (await service.Office.PostAsync(Path, Value(1m))).Status);
        Assert.Equal(403, (await service.Evaluator.PostAsync(Path, Value(1m))).Status);
        Assert.Empty((await service.Office.ReadAsync(Path)).Items);
    }

    [Fact]
    public async Task Whoever_certifies_sees_the_target_and_files_no_report_on_it()
    {
        Assert.Equal("not_your_target", (await service.SubmitAsync(Reporting.Value(1m), Target, "TJJ")).Code);
        Assert.Equal("not_your_target", (await service.As("TJJ").ReadAsync($"targets/{Target}/progress")).Code);
        Assert.Equal("not_your_target", (await service.As("TJJ").ReadAsync("targets/JA2018-028")).Code);
    }

    [Fact]
    public async Task A_target_is_not_certified_by_the_unit_that_leads_it()
    {
        var promise = await service.PromiseAsync(Target);
        (promise["certifyingUnit"], promise["reason"]) = ("FGW", "调整");
        var refused = await service.Office.PostAsync($"targets/{Target}/versions", promise.ToJsonString());
        Assert.Equal(["/certifyingUnit"], refused.Pointers);
    }

    [Fact]
    public async Task Of_two_at_the_same_instant_one_is_the_revision()
    {
        for (var round = 0; round < 4; round++)
        {
            var reason = round == 0 ? null : "更正";
            var answers = await Task.WhenAll(
                service.As("TJJ").PostAsync(Path, Value(round, reason: reason)),
                service.As("TJJ").PostAsync(Path, Value(round, reason: reason)));
            Assert.Equal(round == 0 ? [201, 400] : (int[])[201, 201], answers.Select(a => a.Status).Order());
        }

        Assert.Equal(Enumerable.Range(1, 7).Select(i => (long)i),
            (await service.Office.ReadAsync(Path)).Items.Select(i => (long)i!["certified"]!["revision"]!));
    }

    [Fact]
    public async Task A_dry_run_stores_nothing_and_the_same_key_certifies_once()
    {
        Assert.Equal(200, (await service.As("TJJ").PostAsync($"{Path}?dryRun=true", Value(1m))).Status);
        Assert.Empty((await service.Office.ReadAsync(Path)).Items);
        var (first, second) = (await service.As("TJJ").PostAsync(Path, Value(1m), "certify-1"),
            await service.As("TJJ").PostAsync(Path, Value(1m), "certify-1"));
        Assert.Equal(first.Body!.ToJsonString(), second.Body!.ToJsonString());
    }

    [Fact]
    public async Task The_quality_of_a_year_compares_the_claim_beside_the_certified_value()
    {
        await service.RegisterAsync();
        Assert.Equal(201, (await service.SubmitAsync(new
        {
            period = "2018-06", value = 121m, narrative = "按计划推进", signatory = "负责人", selfColour = "green",
        }, Target, "FGW")).Status);
        var claims = await OnCertifiedAsync(await CertifiedAsync(60m));
        await service.RatedAsync(claims);
        await service.CloseAsync();
        Assert.Equal(201, (await service.IssueAsync()).Status);
        var all = (await service.Office.ReadAsync("quality?year=2018"))["selfClaims"]!["all"]!;
        Assert.Equal((1, 0, 0), ((int)all["compared"]!, (int)all["notFound"]!, (int)all["withoutClaim"]!));
    }

    internal static object Value(decimal value, string period = "2018-06", string? reason = null) =>
        new { period, value, reason };

    protected async Task<long> CertifiedAsync(decimal value, string? reason = null)
    {
        var answer = await service.As("TJJ").PostAsync(Path, Value(value, reason: reason));
        Assert.True(answer.Status == 201, answer.Body?.ToJsonString());
        return (long)answer["receipt"]["index"]!;
    }

    // Honest claims on the certified value, as the worklist tells them.
    protected async Task<JsonObject> OnCertifiedAsync(long index)
    {
        var claims = await service.ClaimsAsync(Target);
        var item = (await RowAsync())["certified"]!.AsArray()
            .Single(c => (long)c!["certified"]!["entry"]!["index"]! == index)!;
        var colour = (string?)item["suggestion"]!["colour"];
        (claims["class"], claims["suggested"], claims["colour"]) = ((string?)item["class"], colour, colour);
        claims["basis"] = item["certified"]!["entry"]!.DeepClone();
        return claims;
    }

    protected async Task<JsonNode> RowAsync() => (await service.Evaluator.ReadAsync(
        $"worklist?period=2018-06&target={Target}")).Items.Single()!;
}

public sealed class SqliteCertifiedValueTests() : CertifiedValueTests(new SqliteFactory())
{
    [Fact]
    public async Task After_a_restart_the_rows_still_follow_from_the_log()
    {
        using var service = new RestartedFactory();
        service.Start();
        Assert.Equal(201, (await service.As("TJJ").PostAsync(Path, Value(1.5m))).Status);
        Assert.Equal(201, (await service.As("TJJ").PostAsync(Path, Value(1.6m, reason: "更正"))).Status);
        var before = (await service.Office.ReadAsync(Path)).Body!.ToJsonString();
        await service.StopAsync();

        service.Start(verifyAll: true);
        Assert.Equal(before, (await service.Office.ReadAsync(Path)).Body!.ToJsonString());
        await service.IsCheckedAndReadyAsync();
    }
}

public sealed class SplitCertifiedValueTests() : CertifiedValueTests(new SplitFactory());

public sealed class SqlServerCertifiedValueTests() : CertifiedValueTests(new SqlServerFactory());
