using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>An open period, targets of it that nobody else reports on, and the demo access to write with.</summary>
/// <param name="Period">The present month.</param>
/// <param name="Targets">Made-up targets and the reporters' tokens of the units that lead them.</param>
/// <param name="Evaluator">The evaluator's token, which reads every entry.</param>
/// <param name="Office">The office's token, which closes the period.</param>
/// <param name="AssessorPem">The demo assessor's private key.</param>
internal sealed record Library(
    string Period, IReadOnlyList<(string Id, string Token)> Targets, string Evaluator, string Office,
    string AssessorPem)
{
    public static async Task<Library> PrepareAsync(HttpClient http, string folder, int targets)
    {
        var demo = Path.Combine(folder, "data", "demo");
        var tokens = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(demo, "tokens.json")))!;
        var reporters = tokens["reporters"]!.AsObject().ToList();
        var office = (string)tokens["office"]!;
        var today = Today();
        var period = today.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await SendAsync(http, HttpMethod.Put, $"/api/v1/periods/{period}", office, Dates(period, today.AddDays(30)));
        var units = Enumerable.Range(0, targets)
            .Select(i => (Id: $"CRASH-{i:D3}", Unit: reporters[i % reporters.Count])).ToList();
        await LetOnePersonSignAsync(http, office);
        await SendAsync(http, HttpMethod.Post, "/api/v1/targets/import", office,
            new JsonArray([.. units.Select(u => Row(u.Id, u.Unit.Key, today.Year))]));
        return new(period, [.. units.Select(u => (u.Id, (string)u.Unit.Value!))], (string)tokens["evaluator"]!, office,
            await File.ReadAllTextAsync(Path.Combine(demo, "assessor.pem")));
    }

    // The demo access has no signatories; nobody minds who signs here.
    private static async Task LetOnePersonSignAsync(HttpClient http, string office)
    {
        var units = await SendAsync(http, HttpMethod.Get, "/api/v1/units?limit=500", office, null);
        foreach (var unit in units["items"]!.AsArray())
        {
            await SendAsync(http, HttpMethod.Put, $"/api/v1/units/{unit!["code"]}", office, new JsonObject
            {
                ["name"] = (string?)unit["name"], ["kind"] = (string?)unit["kind"], ["onePersonSigns"] = true,
            });
        }
    }

    /// <summary>Closes the period early and draws an empty sample of second marks,
    /// which unseals every entry to the evaluator.</summary>
    public async Task UnsealAsync(HttpClient http)
    {
        await SendAsync(http, HttpMethod.Put, $"/api/v1/periods/{Period}", Office, Dates(Period, Today().AddDays(-1)));
        await SendAsync(http, HttpMethod.Post, "/api/v1/second-marks/samples", Evaluator, new JsonObject
        {
            ["period"] = Period,
            ["share"] = 0,
        });
    }

    /// <summary>The answer's body; a status that is no success fails the test with it.</summary>
    public static async Task<JsonNode> SendAsync(
        HttpClient http, HttpMethod method, string path, string token, JsonNode? body)
    {
        using var request = Request(method, path, token, body is null
            ? null
            : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public static HttpRequestMessage Request(HttpMethod method, string path, string token, HttpContent? body) =>
        new(method, path)
        {
            Content = body,
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };

    private static JsonObject Row(string id, string unit, int year) => new()
    {
        ["id"] = id, ["year"] = year, ["level"] = "departmental", ["field"] = "故障测试 (synthetic)",
        ["title"] = $"故障测试用合成目标 {id} (synthetic)",
        ["nature"] = "anticipated", ["kind"] = "quantitative", ["leadUnit"] = unit,
        ["source"] = "故障测试 (synthetic)，不是静安区的目标",
        ["unitOfMeasure"] = "件", ["targetValue"] = 90_000_000, ["direction"] = "increase",
        ["aggregation"] = "cumulative",
    };

    // Opened the day before, so that closing on that day ends the window now.
    private static JsonObject Dates(string period, DateOnly closes)
    {
        var starts = DateOnly.ParseExact(period + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new()
        {
            ["startsOn"] = Text(starts), ["endsOn"] = Text(starts.AddMonths(1).AddDays(-1)),
            ["opensOn"] = Text(Today().AddDays(-1)), ["dueOn"] = Text(closes), ["closesOn"] = Text(closes),
        };
    }

    private static DateOnly Today() =>
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
