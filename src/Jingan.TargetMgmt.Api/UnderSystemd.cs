using Microsoft.Extensions.Logging.Console;

namespace Jingan.TargetMgmt.Api;

/// <summary>The service as a unit of systemd, where it is one: systemd is told when it is ready and when it stops, and
/// the journal gets the level of every line.</summary>
internal static class UnderSystemd
{
    private const string FormSetting = "Logging:Console:FormatterName";

    public static void TellSystemd(this WebApplicationBuilder builder)
    {
        builder.Services.AddSystemd();
        // The library puts its own form of lines above the one that the settings ask for.
        if (builder.Configuration[FormSetting] is { Length: > 0 } asked)
        {
            builder.Services.Configure<ConsoleLoggerOptions>(o => o.FormatterName = asked);
        }
    }
}
