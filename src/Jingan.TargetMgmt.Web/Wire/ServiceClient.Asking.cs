using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Jingan.TargetMgmt.Web.Languages;

namespace Jingan.TargetMgmt.Web.Wire;

/// <summary>How a question is asked: for whom, and again after a sign-in that was renewed.</summary>
public sealed partial class ServiceClient
{
    // How long a person is left waiting who asked too often.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private TaskCompletionSource? _renewal;
    private int _person;

    /// <summary>Asks for somebody else from now on, or for nobody. What was asked before is not asked anew.</summary>
    public void AskFor(SideTokens? tokens)
    {
        _person++;
        Renew(tokens);
    }

    /// <summary>Asks for the same person with other tokens, also what waits for them.</summary>
    public void Renew(SideTokens? tokens)
    {
        Tokens = tokens;
        Interlocked.Exchange(ref _renewal, null)?.SetResult();
    }

    private static async Task<Answer<T>> ReadAsync<T>(
        HttpResponseMessage? response, Refusal? refusal, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        using (response)
        {
            if (response is null)
            {
                return new(null, refusal);
            }

            try
            {
                var read = await JsonSerializer.DeserializeAsync(
                    await response.Content.ReadAsStreamAsync(ct), type, ct);
                return new(read, read is null ? Refusal.Unreadable : null, response.Headers.ETag?.Tag);
            }
            catch (JsonException)
            {
                return new(null, Refusal.Unreadable);
            }
        }
    }

    private async Task<(HttpResponseMessage? Response, Refusal? Refusal)> AskAsync(
        HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            var patience = Patience;
            for (var person = _person; ;)
            {
                var token = TokenFor(request.RequestUri!);
                using var attempt = Copy(request);
                var (response, refusal) = await TryAsync(attempt, token, ct);
                attempt.Content = null; // it is the request's, for another attempt
                if (refusal is { Status: 429, RetryAfter: { } wait } && wait <= patience && person == _person)
                {
                    patience -= wait; // nothing was stored: it may be asked again
                    await Task.Delay(wait, ct);
                    if (person != _person)
                    {
                        return (null, refusal); // it is not another person's to ask
                    }

                    continue;
                }

                if (refusal is not { Status: 401 } || token is null || person != _person)
                {
                    return (response, refusal);
                }

                if (token == TokenFor(request.RequestUri!)) // else another question had it renewed meanwhile
                {
                    var renewal = _renewal ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                    Unauthorized?.Invoke();
                    await renewal.Task.WaitAsync(ct);
                }

                if (person != _person)
                {
                    return (null, refusal);
                }
            }
        }
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.Add(name, values);
        }

        return copy;
    }

    private async Task<(HttpResponseMessage? Response, Refusal? Refusal)> TryAsync(
        HttpRequestMessage request, string? token, CancellationToken ct)
    {
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        request.Headers.AcceptLanguage.Add(new(Language.Of("zh-CN", "en")));
        try
        {
            var response = await _http.SendAsync(request, ct);
            clock.Note(response.Headers.Date);
            version.Note(request.RequestUri!, response.Headers);
            if (response.IsSuccessStatusCode)
            {
                return (response, null);
            }

            using (response)
            {
                return (null, await RefusalOfAsync(response, ct));
            }
        }
        catch (HttpRequestException)
        {
            return (null, Refusal.Offline);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, Refusal.Offline);
        }
    }

    // Whatever stands between browser and service may answer with something that is no problem of the service's.
    private static async Task<Refusal> RefusalOfAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        if (status is 502 or 503 or 504
            && response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return Refusal.Offline;
        }

        try
        {
            var problem = await JsonSerializer.DeserializeAsync(
                await response.Content.ReadAsStreamAsync(ct), WebJson.Default.ProblemBody, ct);
            return new(
                status, problem?.Code ?? "", problem?.Detail ?? problem?.Title ?? $"HTTP {status}", problem?.AllErrors,
                response.Headers.RetryAfter?.Delta);
        }
        catch (JsonException)
        {
            return new(status, "", $"HTTP {status}");
        }
    }
}
