using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Classification.Suggestions;

namespace Jingan.TargetMgmt.Verification.Replaying;

/// <summary>What another scheme would have suggested, for the rating in force of every target and period.
/// Nothing is changed by it.</summary>
internal sealed class WhatIf(IReadOnlyList<ReplayedRating> replayed)
{
    // A later rating of the same target and period replaces the earlier one.
    private readonly List<ReplayedRating> _inForce =
        [.. replayed.Where(r => !r.Logged.IsSecondMark)
            .GroupBy(r => (r.Logged.Period.Value, r.Logged.TargetId.Value))
            .Select(g => g.Last())
            .OrderBy(r => r.Logged.Period.Value, StringComparer.Ordinal)
            .ThenBy(r => r.Logged.TargetId.Value, StringComparer.Ordinal)];

    /// <summary>The ratings in force for which the other scheme would have suggested something else.</summary>
    public IReadOnlyList<ReplayedRating> Changes => [.. _inForce.Where(r => Said(r.Then) != Said(r.Now!))];

    /// <summary>Each suggestion, how often it was made and how often it would be.</summary>
    public IEnumerable<(string Said, int Then, int Now)> Distribution =>
        _inForce.SelectMany(r => (string[])[Said(r.Then), Said(r.Now!)]).Distinct().Order(StringComparer.Ordinal)
            .Select(said =>
                (said, _inForce.Count(r => Said(r.Then) == said), _inForce.Count(r => Said(r.Now!) == said)));

    /// <summary>How many ratings in force were asked about.</summary>
    public int Count => _inForce.Count;

    public JsonObject ToJson() => new()
    {
        ["ratings"] = _inForce.Count,
        ["distribution"] =
            new JsonArray([.. Distribution.Select(d => new JsonObject
            {
                ["suggestion"] = d.Said,
                ["then"] = d.Then,
                ["now"] = d.Now,
            })]),
        ["changes"] = new JsonArray([.. Changes.Select(c => new JsonObject
        {
            ["period"] = c.Logged.Period.Value, ["targetId"] = c.Logged.TargetId.Value, ["then"] = Said(c.Then),
            ["now"] = Said(c.Now!),
        })]),
    };

    // A state without a colour is as much a suggestion as a colour.
    public static string Said(Suggestion suggestion) =>
        suggestion.Colour ?? $"({suggestion.State.ToString().ToLowerInvariant()})";
}
