using System.Globalization;
using System.Threading.RateLimiting;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>The refusal of one request too many: what was too much, and when to come again.</summary>
internal static class TooMany
{
    // Whoever does not wait is made to: on one connection there are no more than ten refusals a second, and others
    // have the processor meanwhile. It holds no thread.
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(100);

    public static async Task AnswerAsync(HttpContext http, RateLimitLease lease, Text what)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : TimeSpan.Zero;
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        await Task.Delay(Held, http.RequestAborted);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await new Problem(ProblemCode.TooManyRequests, new(
            $"{what.Zh}；未保存任何内容。请于 {seconds} 秒后重试；正常使用仍遇到此情况，请告知系统管理员（设置 {LimitOptions.Section}）。",
            $"{what.En}; nothing was stored. Try again in {seconds} s; if you meet this in honest use, tell the "
                + $"administrator (settings {LimitOptions.Section}).")).ExecuteAsync(http);
    }
}
