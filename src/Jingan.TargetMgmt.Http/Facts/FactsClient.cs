using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log.Measuring;

namespace Jingan.TargetMgmt.Http.Facts;

/// <summary>Asks the other side's process. What it gets is complete, of one moment, and of now; else
/// <see cref="FactsUnavailableException"/>.</summary>
/// <remarks>An answer is kept only to be asked for with If-None-Match, and used only when the other side says, now,
/// that it still holds.</remarks>
public sealed class FactsClient : IDisposable
{
    private const int MostKept = 16;

    // Writes on the other side between two pages begin the answer again; pages are few.
    private const int Attempts = 3;

    private readonly ConcurrentDictionary<string, Kept> _kept = [];
    private readonly IHttpClientFactory _clients;
    private readonly FactsOptions _options;
    private readonly string _route;
    private readonly Meter _meter;
    private long _failures;

    public FactsClient(string side, string route, IHttpClientFactory clients, FactsOptions options)
    {
        (Side, _route, _clients, _options) = (side, route, clients, options);
        _meter = new(new MeterOptions(AccessFigures.MeterName) { Scope = this });
        _meter.CreateObservableCounter("jingan.facts.failures",
            () => new Measurement<long>(Interlocked.Read(ref _failures), new KeyValuePair<string, object?>(
                LogMeter.SideTag, side)),
            "{request}", "Requests for the facts of the other side that were in vain.");
    }

    /// <summary>The side that is asked.</summary>
    public string Side { get; }

    /// <summary>The name of its <see cref="HttpClient"/>.</summary>
    public static string NameOf(string side) => $"facts-{side}";

    /// <summary>One answer that fits on a page.</summary>
    /// <exception cref="FactsUnavailableException">There is none.</exception>
    public async Task<T> ReadAsync<T>(string path, CancellationToken ct)
        where T : class =>
        (await GetAsync<T>(path, null, ct)).Answer ?? throw NotAsAgreed(null);

    /// <summary>Every page of an answer, all read at one log head.</summary>
    /// <exception cref="FactsUnavailableException">They are not to be had.</exception>
    public async Task<IReadOnlyList<T>> ReadPagesAsync<T>(
        string path, Func<T, LogHead> head, Func<T, string?> next, CancellationToken ct)
        where T : class
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var kept = _kept.GetValueOrDefault(path);
            var (first, tag) = await GetAsync<T>(Page(path, ""), kept?.Tag, ct);
            if (first is null)
            {
                return (IReadOnlyList<T>?)kept?.Pages ?? throw NotAsAgreed(null);
            }

            if (head(first).Log != Side)
            {
                throw NotAsAgreed(null);
            }

            if (await ReadRestAsync(path, first, head, next, ct) is { } pages)
            {
                Keep(path, new(tag, pages));
                return pages;
            }
        }

        throw new FactsUnavailableException(Side, new("其数据在读取期间不断变化", "its data kept changing while they were read"));
    }

    /// <summary>Why the other side does not answer; null when it does.</summary>
    public async Task<Text?> FindFaultAsync(CancellationToken ct)
    {
        try
        {
            return (await ReadAsync<LogHead>("", ct)).Log == Side ? null : NotAsAgreed(null).Reason;
        }
        catch (FactsUnavailableException silence)
        {
            return silence.Reason;
        }
    }

    // Null when a page shows another head: something was written in between.
    private async Task<List<T>?> ReadRestAsync<T>(
        string path, T first, Func<T, LogHead> head, Func<T, string?> next, CancellationToken ct)
        where T : class
    {
        List<T> pages = [first];
        for (var after = next(first); after is not null;)
        {
            var page = await ReadAsync<T>(Page(path, after), ct);
            if (head(page) != head(first))
            {
                return null;
            }

            pages.Add(page);
            var following = next(page);
            // else it would never end
            after = following is null || string.CompareOrdinal(following, after) > 0
                ? following
                : throw NotAsAgreed(null);
        }

        return pages;
    }

    private string Page(string path, string after) =>
        $"{path}?limit={_options.PageSize}&after={Uri.EscapeDataString(after)}";

    private void Keep(string path, Kept kept)
    {
        if (_kept.Count >= MostKept && !_kept.ContainsKey(path))
        {
            _kept.Clear();
        }

        _kept[path] = kept;
    }

    private async Task<(T? Answer, string? Tag)> GetAsync<T>(string path, string? tag, CancellationToken ct)
        where T : class
    {
        try
        {
            return await AskAsync<T>(path, tag, ct);
        }
        catch (FactsUnavailableException)
        {
            Interlocked.Increment(ref _failures);
            throw;
        }
    }

    private async Task<(T? Answer, string? Tag)> AskAsync<T>(string path, string? tag, CancellationToken ct)
        where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, $"{_options.Url.TrimEnd('/')}/api/v1/{_route}{path}");
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer", await FactsToken.ReadAsync(Side, _options.TokenFile, ct));
            if (tag is not null)
            {
                request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(tag));
            }

            using var http = _clients.CreateClient(NameOf(Side));
            using var response = await http.SendAsync(request, ct);
            return response.StatusCode switch
            {
                HttpStatusCode.NotModified when tag is not null => (null, tag),
                HttpStatusCode.OK =>
                    (JsonSerializer.Deserialize<T>(await response.Content.ReadAsByteArrayAsync(ct), WireJson.Options)
                        ?? throw NotAsAgreed(null), response.Headers.ETag?.ToString()),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                    throw new FactsUnavailableException(Side, new(
                    $"其拒绝了本侧的令牌（HTTP {(int)response.StatusCode}）；请由其管理员发放角色为 service 的令牌",
                    $"it refuses this side's token (HTTP {(int)response.StatusCode}); its administrator issues one "
                        + "with the role service")),
                var status => throw new FactsUnavailableException(
                    Side, new($"其答复 HTTP {(int)status}", $"it answers HTTP {(int)status}")),
            };
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new FactsUnavailableException(Side, new(
                $"{_options.Timeout.TotalSeconds:0.#} 秒内未答复",
                $"no answer within {_options.Timeout.TotalSeconds:0.#} s"),
                late);
        }
        catch (HttpRequestException broken)
        {
            throw new FactsUnavailableException(Side,
                new($"无法连接（{broken.HttpRequestError}）", $"it cannot be reached ({broken.HttpRequestError})"), broken);
        }
        catch (Exception garbage) when (garbage is JsonException or IOException)
        {
            throw NotAsAgreed(garbage);
        }
    }

    public void Dispose() => _meter.Dispose();

    private FactsUnavailableException NotAsAgreed(Exception? cause) => new(Side, new(
        "其答复不符合约定；请核对地址，并使两侧运行同一版本",
        "its answer is not what was agreed on; check the address, and run the same version on both sides"), cause);

    private sealed record Kept(string? Tag, object Pages);
}
