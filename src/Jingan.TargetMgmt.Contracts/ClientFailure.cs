using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli;

/// <summary>Ends a command with one line for people and an exit code. The line says what to do next.</summary>
internal sealed class CommandFailure(int exitCode, string message) : Exception(message)
{
    public int ExitCode => exitCode;

    /// <summary>What the line is about, one by one; shown under it.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    public static CommandFailure Refused(Text message) => new(Cli.ExitCode.Refused, message.Current);

    public static CommandFailure Damaged(Text message) => new(Cli.ExitCode.Damaged, message.Current);

    public static CommandFailure Impossible(Text message) => new(Cli.ExitCode.Impossible, message.Current);

    /// <summary>Says it on the error stream.</summary>
    /// <returns>The exit code.</returns>
    public int Report(Terminal terminal)
    {
        terminal.Complain(Message);
        foreach (var detail in Details)
        {
            terminal.Explain(detail);
        }

        return ExitCode;
    }
}
