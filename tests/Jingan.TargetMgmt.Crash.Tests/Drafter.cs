using System.Text;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>A unit that saves a draft, again and again, and submits it.</summary>
internal sealed class Drafter(Library library, (string Id, string Token) target) : Writer($"drafts-of-{target.Id}")
{
    private const int Saves = 3;

    private (string Narrative, string Etag)? _saved;
    private string? _submitting;

    // Sent since, without an answer: any of them may be the draft that is there.
    private readonly List<string> _inDoubt = [];

    /// <summary>How many drafts were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    private string Path => $"/api/v1/targets/{target.Id}/drafts/{library.Period}";

    /// <summary>The draft that was acknowledged last is there, unless it was overwritten or submitted by what got no
    /// answer.</summary>
    public async Task AssertKeptAsync(HttpClient http)
    {
        using var request = Library.Request(HttpMethod.Get, Path, target.Token, null);
        using var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
        {
            Assert.Equal(404, (int)answer.StatusCode);
            Assert.True(_saved is null || _submitting is not null, $"{Name}: the draft \"{_saved}\" is lost.");
            return;
        }

        var draft = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["draft"]!;
        var narrative = (string?)draft["content"]!["narrative"];
        Assert.True(
            _inDoubt.Contains(narrative!) || (narrative, (string?)draft["etag"]) == (_saved?.Narrative, _saved?.Etag),
            $"{Name}: the draft is \"{narrative}\", not \"{_saved}\" or any of \"{string.Join("\", \"", _inDoubt)}\".");
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpClient http, string mark)
    {
        // What was sent and got no answer is sent again as it was.
        if (_submitting is null)
        {
            for (var i = 1; i < Saves; i++)
            {
                await SaveAsync(http, $"{Name} tries {i} for {mark}");
            }

            await SaveAsync(http, mark);
            _submitting = _saved!.Value.Etag;
        }

        return await base.SendAsync(http, mark);
    }

    protected override HttpRequestMessage NewRequest(string mark) => Library.Request(
        HttpMethod.Post, "/api/v1/drafts/submit", target.Token, Json(new()
        {
            ["drafts"] = new JsonArray(new JsonObject
            {
                ["targetId"] = target.Id, ["period"] = library.Period, ["etag"] = _submitting,
            }),
        }));

    protected override JsonNode? Accept(int status, JsonNode answer)
    {
        var receipt = base.Accept(status, answer);
        (_saved, _submitting) = (null, null);
        return receipt;
    }

    private async Task SaveAsync(HttpClient http, string narrative)
    {
        _inDoubt.Add(narrative);
        using var request = Library.Request(
            HttpMethod.Put, Path, target.Token, Json(new() { ["value"] = 1, ["narrative"] = narrative }));
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        _saved = (narrative, (string)JsonNode.Parse(text)!["draft"]!["etag"]!);
        _inDoubt.Clear();
        Acknowledged++;
    }

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");
}
