using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TargetMgmt.Web.Sessions;
using Jingan.TargetMgmt.Web.Wire;
using Jingan.TransparencyLog;
using Microsoft.AspNetCore.Components.WebAssembly.Http;

namespace Jingan.TargetMgmt.Web.Trust;

/// <summary>A log as the service serves it, fetched by the browser. Nothing in it is believed before it is checked.
/// </summary>
/// <param name="address">The log's prefix, ending in a slash.</param>
/// <param name="token">Access token for the entries; null without one.</param>
internal sealed class ServedLog(Uri address, string? token, Browser browser) : LogFiles(address.AbsolutePath.Trim('/'))
{
    private readonly HttpClient _http = new();

    public override int Concurrency => 6;

    public override bool OwesAll => true;

    public override async ValueTask<FileOutcome> ReadAsync(string path, MemoryStream into, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        // What the service has now, not what this browser saw before.
        request.SetBrowserRequestCache(BrowserRequestCache.NoStore);
        try
        {
            using var response = await _http.SendAsync(request, ct);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            if (body.Length > MaxLength)
            {
                throw ClientException.Impossible(new(
                    $"{Name} 的答复过长。", $"{Name} answers with more than any file of a log has."));
            }

            into.SetLength(0);
            into.Write(body);
            return Outcome(path, response.StatusCode, response.IsSuccessStatusCode ? null : CodeOf(body));
        }
        catch (HttpRequestException)
        {
            throw ClientException.Impossible(new($"读不到 {Name}/{path}；请检查网络。",
                $"cannot read {Name}/{path}; check the network."));
        }
    }

    public override ValueTask<byte[]?> HashLeavesAsync(ReadOnlyMemory<byte> bundle) =>
        browser.HashLeavesAsync(bundle.ToArray());

    public override SignedNote ParseCheckpoint(byte[] bytes) => SignedNote.TryParse(bytes, out var note, out var fault)
        ? note
        : throw ClientException.Damaged(new(
            $"{Name} 答复的不是检查点（{fault}）。", $"{Name} does not answer with a checkpoint ({fault})."));

    public override void Dispose() => _http.Dispose();

    private FileOutcome Outcome(string path, HttpStatusCode status, string? code) => status switch
    {
        HttpStatusCode.OK => FileOutcome.Read,
        HttpStatusCode.NotFound => FileOutcome.Missing,
        HttpStatusCode.Forbidden when code == ProblemCode.Embargoed.Code => FileOutcome.Embargoed,
        HttpStatusCode.Forbidden when code == ProblemCode.EntryWithheld.Code => FileOutcome.Withheld,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw ClientException.Impossible(new(
            "逐条核验须先登录：记录的内容只给有身份的人看。", "To check entry by entry, sign in: what entries say is for those with a role.")),
        _ when code == ProblemCode.LogInDoubt.Code => throw ClientException.Damaged(new(
            $"{Name}/{path}：服务自己答复日志存疑：所存的记录缺失或被改动。",
            $"{Name}/{path}: the service itself calls its log in doubt: what it stored is missing or was altered.")),
        _ => throw ClientException.Impossible(new(
            $"{Name}/{path} 答复 HTTP {(int)status}。", $"{Name}/{path} answered HTTP {(int)status}.")),
    };

    private static string? CodeOf(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WebJson.Default.ProblemBody)?.Code;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
