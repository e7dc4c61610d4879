using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Web.Wire;

/// <summary>The service's public interface, as the pages ask it. Nothing it answers is an exception.</summary>
/// <remarks>A question whose token has run out waits until somebody has signed in again, and is then asked anew: nobody
/// who asks has to know.</remarks>
public sealed partial class ServiceClient(Origins origins, ServiceClock clock, AppVersion version) : IDisposable
{
    private readonly HttpClient _http = new();
    private string? _log;

    /// <summary>The access tokens of both sides, one text where the sides are one; null while nobody is signed in.
    /// </summary>
    public SideTokens? Tokens { get; private set; }

    /// <summary>The token that an address is asked with; null where there is none.</summary>
    public string? TokenFor(Uri address) => origins.Evaluation.IsBaseOf(address) && !origins.AreOne
        ? Tokens?.Evaluation
        : Tokens?.Government;

    /// <summary>The token is no longer good; questions wait until somebody signs in.</summary>
    public event Action? Unauthorized;

    /// <summary>Asks the side that answers it, below <c>/api/v1/</c>.</summary>
    public Task<Answer<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct = default)
        where T : class => SendAsync(new(HttpMethod.Get, At(path)), type, ct);

    /// <summary>Whose the tokens are, as the side says that there is one for.</summary>
    public async Task<Answer<Caller>> WhoAsync(SideTokens tokens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(
            tokens.Government is null ? origins.Evaluation : origins.Government, "api/v1/me"));
        var (response, refusal) = await TryAsync(
            request, tokens.Government ?? tokens.Evaluation, CancellationToken.None);
        return await ReadAsync(response, refusal, WebJson.Default.Caller, CancellationToken.None);
    }

    /// <summary>A whole list, page after page.</summary>
    public async Task<Answer<List<T>>> ListAsync<T>(
        string path, JsonTypeInfo<Page<T>> type, CancellationToken ct = default)
    {
        List<T> all = [];
        for (string? after = null; ;)
        {
            var page = await GetAsync(
                path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "limit=500"
                    + (after is null ? "" : "&after=" + Uri.EscapeDataString(after)), type, ct);
            if (page.Value is null)
            {
                return new(null, page.Refusal);
            }

            all.AddRange(page.Value.Items);
            if ((after = page.Value.Next) is null)
            {
                return new(all, null);
            }
        }
    }

    /// <summary>Puts something where it may be put twice.</summary>
    /// <param name="etag">What was seen there last; null where it does not matter.</param>
    public Task<Answer<T>> PutAsync<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, string? etag = null,
        CancellationToken ct = default)
        where T : class
    {
        var request = new HttpRequestMessage(HttpMethod.Put, At(path)) { Content = Content(body, bodyType) };
        if (etag is not null)
        {
            request.Headers.IfMatch.Add(new($"\"{etag.Trim('"')}\""));
        }

        return SendAsync(request, type, ct);
    }

    /// <summary>Discards something that may be discarded; null where it is gone.</summary>
    public async Task<Refusal?> DeleteAsync(string path, CancellationToken ct = default)
    {
        var (response, refusal) = await AskAsync(new(HttpMethod.Delete, At(path)), ct);
        response?.Dispose();
        return refusal is { Status: 404 } ? null : refusal;
    }

    /// <summary>A write that counts once however often it is sent.</summary>
    /// <param name="key">The same for every attempt at the same write.</param>
    public Task<Answer<T>> PostAsync<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, string key,
        CancellationToken ct = default)
        where T : class
    {
        var request = new HttpRequestMessage(HttpMethod.Post, At(path)) { Content = Content(body, bodyType) };
        request.Headers.Add("Idempotency-Key", key);
        return SendAsync(request, type, ct);
    }

    /// <summary>A write of a file or of lines, which counts once however often it is sent.</summary>
    /// <param name="mediaType">What the file is.</param>
    public Task<Answer<T>> PostFileAsync<T>(
        string path, byte[] file, string mediaType, JsonTypeInfo<T> type, string key, CancellationToken ct = default)
        where T : class
    {
        var request = new HttpRequestMessage(HttpMethod.Post, At(path))
        {
            Content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } },
        };
        request.Headers.Add("Idempotency-Key", key);
        return SendAsync(request, type, ct);
    }

    /// <summary>A signed statement; the service takes the same one once.</summary>
    /// <param name="jws">Its compact JWS.</param>
    public Task<Answer<T>> PostSignedAsync<T>(
        string path, string jws, JsonTypeInfo<T> type, CancellationToken ct = default)
        where T : class => PostFileAsync(
            path, Encoding.ASCII.GetBytes(jws), CompactJws.MediaType, type, Guid.NewGuid().ToString("N"), ct);

    /// <summary>The next part of an upload.</summary>
    /// <param name="offset">Where it begins.</param>
    public Task<Answer<T>> PatchAsync<T>(
        string path, long offset, byte[] part, JsonTypeInfo<T> type, CancellationToken ct = default)
        where T : class
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, At(path))
        {
            Content = new ByteArrayContent(part)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") },
            },
        };
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        return SendAsync(request, type, ct);
    }

    /// <summary>A question with a file, which is answered with a file; nothing is written.</summary>
    public Task<Answer<byte[]>> AskFileAsync(string path, byte[] file, string mediaType, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, At(path))
        {
            Content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } },
        };
        request.Headers.Accept.Add(new(accept));
        return ReadFileAsync(request, CancellationToken.None);
    }

    /// <summary>A file, such as a report as a workbook.</summary>
    public Task<Answer<byte[]>> GetFileAsync(string path, string? accept = null, CancellationToken ct = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, At(path));
        if (accept is not null)
        {
            request.Headers.Accept.Add(new(accept));
        }

        return ReadFileAsync(request, ct);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The evaluation log's name: what is signed counts there and nowhere else.</summary>
    public async Task<Answer<string>> EvaluationLogAsync(CancellationToken ct = default)
    {
        if (_log is null)
        {
            var (response, refusal) = await AskAsync(
                new(HttpMethod.Get, new Uri(origins.Evaluation, "logs/evaluation/key")), ct);
            using (response)
            {
                if (response is null)
                {
                    return new(null, refusal);
                }

                _log = (await response.Content.ReadAsStringAsync(ct)).Split('+')[0];
            }
        }

        return new(_log, null);
    }

    private Uri At(string path) =>
        path.StartsWith('/') ? new(origins.Government, path[1..]) : new(origins.Of(path), "api/v1/" + path);

    private static ByteArrayContent Content<T>(T body, JsonTypeInfo<T> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body, type))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };

    private async Task<Answer<byte[]>> ReadFileAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var (response, refusal) = await AskAsync(request, ct);
        using (response)
        {
            return response is null ? new(null, refusal) : new(await response.Content.ReadAsByteArrayAsync(ct), null);
        }
    }

    private async Task<Answer<T>> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        var (response, refusal) = await AskAsync(request, ct);
        return await ReadAsync(response, refusal, type, ct);
    }
}
