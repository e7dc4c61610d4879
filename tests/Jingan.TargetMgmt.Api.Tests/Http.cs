using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>An answer: the status, and the body as JSON.</summary>
public sealed record Answer(int Status, JsonNode? Body, HttpResponseMessage Response)
{
    public string? Code => (string?)Body?["code"];

    public JsonNode this[string member] => Body![member]!;

    public IReadOnlyList<string> Pointers => [.. Body!["errors"]!.AsObject().Select(e => e.Key)];

    public JsonArray Items => Body!["items"]!.AsArray();
}

/// <summary>Requests in one line.</summary>
internal static class Http
{
    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<Answer> ReadAsync(this HttpClient client, string url) =>
        client.SendAsync(HttpMethod.Get, url, null);

    public static Task<Answer> PostAsync(this HttpClient client, string url, object body, string? key = null) =>
        client.SendAsync(HttpMethod.Post, url, Json(body), key);

    public static Task<Answer> PutAsync(this HttpClient client, string url, object body) =>
        client.SendAsync(HttpMethod.Put, url, Json(body));

    public static Task<Answer> PostTextAsync(this HttpClient client, string url, string text, string mediaType) =>
        client.SendAsync(
            HttpMethod.Post, url, new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(mediaType)));

    public static async Task<Answer> SendAsync(
        this HttpClient client, HttpMethod method, string url, HttpContent? content, string? key = null)
    {
        using var request = new HttpRequestMessage(method, url.StartsWith('/')
            ? url
            : "/api/v1/" + url)
        { Content = content };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        var response = await client.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        var isJson =
            response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return new((int)response.StatusCode, isJson ? JsonNode.Parse(text) : null, response);
    }

    private static StringContent Json(object body) =>
        new(body as string ?? System.Text.Json.JsonSerializer.Serialize(body, WireJson.Options), Encoding.UTF8,
            "application/json");
}
