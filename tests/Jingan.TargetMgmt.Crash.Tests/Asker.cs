using System.Text;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>A unit that asks for an extension and an office that refuses it, again and again: receivers are told of
/// each refusal.</summary>
internal sealed class Asker(Library library, (string Id, string Token) target) : Writer($"asks-for-{target.Id}")
{
    // The outbox need not hold thousands when the test is over.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private long _asked;

    protected override async Task<HttpResponseMessage> SendAsync(HttpClient http, string mark)
    {
        await Task.Delay(Pause);
        using var request = Library.Request(
            HttpMethod.Post, $"/api/v1/periods/{library.Period}/extension-requests", target.Token,
            Json(new() { ["targetId"] = target.Id, ["reason"] = mark + " May we?" }));
        request.Headers.Add("Idempotency-Key", KeyOf(mark) + "-asked");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        _asked = (long)JsonNode.Parse(text)!["receipt"]!["index"]!;
        return await base.SendAsync(http, mark);
    }

    protected override HttpRequestMessage NewRequest(string mark) => Library.Request(
        HttpMethod.Post, $"/api/v1/extension-requests/{_asked}/answer", library.Office,
        Json(new() { ["granted"] = false, ["reason"] = mark }));

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");
}
