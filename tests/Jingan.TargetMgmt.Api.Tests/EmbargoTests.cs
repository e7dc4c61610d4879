namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Before a period's release nobody but the evaluator sees any of its ratings; afterwards everybody does,
/// at once.</summary>
public abstract class EmbargoTests(ServiceFactory service) : IDisposable
{
    // One service per test: what one releases or adjusts, another would see.
    public void Dispose() => service.Dispose();

    [Fact]
    public async Task Ratings_appear_to_everybody_at_the_release_and_not_before()
    {
        string[] others = ["office", "auditor", "admin", "LSJ", "FGW"];
        await service.RegisterAsync();
        await service.ReportAsync(3.1m);
        await service.RatedAsync(await service.ClaimsAsync());
        await service.CloseAsync();

        // sealed until the sample is there
        Assert.Empty((await service.Evaluator.ReadAsync("ratings?period=2018-06")).Items);
        await service.DrawAsync();
        Assert.Single((await service.Evaluator.ReadAsync("ratings?period=2018-06")).Items);
        foreach (var other in others)
        {
            Assert.Empty((await service.As(other).ReadAsync("ratings?period=2018-06")).Items);
            Assert.Empty((await service.As(other).ReadAsync("ratings")).Items);
            Assert.Equal(404, (await service.As(other).ReadAsync("evaluation-reports/2018-06")).Status);
        }

        Assert.DoesNotContain((await service.Office.ReadAsync("targets/JA2018-028/history")).Items, i =>
            (string?)i!["type"] == "rating");
        Assert.DoesNotContain(
            "yellow", (await service.Office.ReadAsync("reports/matrix?year=2018"))["rows"].ToJsonString(),
            StringComparison.Ordinal);
        Assert.Equal(403, (await service.Office.ReadAsync("worklist?period=2018-06")).Status);

        Assert.Equal(201, (await service.IssueAsync()).Status);
        foreach (var other in others)
        {
            Assert.Single((await service.As(other).ReadAsync("ratings?period=2018-06")).Items);
            Assert.Equal(200, (await service.As(other).ReadAsync("evaluation-reports/2018-06")).Status);
        }
    }

    [Fact]
    public async Task A_correction_after_the_release_is_shown_as_one_and_the_issued_bytes_stay()
    {
        await service.RegisterAsync();
        await service.ReportAsync(2m, period: "2018-04");
        var first = await service.RatedAsync(await service.ClaimsAsync(period: "2018-04"));
        await service.CloseAsync("2018-04");
        Assert.Equal(201, (await service.IssueAsync("2018-04")).Status);
        var issued = await service.Office.GetByteArrayAsync("/api/v1/evaluation-reports/2018-04", Http.Ct);

        service.Clock.Advance(TimeSpan.FromDays(1));
        var claims = await service.ClaimsAsync(period: "2018-04", colour: "red");
        (claims["supersedes"], claims["reason"]) = (first, "复核现场后更正");
        claims["divergence"] = new System.Text.Json.Nodes.JsonObject
        {
            ["code"] = "qualityDefect",
            ["reason"] = "现场不符",
        };
        var second = await service.RatedAsync(claims);

        var rating = (await service.Office.ReadAsync("ratings?period=2018-04")).Items.Single()!;
        Assert.Equal(("red", true, first), ((string?)rating["colour"], (bool)rating["correction"]!,
            (long)rating["supersedes"]!));
        var overview = await service.Office.ReadAsync("reports/overview?period=2018-04");
        var unit = (await service.Office.ReadAsync("reports/units?period=2018-04"))["units"].AsArray()
            .Single(u => (string?)u!["unit"] == "LSJ")!;
        foreach (var corrections in (System.Text.Json.Nodes.JsonNode[])[overview["corrected"], unit["corrections"]!])
        {
            Assert.Equal($$"""[{"targetId":"JA2018-028","colour":"red","index":{{second}},"supersedes":{{first}}}]""",
                corrections.ToJsonString());
        }

        Assert.Equal(1, (int)overview["corrections"]);
        var cells = (await service.Office.ReadAsync("reports/matrix?year=2018"))["rows"].AsArray()
            .SelectMany(r => r!["cells"]!.AsArray());
        Assert.Equal((second, first), Assert.Single(cells.Where(c => (bool)c!["correction"]!)
            .Select(c => ((long)c!["ratingIndex"]!, (long)c["supersedes"]!))));
        var history = (await service.Office.ReadAsync("targets/JA2018-028/history")).Items
            .Where(i => (string?)i!["type"] == "rating").Select(i => i!["rating"]!);
        Assert.Equal(
            [(first, null), (second, first)], history.Select(r => ((long)r["index"]!, (long?)r["supersedes"])));
        foreach (var (report, text) in ((string, string)[])[("overview.csv?period=2018-04", $",{first},1,"),
            ("units.csv?period=2018-04", $"第 {second} 条取代第 {first} 条"),
            ("matrix.csv?year=2018", $"第 {second} 条取代第 {first} 条")])
        {
            Assert.Contains(text, await service.Office.GetStringAsync($"/api/v1/reports/{report}", Http.Ct),
                StringComparison.Ordinal);
        }

        Assert.Equal(issued, await service.Office.GetByteArrayAsync("/api/v1/evaluation-reports/2018-04", Http.Ct));
    }
}

public sealed class SqliteEmbargoTests() : EmbargoTests(new SqliteFactory());

public sealed class SplitEmbargoTests() : EmbargoTests(new SplitFactory());

public sealed class SqlServerEmbargoTests() : EmbargoTests(new SqlServerFactory());
