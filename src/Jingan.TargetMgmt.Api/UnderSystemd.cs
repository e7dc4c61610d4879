using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging.Console;

namespace Jingan.TargetMgmt.Api;

/// <summary>The service as a unit of systemd, where it is one: systemd is told when it is ready and when it stops, and
/// the journal gets the level of every line.</summary>
internal static class UnderSystemd
{
    private const string FormSetting = "Logging:Console:FormatterName";

    // sd-daemon(3): what a line begins with is its level, and no part of it. Without one the journal takes a line for
    // a notice, and whoever asks it for what went wrong does not see it.
    private const string Error = "<3>", Warning = "<4>";

    // Not by AddSystemd: that looks at the parent process, which a unit with ProtectProc=invisible does not see, and
    // puts its own form of lines above the one that the settings ask for.
    public static void TellSystemd(this WebApplicationBuilder builder)
    {
        if (!IsUnit)
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

    /// <summary>A line of the error stream beside the log, as the journal takes it for an error.</summary>
    public static string AsError(string line) => WithLevel(Error, line);

    /// <summary>The same for a warning.</summary>
    public static string AsWarning(string line) => WithLevel(Warning, line);

    /// <summary>Whether an error stream is the journal's own. A shell below a unit inherits the variable, and shows the
    /// stream to a person.</summary>
    /// <param name="journal"><c>JOURNAL_STREAM</c>: device and inode.</param>
    /// <param name="stream">What the stream is, as <c>/proc</c> has it.</param>
    internal static bool IsJournal(string? journal, string? stream) =>
        journal?.Split(':') is [_, { Length: > 0 } inode] && stream == $"socket:[{inode}]";

    private static bool IsUnit => Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 };

    private static string WithLevel(string level, string line) =>
        IsUnit || (Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { } journal
            && IsJournal(journal, new FileInfo("/proc/self/fd/2").LinkTarget))
            ? level + line
            : line;
}
