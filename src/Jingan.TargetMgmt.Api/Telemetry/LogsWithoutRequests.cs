using Microsoft.Extensions.Logging.Console;

namespace Jingan.TargetMgmt.Api.Telemetry;

/// <summary>Keeps what a caller sends out of the service log, whatever level it is set to: the framework's own messages
/// repeat paths, queries and values, and its scopes do; in them stand people's names and calendars' keys.</summary>
internal static class LogsWithoutRequests
{
    private static readonly string[] Frameworks = ["Microsoft.AspNetCore", "System.Net.Http"];

    /// <summary>Whether standard output is for a program: every line of it is JSON.</summary>
    public static bool AreJson(IConfiguration configuration) =>
        configuration["Logging:Console:FormatterName"] == ConsoleFormatterNames.Json;

    public static void KeepRequestsOutOfLogs(this IServiceCollection services)
    {
        services.PostConfigure<LoggerFilterOptions>(KeepOut);
        services.PostConfigureAll<ConsoleFormatterOptions>(o => o.IncludeScopes = false);
        services.PostConfigureAll<SimpleConsoleFormatterOptions>(o => o.IncludeScopes = false);
        services.PostConfigureAll<JsonConsoleFormatterOptions>(o =>
        {
            o.IncludeScopes = false;
            (o.UseUtcTimestamp, o.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ");
        });
    }

    // Every rule there is, and the one that counts where there is none: a setting can make it stricter, not looser.
    private static void KeepOut(LoggerFilterOptions options)
    {
        List<LoggerFilterRule> rules = [new(null, null, options.MinLevel, null), .. options.Rules];
        options.Rules.Clear();
        foreach (var rule in rules)
        {
            options.Rules.Add(new(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                (level >= LogLevel.Warning || !IsFrameworks(category))
                && (rule.Filter is null || rule.Filter(provider, category, level))));
        }
    }

    private static bool IsFrameworks(string? category) => Frameworks.Any(f =>
        category is not null && category.StartsWith(f, StringComparison.Ordinal));
}
