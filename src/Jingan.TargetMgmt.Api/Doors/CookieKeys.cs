using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Jingan.TargetMgmt.Api.Doors;

/// <summary>The framework's sign-in comes with keys for cookies, and makes the first at the start: unencrypted, in the
/// home of the service's user, read again at every start. Nobody signs in by a cookie here.</summary>
internal static class CookieKeys
{
    public static IServiceCollection MakeNoCookieKeys(this IServiceCollection services)
    {
        var makers = services.Where(s => s.ServiceType == typeof(IHostedService)
            && s.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly).ToList();
        foreach (var maker in makers)
        {
            services.Remove(maker);
        }

        return services;
    }
}
