using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>An open period, targets of it that nobody else reports on, and the demo access to write with.</summary>
/// <param name="Period">The present month.</param>
/// <param name="Targets">Made-up targets and the reporters' tokens of the units that lead them.</param>
/// <param name="Evaluator">The evaluator's token, which reads every entry.</param>
/// <param name="AssessorPem">The demo assessor's private key.</param>
internal sealed record Library(string Period, IReadOnlyList<(string Id, string Token)> Targets, string Evaluator, string AssessorPem)
{
    public static async Task<Library> PrepareAsync(HttpClient http, string folder, int targets)
    {
        var demo = Path.Combine(folder, "data", "demo");
        var tokens = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(demo, "tokens.json")))!;
        var reporters = tokens["reporters"]!.AsObject().ToList();
        var office = (string)tokens["office"]!;
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        var period = today.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var starts = new DateOnly(today.Year, today.Month, 1);
        await SendAsync(http, HttpMethod.Put, $"/api/v1/periods/{period}", office, new JsonObject
        {
            ["startsOn"] = Text(starts), ["endsOn"] = Text(starts.AddMonths(1).AddDays(-1)),
            ["opensOn"] = Text(today), ["dueOn"] = Text(today.AddDays(30)), ["closesOn"] = Text(today.AddDays(30)),
        });
        var units = Enumerable.Range(0, targets).Select(i => (Id: $"CRASH-{i:D3}", Unit: reporters[i % reporters.Count])).ToList();
        await SendAsync(http, HttpMethod.Post, "/api/v1/targets/import", office, new JsonArray([.. units.Select(u => Row(u.Id, u.Unit.Key, today.Year))]));
        return new(period, [.. units.Select(u => (u.Id, (string)u.Unit.Value!))], (string)tokens["evaluator"]!, await File.ReadAllTextAsync(Path.Combine(demo, "assessor.pem")));
    }

    /// <summary>The answer's body; a status that is no success fails the test with it.</summary>
    public static async Task<JsonNode> SendAsync(HttpClient http, HttpMethod method, string path, string token, JsonNode? body)
    {
        using var request = Request(method, path, token, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public static HttpRequestMessage Request(HttpMethod method, string path, string token, HttpContent? body) =>
        new(method, path) { Content = body, Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    private static JsonObject Row(string id, string unit, int year) => new()
    {
        ["id"] = id, ["year"] = year, ["level"] = "departmental", ["field"] = "故障测试 (synthetic)", ["title"] = $"故障测试用合成目标 {id} (synthetic)",
        ["nature"] = "anticipated", ["kind"] = "quantitative", ["leadUnit"] = unit, ["source"] = "故障测试 (synthetic)，不是静安区的目标",
        ["unitOfMeasure"] = "件", ["targetValue"] = 90_000_000, ["direction"] = "increase", ["aggregation"] = "cumulative",
    };

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
