using System.Globalization;
using Jingan.TargetMgmt.Bench.Scenarios;

namespace Jingan.TargetMgmt.Bench;

/// <summary>What the command line asks for.</summary>
/// <param name="Scenarios">By name; none means all but <c>engines</c>, <c>scrub</c>, <c>backup</c> and <c>pair</c>,
/// which repeat some, <c>web</c>, which needs a browser, and <c>start</c>, which needs the packages.</param>
/// <param name="Measured">How long each point is measured.</param>
/// <param name="History">Entries stored before the second point of the history scenario,
/// and in the log that is verified.</param>
/// <param name="SqlServer">Connection string of a login that may create databases;
/// null when there is no server.</param>
/// <param name="Other">The service of another build, for <c>pair</c>.</param>
internal sealed record Settings(
    IReadOnlyList<string> Scenarios, TimeSpan Measured, long History, string? SqlServer, string? Other = null)
{
    /// <summary>Holds the connection string, which is a secret: it is never an argument,
    /// which every account of the machine could read.</summary>
    public const string SqlServerVariable = "TARGETMGMT_BENCH_SQLSERVER";

    public const string SqlServerOption = "--sqlserver-file", OtherOption = "--other";

    /// <summary>Before the first point, at 64 connections: the runtime compiles what it has seen run often,
    /// three times over.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    /// <summary>At the start of every point, not measured.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    /// <exception cref="FormatException">The arguments are none that <c>bench/run.sh</c> takes.</exception>
    public static Settings Read(IReadOnlyList<string> args, IReadOnlyCollection<string> known)
    {
        var settings = new Settings([], TimeSpan.FromSeconds(10), 1_000_000,
            Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 } named ? named : null);
        for (var i = 0; i < args.Count; i++)
        {
            settings = args[i] switch
            {
                "--seconds" => settings with { Measured = TimeSpan.FromSeconds(Number(args, ++i)) },
                "--history" => settings with { History = Number(args, ++i) },
                OtherOption when i + 1 < args.Count => settings with { Other = args[++i] },
                SqlServerOption => settings with { SqlServer = Content(args, ++i) },
                var name when known.Contains(name) => settings with { Scenarios = [.. settings.Scenarios, name] },
                var other =>
                    throw new FormatException(
                        $"'{other}' is no scenario. There are: {string.Join(", ", known)}; options: --seconds N, "
                            + $"--history N, {SqlServerOption} FILE, {OtherOption} FILE."),
            };
        }

        return settings.Scenarios.Count == 0 ? settings with { Scenarios = [.. known.Where(IsRunUnasked)] } : settings;
    }

    private static bool IsRunUnasked(string scenario) =>
        scenario is not (EnginesScenario.Name or ScrubScenario.Name or BackupScenario.Name or PairScenario.Name
            or WebScenario.Name or StartScenario.Name);

    private static string Content(IReadOnlyList<string> args, int at) =>
        at < args.Count && File.Exists(args[at]) && File.ReadAllText(args[at]).Trim() is { Length: > 0 } text
            ? text
            : throw new FormatException($"{args[at - 1]} takes the path of a file that holds a connection string.");

    private static int Number(IReadOnlyList<string> args, int at) =>
        at < args.Count && int.TryParse(args[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : throw new FormatException($"{args[at - 1]} takes a number from 1 on.");
}
