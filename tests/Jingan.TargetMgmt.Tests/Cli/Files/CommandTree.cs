using System.CommandLine;
using Jingan.TargetMgmt.Cli;
using Jingan.TargetMgmt.Cli.Terminal;

namespace Jingan.TargetMgmt.Tests.Cli.Files;

/// <summary>Every command of the tool with its options, so that a table of commands can be held against it.</summary>
internal static class CommandTree
{
    /// <summary>Such as <c>token add --file</c>.</summary>
    public static List<string> OptionsWhere(Func<Option, bool> isMeant)
    {
        var terminal = new CommandConsole(
            TextWriter.Null, TextWriter.Null, TimeProvider.System, _ => null, TextReader.Null);
        return [.. Leaves(JtmCommand.Root(terminal, new("--json")), [])
            .SelectMany(c => c.Command.Options.Where(isMeant).Select(o => $"{c.Name} {o.Name}"))];
    }

    private static IEnumerable<(string Name, Command Command)> Leaves(Command command, string[] path)
    {
        foreach (var sub in command.Subcommands)
        {
            string[] name = [.. path, sub.Name];
            if (sub.Action is not null)
            {
                yield return (string.Join(' ', name), sub);
            }

            foreach (var leaf in Leaves(sub, name))
            {
                yield return leaf;
            }
        }
    }
}
