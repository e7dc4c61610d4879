using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Replaying;

/// <summary>What another scheme would have suggested, for the rating in force of every target and period. Nothing is changed by it.</summary>
internal sealed class WhatIf(IReadOnlyList<ReplayedRating> replayed)
{
    private const int MostShown = 50;

    // A later rating of the same target and period replaces the earlier one.
    private readonly List<ReplayedRating> _inForce =
        [.. replayed.Where(r => !r.Logged.IsSecondMark).GroupBy(r => (r.Logged.Period.Value, r.Logged.TargetId.Value)).Select(g => g.Last()).OrderBy(r => r.Logged.Period.Value, StringComparer.Ordinal).ThenBy(r => r.Logged.TargetId.Value, StringComparer.Ordinal)];

    private List<ReplayedRating> Changes => [.. _inForce.Where(r => Said(r.Then) != Said(r.Now!))];

    private IEnumerable<(string Said, int Then, int Now)> Distribution =>
        _inForce.SelectMany(r => (string[])[Said(r.Then), Said(r.Now!)]).Distinct().Order(StringComparer.Ordinal)
            .Select(said => (said, _inForce.Count(r => Said(r.Then) == said), _inForce.Count(r => Said(r.Now!) == said)));

    public void Show(Terminal terminal)
    {
        Table.Write(
            terminal, [new Text("建议", "suggestion").Current, new Text("当时", "then").Current, new Text("改用后", "with it").Current],
            Distribution.Select(d => (string[])[d.Said, d.Then.ToString(terminal.Output.FormatProvider), d.Now.ToString(terminal.Output.FormatProvider)]));
        var changes = Changes;
        foreach (var change in changes.Take(MostShown))
        {
            terminal.Say($"{change.Logged.Period} {change.Logged.TargetId}: {Said(change.Then)} → {Said(change.Now!)}");
        }

        terminal.Say(new Text(
            $"{_inForce.Count} 项评定中 {changes.Count} 项的建议会不同{(changes.Count > MostShown ? "（其余见 --json）" : "")}。",
            $"of {_inForce.Count} ratings, the suggestion would be another for {changes.Count}{(changes.Count > MostShown ? " (the rest with --json)" : "")}."));
    }

    public JsonObject ToJson() => new()
    {
        ["ratings"] = _inForce.Count,
        ["distribution"] = new JsonArray([.. Distribution.Select(d => new JsonObject { ["suggestion"] = d.Said, ["then"] = d.Then, ["now"] = d.Now })]),
        ["changes"] = new JsonArray([.. Changes.Select(c => new JsonObject
        {
            ["period"] = c.Logged.Period.Value, ["targetId"] = c.Logged.TargetId.Value, ["then"] = Said(c.Then), ["now"] = Said(c.Now!),
        })]),
    };

    // A state without a colour is as much a suggestion as a colour.
    private static string Said(Suggestion suggestion) => suggestion.Colour ?? $"({suggestion.State.ToString().ToLowerInvariant()})";
}
