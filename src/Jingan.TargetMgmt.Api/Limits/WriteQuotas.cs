using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>How much one caller may add in an hour to what is kept for ever: writes, writes about one target, and
/// bytes. Each answer says what is left (<c>RateLimit</c>, draft-ietf-httpapi-ratelimit-headers).</summary>
/// <remarks>A body that does not announce its length counts as the longest that its route takes. What was counted of a
/// write that was refused later stays counted; after a restart everybody begins anew.</remarks>
internal sealed class WriteQuotas(GrantedLimits limits) : IDisposable
{
    private readonly CallersHour _configured = new(limits.Of(isForRating: false).Hourly);

    private readonly CallersHour _forRating = new(limits.Of(isForRating: true).Hourly);

    /// <summary>Middleware behind authorization: who may not write uses nothing up.</summary>
    public async Task Count(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is not { } endpoint
            || RouteClasses.Of(endpoint) is not (RouteClass.Write or RouteClass.Upload))
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

        if (policies.Count > 0)
        {
            http.Response.OnStarting(() =>
            {
                Tell(http, policies, left);
                return Task.CompletedTask;
            });
        }

        await next(http);
    }

    public void Dispose()
    {
        _configured.Dispose();
        _forRating.Dispose();
    }

    private static void Tell(HttpContext http, List<string> policies, List<string> left)
    {
        http.Response.Headers["RateLimit-Policy"] = string.Join(", ", policies);
        http.Response.Headers["RateLimit"] = string.Join(", ", left);
    }

    private IEnumerable<(Quota Quota, string Key, int Permits)> Of(HttpContext http, Endpoint endpoint)
    {
        var hour = GrantedLimits.IsForRating(http) ? _forRating : _configured;
        var caller = CallerKey.Of(http);
        var isFile = endpoint.Metadata.GetMetadata<StreamedBody>() is not null;
        var isTrial = IsTrial(http, endpoint);
        if (!isTrial && endpoint.Metadata.GetMetadata<AllowedRoles>() is not { IsLogged: false })
        {
            yield return (hour.Writes, caller, 1);
            if (http.GetRouteValue("id") is string id)
            {
                yield return (hour.Target, $"{caller} {id}", 1);
            }
        }

        // A file is on the disk before anybody knows that it is a trial.
        if (!isTrial || isFile)
        {
            var kilobytes = (int)Math.Min(int.MaxValue, (AnnouncedBody.BytesOf(http) / CallersHour.Kilobyte) + 1);
            yield return (isFile ? hour.FileBytes : hour.Bytes, caller, kilobytes);
        }
    }

    // Only where the route knows trials: elsewhere the query is a word like any other, and the write a write.
    private static bool IsTrial(HttpContext http, Endpoint endpoint) =>
        WritePipeline.IsDryRun(http) == true && (endpoint.Metadata.GetMetadata<AllowedRoles>() is { IsWrite: true }
            || endpoint.Metadata.GetMetadata<AcceptedMedia>()?.Types.Contains(CompactJws.MediaType) == true);
}
