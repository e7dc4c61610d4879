namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A parameter that is given twice: whoever looked at the first and whoever looks at the second would not see
/// the same request, so that it is refused. Each is read from one place, whatever stands in another.</summary>
public sealed class RepeatedParameterTests(SqliteFactory service) : IClassFixture<SqliteFactory>
{
    [Theory]
    [InlineData("GET", "targets?year=2018&year=2019")]
    [InlineData("GET", "targets?limit=1&limit=2")]
    [InlineData("GET", "worklist?period=2018-06&period=2018-05")]
    [InlineData("GET", "ratings?period=2018-06&period=2018-05")]
    [InlineData("GET", "/openapi/v1.json?lang=zh&lang=en")]
    [InlineData("PUT", "public-page?dryRun=true&dryRun=false")]
    public async Task It_is_refused_and_nothing_is_stored(string method, string url)
    {
        var before = await service.SizesAsync();
        var caller = method == "PUT" ? service.Office : service.Evaluator;
        var answer = method == "PUT"
            ? await caller.PutAsync(url, new { open = true, reason = "接受监督" })
            : await caller.ReadAsync(url);
        Assert.Equal((url, 400), (url, answer.Status));
        Assert.Equal(["/" + url.Split('?', '=')[1]], answer.Pointers);
        Assert.Equal(before, await service.SizesAsync());
    }

    // What the path says is not said again in the query, a header or the body.
    [Fact]
    public async Task A_parameter_of_the_path_is_read_from_the_path_alone()
    {
        var answer = await service.Office.ReadAsync("targets/JA2018-028?id=JA2018-001");
        Assert.Equal("JA2018-028", (string?)answer["id"]);
    }

    // Decoded once: what is still encoded then is a text, and none that an id may be.
    [Theory]
    [InlineData("targets/JA2018%2D028", 200)]
    [InlineData("targets/JA2018%252D028", 400)]
    [InlineData("targets/..%2Funits", 400)]
    [InlineData("targets/%252e%252e%252funits", 400)]
    public async Task An_address_is_decoded_once(string url, int status) =>
        Assert.Equal(status, (await service.Office.ReadAsync(url)).Status);
}
