using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Doors;

/// <summary>Believes <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> of the reverse proxies that are named, and of
/// nobody else. Without one the headers are text like any other.</summary>
internal static class NamedProxies
{
    public static void UseNamedProxies(this WebApplication app)
    {
        var named = app.Services.GetRequiredService<IOptions<DoorOptions>>().Value.Proxies;
        if (named.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null, // as far back as named proxies go, and one step further
        };
        options.KnownProxies.Clear(); // the framework believes loopback
        options.KnownIPNetworks.Clear();
        foreach (var proxy in named)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }

        app.UseForwardedHeaders(options);
    }
}
