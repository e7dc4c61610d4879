using System.Threading.RateLimiting;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>Sign-ins in vain are counted by address and by how the token begins. Beyond the bound they are refused
/// with when to come again.</summary>
/// <remarks>Who has a good token gets in whatever others at his address do: of 256 random bits nobody guesses any, and
/// a whole district may share one address. The address is asked first, so that nobody makes us remember made-up
/// beginnings without end. A token that is on file and does not count yet is no guess, nor is one whose provider is
/// away: else the whole district is told of sign-ins in vain when nobody could be judged.</remarks>
internal sealed class SignInLimits(IOptions<LimitOptions> limits) : IDisposable
{
    // jtm_ and eight more signs: enough to tell tokens apart, and too little to be worth anything.
    private const int Beginning = 12;

    private static readonly Text What = new(
        "此地址或此令牌登录失败次数过多", "There were too many sign-ins in vain from this address, or with this token");

    private readonly PartitionedRateLimiter<string> _byAddress = Limiter(limits.Value.SignInAddress);
    private readonly PartitionedRateLimiter<string> _byToken = Limiter(limits.Value.SignInToken);

    /// <summary>Middleware between authentication and authorization.</summary>
    public async Task Watch(HttpContext http, RequestDelegate next)
    {
        if (http.User.Identity is { IsAuthenticated: true } || AccessTokenHandler.IsNoGuess(http)
            || http.Request.Headers.Authorization is not [{ Length: > 0 } sent]
            || http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(http);
            return;
        }

        using var byAddress = _byAddress.AttemptAcquire(CallerKey.AddressOf(http));
        if (!byAddress.IsAcquired)
        {
            await TooMany.AnswerAsync(http, byAddress, What);
            return;
        }

        using var byToken = _byToken.AttemptAcquire(BeginningOf(sent));
        if (!byToken.IsAcquired)
        {
            await TooMany.AnswerAsync(http, byToken, What);
            return;
        }

        await next(http);
    }

    public void Dispose()
    {
        _byAddress.Dispose();
        _byToken.Dispose();
    }

    /// <summary>What a token is told apart by. All of an identity provider's begin alike, and differ in their
    /// signatures.</summary>
    internal static string BeginningOf(string sent)
    {
        var token = sent[(sent.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim();
        var apart = token[(token.LastIndexOf('.') + 1)..];
        return apart[..Math.Min(Beginning, apart.Length)];
    }

    private static PartitionedRateLimiter<string> Limiter(Rate rate) =>
        PartitionedRateLimiter.Create<string, string>(key =>
            RateLimitPartition.GetTokenBucketLimiter(key, _ => Buckets.Of(rate)));
}
