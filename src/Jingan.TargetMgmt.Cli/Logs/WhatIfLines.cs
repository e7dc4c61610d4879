using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Replaying;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary>What another scheme would have suggested, as it is printed.</summary>
internal static class WhatIfLines
{
    private const int MostShown = 50;

    public static void Show(this WhatIf whatIf, CommandConsole terminal)
    {
        Table.Write(
            terminal,
            [new Text("建议", "suggestion").Current, new Text("当时", "then").Current, new Text("改用后", "with it").Current],
            whatIf.Distribution.Select(d => (string[])[d.Said, d.Then.ToString(terminal.Output.FormatProvider),
                d.Now.ToString(terminal.Output.FormatProvider)]));
        var changes = whatIf.Changes;
        foreach (var change in changes.Take(MostShown))
        {
            terminal.Write(
                $"{change.Logged.Period} {change.Logged.TargetId}: {WhatIf.Said(change.Then)} → "
                    + $"{WhatIf.Said(change.Now!)}");
        }

        terminal.Write(new Text(
            $"{whatIf.Count} 项评定中 {changes.Count} 项的建议会不同{(changes.Count > MostShown ? "（其余见 --json）" : "")}。",
            $"of {whatIf.Count} ratings, the suggestion would be another "
                + $"for {changes.Count}{(changes.Count > MostShown ? " (the rest with --json)" : "")}."));
    }
}
