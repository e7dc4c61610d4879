using System.Net;

namespace Jingan.TargetMgmt.Client;

/// <summary>What a program does that is told 429: it waits as long as it is told to, and asks again. Nothing was
/// stored, so that nothing can be stored twice.</summary>
internal sealed class AskedTooOften(TimeSpan patience)
{
    private TimeSpan _left = patience;

    /// <summary>How long to wait before the question is asked again; null where the answer is another, or waiting would
    /// take longer than anybody stands before a screen.</summary>
    public TimeSpan? WaitOf(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.TooManyRequests
            || response.Headers.RetryAfter?.Delta is not { } wait || wait > _left)
        {
            return null;
        }

        _left -= wait;
        return wait;
    }
}
