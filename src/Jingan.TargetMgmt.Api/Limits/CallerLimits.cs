using System.Threading.RateLimiting;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>Every route has a limit by caller and by what the route does, so that nobody's flood is another's delay.
/// </summary>
internal static class CallerLimits
{
    // A read, or an export, waits its turn behind its own caller's others.
    private const int MostReadsWaiting = 128, MostExportsWaiting = 32;

    public static void AddCallerLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LimitOptions>().Bind(configuration.GetSection(LimitOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitOptions>, LimitOptions.Check>();
        services.AddSingleton<GrantedLimits>().AddSingleton<SignInLimits>().AddSingleton<WriteQuotas>()
            .AddSingleton<FreeSpace>();
        services.AddSingleton<FreeBytes>(folder => new DriveInfo(folder).AvailableFreeSpace);
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<GrantedLimits>((limiter, limits) =>
        {
            limiter.GlobalLimiter = Of(limits);
            limiter.OnRejected = async (context, _) => await TooMany.AnswerAsync(
                context.HttpContext, context.Lease,
                Said(RouteClasses.Of(context.HttpContext.GetEndpoint()), limits.Of(context.HttpContext)));
        });
    }

    /// <summary>Goes behind the sign-in: who has signed in counts for himself, wherever he is.</summary>
    public static void UseCallerLimits(this WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<SignInLimits>().Watch);
        app.UseRateLimiter();
    }

    /// <summary>Goes behind authorization: who may not write uses nothing up.</summary>
    public static void UseWriteLimits(this WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<FreeSpace>().Guard);
        app.Use(app.Services.GetRequiredService<WriteQuotas>().Count);
    }

    // The first refuses without using up what the second counts.
    private static PartitionedRateLimiter<HttpContext> Of(GrantedLimits limits) => PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, Key>(http => RouteClasses.Of(http.GetEndpoint()) switch
        {
            RouteClass.Read => InTurn(http, of => limits.Of(of).ReadsAtOnce, MostReadsWaiting),
            RouteClass.Export => InTurn(http, of => limits.Of(of).ExportsAtOnce, MostExportsWaiting),
            _ => RateLimitPartition.GetNoLimiter(new Key(RouteClass.Public, false, "")),
        }),
        PartitionedRateLimiter.Create<HttpContext, Key>(http => RateLimitPartition.GetTokenBucketLimiter(
            Key.Of(http), key => Buckets.Of(limits.Of(key.IsForRating).Of(key.Class)))));

    private static RateLimitPartition<Key> InTurn(HttpContext http, Func<bool, int> atOnce, int waiting) =>
        RateLimitPartition.GetConcurrencyLimiter(Key.Of(http), key => new()
        {
            PermitLimit = atOnce(key.IsForRating), QueueLimit = waiting,
        });

    // A class, though small: of a structure the runtime would compile all of the limiter anew, at every start.
    private sealed record Key(RouteClass Class, bool IsForRating, string Caller)
    {
        public static Key Of(HttpContext http) =>
            new(RouteClasses.Of(http.GetEndpoint()), GrantedLimits.IsForRating(http), CallerKey.Of(http));
    }

    private static Text Said(RouteClass of, LimitOptions limits)
    {
        var (name, rate) = (NameOf(of), limits.Of(of));
        return new(
            $"每个调用者的{name.Zh}至多连续 {rate.Burst} 次、持续每秒 {rate.PerSecond} 次",
            $"A caller has {rate.Burst} {name.En} at once and {rate.PerSecond} a second");
    }

    private static Text NameOf(RouteClass of) => of switch
    {
        RouteClass.Log => new("日志读取", "reads of a log"),
        RouteClass.Facts => new("数据读取", "reads of facts"),
        RouteClass.Read => new("查询", "reads"),
        RouteClass.Write => new("写入", "writes"),
        RouteClass.Export => new("导出", "exports"),
        RouteClass.Upload => new("上传", "uploads"),
        _ => new("公开页面访问", "requests without a token"),
    };
}
