using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Doors;

/// <summary>The server's own bounds, before any route is known.</summary>
internal static class DoorServices
{
    private const int MostHeaderBytes = 32 * 1024, MostHeaders = 64, MostOfARequestLine = 8 * 1024;

    private static readonly TimeSpan ForTheHeaders = TimeSpan.FromSeconds(15), Grace = TimeSpan.FromSeconds(5);

    public static void AddDoors(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DoorOptions>().Bind(builder.Configuration.GetSection(DoorOptions.Section))
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<DoorOptions>, DoorOptions.Check>();
        builder.Services.AddSingleton<ServerCertificate>();
        builder.Services.AddKnownHosts();
        builder.Services.AddRequestTimes();
        builder.WebHost.ConfigureKestrel(Bound);
    }

    private static void Bound(KestrelServerOptions kestrel)
    {
        var doors = kestrel.ApplicationServices.GetRequiredService<IOptions<DoorOptions>>().Value;
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = RequestLimits.MaxBody;
        limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.MaxRequestLineSize = MostOfARequestLine;
        limits.RequestHeadersTimeout = ForTheHeaders;
        limits.MinRequestBodyDataRate = new(doors.MinBytesPerSecond, Grace);
        limits.MinResponseDataRate = new(doors.MinBytesPerSecond, Grace);
        kestrel.ConfigureHttpsDefaults(
            kestrel.ApplicationServices.GetRequiredService<ServerCertificate>().ShowOn);
    }
}
