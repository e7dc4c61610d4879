using System.Globalization;
using System.Threading.RateLimiting;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>How much one caller may add in an hour to what is kept for ever: writes, writes about one target, and
/// bytes. Each answer says what is left (<c>RateLimit</c>, draft-ietf-httpapi-ratelimit-headers).</summary>
/// <remarks>A body that does not announce its length counts as the longest that its route takes. What was counted of a
/// write that was refused later stays counted; after a restart everybody begins anew.</remarks>
internal sealed class WriteQuotas(IOptions<LimitOptions> limits) : IDisposable
{
    private const int Kilobyte = 1024, Hour = 3600;

    private readonly Quota _writes = new("writes", limits.Value.Hourly.Writes, new("每小时写入", "writes an hour"));

    private readonly Quota _target = new(
        "target", limits.Value.Hourly.WritesPerTarget, new("每小时对同一目标的写入", "writes about one target an hour"));

    private readonly Quota _bytes = new(
        "kilobytes", Kilobytes(limits.Value.Hourly.Megabytes), new("每小时写入的 KB", "kilobytes of writes an hour"));

    private readonly Quota _fileBytes = new(
        "file-kilobytes", Kilobytes(limits.Value.Hourly.FileMegabytes), new("每小时上传的 KB", "kilobytes of files an hour"));

    /// <summary>Middleware behind authorization: who may not write uses nothing up.</summary>
    public async Task Count(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is not { } endpoint
            || RouteClasses.Of(endpoint) is not (RouteClass.Write or RouteClass.Upload)
            || http.Request.Query["dryRun"] == "true")
        {
            await next(http);
            return;
        }

        List<string> policies = [], left = [];
        foreach (var (quota, key, permits) in Of(http, endpoint))
        {
            using var lease = quota.Take(key, permits);
            policies.Add(quota.Policy);
            left.Add(quota.LeftOf(key));
            if (!lease.IsAcquired)
            {
                Tell(http, policies, left);
                await TooMany.AnswerAsync(http, lease, quota.Exceeded);
                return;
            }
        }

        http.Response.OnStarting(() =>
        {
            Tell(http, policies, left);
            return Task.CompletedTask;
        });
        await next(http);
    }

    public void Dispose()
    {
        foreach (var quota in (Quota[])[_writes, _target, _bytes, _fileBytes])
        {
            quota.Dispose();
        }
    }

    private static void Tell(HttpContext http, List<string> policies, List<string> left)
    {
        http.Response.Headers["RateLimit-Policy"] = string.Join(", ", policies);
        http.Response.Headers["RateLimit"] = string.Join(", ", left);
    }

    private IEnumerable<(Quota Quota, string Key, int Permits)> Of(HttpContext http, Endpoint endpoint)
    {
        var caller = CallerKey.Of(http);
        var isFile = endpoint.Metadata.GetMetadata<StreamedBody>() is not null;
        if (endpoint.Metadata.GetMetadata<AllowedRoles>() is not { IsLogged: false })
        {
            yield return (_writes, caller, 1);
            if (http.GetRouteValue("id") is string id)
            {
                yield return (_target, $"{caller} {id}", 1);
            }
        }

        var bytes = http.Request.ContentLength ?? (HasBody(http)
            ? RequestLimits.MostOf(endpoint, RequestLimits.BoundOf(http))
            : 0);
        yield return (isFile ? _fileBytes : _bytes, caller, (int)Math.Min(int.MaxValue, (bytes / Kilobyte) + 1));
    }

    private static bool HasBody(HttpContext http) =>
        http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    private static int Kilobytes(int megabytes) => (int)Math.Min(int.MaxValue, (long)megabytes * Kilobyte);

    private sealed class Quota(string name, int most, Text what) : IDisposable
    {
        private readonly PartitionedRateLimiter<string> _left = PartitionedRateLimiter.Create<string, string>(key =>
            RateLimitPartition.GetTokenBucketLimiter(key, _ => Buckets.OfAnHour(most)));

        public Text Exceeded { get; } = new($"每个调用者{what.Zh}至多 {most}", $"A caller has {most} {what.En}");

        public string Policy { get; } = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={most};w={Hour}");

        // One that asks for more than there ever is waits for all there is.
        public RateLimitLease Take(string key, int permits) => _left.AttemptAcquire(key, Math.Min(permits, most));

        public string LeftOf(string key)
        {
            var rest = _left.GetStatistics(key)?.CurrentAvailablePermits ?? 0;
            var whole = (long)Math.Ceiling((most - rest) * (double)Hour / most);
            return string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={rest};t={whole}");
        }

        public void Dispose() => _left.Dispose();
    }
}
