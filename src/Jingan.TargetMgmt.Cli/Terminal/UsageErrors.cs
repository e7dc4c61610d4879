using System.CommandLine;
using System.CommandLine.Parsing;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>What is wrong with a command line, in one line and in the chosen language (the library's own texts are half
/// translated).</summary>
internal static class UsageErrors
{
    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var missing = command.Options.Where(o => o.Required && parsed.GetResult(o) is not { Implicit: false }).ToList();
        string[] faults =
        [
            .. parsed.UnmatchedTokens.Select(token =>
                new Text($"不认识“{token}”", $"'{token}' is not known here").Current),
            .. missing.Select(o => Missing(o.Name)),
            .. command.Arguments.Where(a =>
                a.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(a) is not { Tokens.Count: > 0 })
                .Select(a => Missing($"<{a.Name}>")),
        ];
        if (command is { Action: null, Subcommands.Count: > 0 })
        {
            faults =
            [
                .. faults,
                new Text($"请选择一个命令：{Names(command, "、")}", $"choose a command: {Names(command, ", ")}").Current,
            ];
        }

        var others = parsed.Errors
            .Where(e => e.SymbolResult is OptionResult at ? !missing.Contains(at.Option) : faults.Length == 0)
            .Select(e => e.Message.TrimEnd('.'));
        return string.Join(new Text("；", "; ").Current, faults.Concat(others).Distinct())
            + new Text($"。用法见 {PathOf(parsed)} --help", $". Usage: {PathOf(parsed)} --help").Current;
    }

    private static string Missing(string name) => new Text($"缺少 {name}", $"{name} is missing").Current;

    private static string Names(Command command, string separator) =>
        string.Join(separator, command.Subcommands.Select(c => c.Name));

    private static string PathOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var at = parsed.CommandResult; at.Parent is CommandResult parent; at = parent)
        {
            names.Push(at.Command.Name);
        }

        return string.Join(' ', names.Prepend(CommandConsole.ToolName));
    }
}
