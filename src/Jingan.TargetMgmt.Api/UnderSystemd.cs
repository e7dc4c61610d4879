using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging.Console;

namespace Jingan.TargetMgmt.Api;

/// <summary>The service as a unit of systemd, where it is one: systemd is told when it is ready and when it stops, and
/// the journal gets the level of every line.</summary>
internal static class UnderSystemd
{
    private const string FormSetting = "Logging:Console:FormatterName";

    // Not by AddSystemd: that looks at the parent process, which a unit with ProtectProc=invisible does not see, and
    // puts its own form of lines above the one that the settings ask for.
    public static void TellSystemd(this WebApplicationBuilder builder)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 0 })
        {
            return;
        }

        builder.Services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        builder.Services.AddSingleton<IHostLifetime, SystemdLifetime>();
        if (string.IsNullOrEmpty(builder.Configuration[FormSetting]))
        {
            builder.Services.Configure<ConsoleLoggerOptions>(o => o.FormatterName = ConsoleFormatterNames.Systemd);
        }
    }
}
