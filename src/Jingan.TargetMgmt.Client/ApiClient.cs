using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Client;

/// <summary>The service over HTTP. Anything but success is a <see cref="ServerRefusal"/>.</summary>
internal sealed class ApiClient : IDisposable
{
    private const int PageSize = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http;
    private readonly Uri _server;

    public ApiClient(Uri server, string token)
    {
        _server = server;

        // No redirects: a token goes where the user sent it and nowhere else. No proxy for this machine itself.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !server.IsLoopback };
        _http = new(handler) { BaseAddress = new(server, "api/v1/"), Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        _http.DefaultRequestHeaders.AcceptLanguage.Add(new(CultureInfo.CurrentUICulture.Name));
    }

    public Task<ApiAnswer> GetAsync(string path, string accept, CancellationToken ct) => SendAsync(() =>
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new(accept));
        return request;
    }, isWrite: false, ct);

    /// <summary>Every item of a paged list, in order.</summary>
    public async IAsyncEnumerable<JsonNode> ListAsync(
        string pathAndQuery, [EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        HashSet<string> cursors = [];
        do
        {
            var from = after is null ? "" : "&after=" + Uri.EscapeDataString(after);
            var page = (await GetAsync($"{pathAndQuery}&limit={PageSize}{from}", "application/json", ct)).ToObject();
            foreach (var item in page["items"] as JsonArray ?? throw ServerJson.NotUnderstood("items"))
            {
                yield return item ?? throw ServerJson.NotUnderstood("items");
            }

            // A cursor that comes back would go round for ever, and half a list must not pass for a whole one.
            after = page["next"]?.ToString();
            if (after is not null && !cursors.Add(after))
            {
                throw ServerJson.NotUnderstood("next");
            }
        }
        while (after is not null);
    }

    /// <summary>A write without an idempotency key: for what may be put twice.</summary>
    public Task<ApiAnswer> PutAsync(string path, byte[] json, CancellationToken ct) => SendAsync(() =>
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(json) };
        request.Content.Headers.ContentType = new("application/json");
        return request;
    }, isWrite: true, ct);

    /// <summary>A write whose body is JSON.</summary>
    public Task<ApiAnswer> PostAsync(string path, JsonObject body, bool isDryRun, CancellationToken ct) => PostAsync(
        path, "application/json", Encoding.UTF8.GetBytes(body.ToJsonString(WireJson.Options)), isDryRun, ct);

    /// <param name="idempotencyKey">The same for the same record in every run; null: one for this call.</param>
    /// <param name="most">The longest body that the route takes.</param>
    /// <param name="accept">What the answer is to be; null: whatever the service gives.</param>
    public Task<ApiAnswer> PostAsync(
        string path, string mediaType, byte[] body, bool isDryRun, CancellationToken ct, string? idempotencyKey = null,
        int most = WireLimits.MaxBody, string? accept = null)
    {
        MustFit(body, most);
        var key = idempotencyKey ?? Guid.NewGuid().ToString("N");
        return SendAsync(() =>
        {
            var request = PostOf(Tried(path, isDryRun), mediaType, body, accept);
            request.Headers.Add("Idempotency-Key", key);
            return request;
        }, isWrite: true, ct);
    }

    /// <summary>A question with a body: nothing is written.</summary>
    public Task<ApiAnswer> AskAsync(
        string path, string mediaType, byte[] body, string accept, CancellationToken ct)
    {
        MustFit(body, WireLimits.MaxBody);
        return SendAsync(() => PostOf(path, mediaType, body, accept), isWrite: false, ct);
    }

    /// <summary>A form with a file; made anew for each attempt.</summary>
    public Task<ApiAnswer> PostFormAsync(
        string path, Func<HttpContent> form, bool isDryRun, CancellationToken ct)
    {
        var key = Guid.NewGuid().ToString("N");
        return SendAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, Tried(path, isDryRun))
            {
                Content = form(),
            };
            request.Headers.Add("Idempotency-Key", key);
            return request;
        }, isWrite: true, ct);
    }

    /// <summary>A part of an upload: sent twice it is refused the second time, not stored twice.</summary>
    public Task<ApiAnswer> PatchAsync(string path, long offset, ReadOnlyMemory<byte> part, CancellationToken ct) =>
        SendAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = new ReadOnlyMemoryContent(part) };
            request.Content.Headers.ContentType = new("application/octet-stream");
            request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
            return request;
        }, isWrite: true, ct);

    public void Dispose() => _http.Dispose();

    private static void MustFit(byte[] body, int most)
    {
        if (body.Length > most)
        {
            throw ClientException.Refused(WireLimits.TooLarge(most));
        }
    }

    private static HttpRequestMessage PostOf(string path, string mediaType, byte[] body, string? accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        if (accept is not null)
        {
            request.Headers.Accept.Add(new(accept));
        }

        return request;
    }

    private static string Tried(string path, bool isDryRun) =>
        !isDryRun ? path : path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "dryRun=true";

    private async Task<ApiAnswer> SendAsync(Func<HttpRequestMessage> make, bool isWrite, CancellationToken ct)
    {
        // A write may be sent again because it carries its idempotency key: stored or not the first time,
        // it counts once.
        var mayBeStored = false;
        var tooOften = new AskedTooOften(Patience);
        for (var attemptsLeft = isWrite ? 2 : 1; ; attemptsLeft--)
        {
            try
            {
                using var request = make();
                using var response = await _http.SendAsync(request, ct);
                if (tooOften.WaitOf(response) is { } wait)
                {
                    attemptsLeft++; // that was none
                    await Task.Delay(wait, ct);
                    continue;
                }

                var answer = new ApiAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(ct));
                return response.IsSuccessStatusCode ? answer : throw new ServerRefusal(answer);
            }
            catch (HttpRequestException fault)
            {
                mayBeStored |= isWrite && !WasNeverSent(fault.HttpRequestError);
                if (attemptsLeft == 1)
                {
                    throw Unreachable(NetworkFault.Of(fault).Current, mayBeStored);
                }
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw Unreachable(new Text("30 秒内没有答复", "no answer within 30 seconds").Current, isWrite);
            }
        }
    }

    private static bool WasNeverSent(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError;

    private ClientException Unreachable(string why, bool mayBeStored) => ClientException.Impossible(mayBeStored
        ? new($"{_server} 没有答复（{why}）；可能已保存，请先查询再决定是否重做。",
            $"no answer from {_server} ({why}); it may have been stored: look before you repeat it.")
        : new($"无法连接 {_server}（{why}）；请检查 --server 与服务是否运行。",
            $"cannot reach {_server} ({why}); check --server and whether the service runs."));
}
