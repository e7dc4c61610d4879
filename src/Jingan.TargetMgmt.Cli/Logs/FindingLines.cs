using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary>What a check came upon, as it is printed.</summary>
internal static class FindingLines
{
    private const int MostShown = 20;

    /// <summary>Tells everything on the error stream.</summary>
    public static void Show(this Findings findings, CommandConsole terminal)
    {
        Show(terminal, new($"证实有误，{findings.DamageCount} 处：", $"proven damage, {findings.DamageCount} findings:"),
            findings.Damage);
        Show(terminal, new("未能核验：", "could not check:"), findings.Missing);
        Show(terminal, new("未核验部分（其余已核验）：", "not checked (the rest was):"), findings.Withheld);
    }

    /// <summary>Findings for programs, each in the language in force.</summary>
    public static JsonArray ToJson(IEnumerable<Text> findings) => new([.. findings.Select(f => (JsonNode)f.Current)]);

    private static void Show(CommandConsole terminal, Text head, IEnumerable<Text> findings)
    {
        var all = findings.ToList();
        if (all.Count > 0)
        {
            terminal.WriteError(head.Current);
            all.Take(MostShown).ToList().ForEach(f => terminal.WriteDetail(f.Current));
        }

        if (all.Count > MostShown)
        {
            terminal.WriteDetail(new Text($"……另有 {all.Count - MostShown} 处（--json 可见）",
                $"… and {all.Count - MostShown} more (see --json)").Current);
        }
    }
}
