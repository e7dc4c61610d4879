using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Statistics;

/// <summary>The <c>statistics</c> of an evaluation report: counts only, each of which anybody can count again.
/// What occurs nowhere has no member.</summary>
internal static class ReportStatistics
{
    /// <summary>The member for what the assessor adds; nothing recomputes it.</summary>
    public const string Other = "other";

    private static readonly string[] Known =
    [
        "rated", "byColour", "byClass", "byUnit", "divergences", "unrated", "corrections",
    ];

    public static JsonObject Of(IReadOnlyCollection<CountedRating> ratings, IEnumerable<TargetState> unrated) => new()
    {
        ["rated"] = ratings.Count,
        ["byColour"] = Count(ratings.Select(r => r.Colour)),
        ["byClass"] = CountColours(ratings, r => r.Class),
        ["byUnit"] = CountColours(ratings, r => r.Unit),
        ["divergences"] = Count(ratings.Select(r => r.Divergence).OfType<string>()),
        ["unrated"] = Count(unrated.Select(s => JsonNamingPolicy.CamelCase.ConvertName(s.ToString()))),
        ["corrections"] = ratings.Count(r => r.IsCorrection),
    };

    /// <summary>The members of a claimed object that are neither counted here nor <see cref="Other"/>.</summary>
    public static IReadOnlyList<string> Unknown(JsonElement claimed) =>
        [.. claimed.EnumerateObject().Select(m => m.Name).Where(name => name != Other && !Known.Contains(name))];

    /// <summary>The members that are claimed and counted otherwise; what is not claimed cannot differ.</summary>
    public static IReadOnlyList<string> Differing(JsonElement claimed, JsonObject counted)
    {
        var figures = JsonSerializer.SerializeToElement(counted);
        return [.. claimed.EnumerateObject().Where(m => figures.TryGetProperty(m.Name, out var figure)
            && !JsonElement.DeepEquals(m.Value, figure)).Select(m => m.Name)];
    }

    private static JsonObject CountColours(
        IEnumerable<CountedRating> ratings, Func<CountedRating, string> group) => new(ratings
        .GroupBy(group).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => KeyValuePair.Create(g.Key, (JsonNode?)Count(g.Select(r => r.Colour)))));

    private static JsonObject Count(IEnumerable<string> names) =>
        new(names.CountBy(n => n).OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value)));
}
