using System.Globalization;
using System.Text.Json;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Web.Languages;

namespace Jingan.TargetMgmt.Web.Worklists;

/// <summary>One target of a period, as the evaluator's list shows it.</summary>
/// <param name="Item">What the service listed: the facts that a rating is signed about.</param>
/// <param name="Ranks">The rank of each colour of the scheme, best first.</param>
public sealed record WorklistRow(WorklistItem Item, IReadOnlyDictionary<string, int> Ranks)
{
    public string? Suggested => Item.Suggestion?.Colour;

    public string? Claimed => Item.Facts?.Report?.SelfColour;

    public string? Last => Item.LastColours is [var last, ..] ? last.Colour : null;

    public bool IsRated => Item.Rating is not null;

    public bool IsReported => Item.Facts?.Report is not null;

    /// <summary>It was reported and has no rating yet.</summary>
    public bool IsToRate => IsReported && !IsRated;

    public bool IsStale => Item.Rating is { IsStale: true };

    /// <summary>Whether a second assessor is to mark it.</summary>
    public bool IsSecondMarkDue => Item.SecondMark == "due";

    /// <summary>The unit claims a better colour than the scheme suggests.</summary>
    public bool ClaimsBetter => Rank(Claimed) < Rank(Suggested);

    /// <summary>The scheme suggests a worse colour than the target had last.</summary>
    public bool Fell => Rank(Suggested) > Rank(Last);

    public IReadOnlyList<WorklistWarning> Warnings => Item.Facts?.Report?.Warnings ?? [];

    /// <summary>Value and plan, or the nodes that are done.</summary>
    public string Figures
    {
        get
        {
            if (Item.Facts?.Target?.Nodes is { Count: > 0 } nodes)
            {
                var done = Item.Facts?.Report?.Nodes?.Count(n => n.DoneOn is not null) ?? 0;
                return Item.Inputs is { OverdueDays: > 0 and var days }
                    ? Language.Of(
                        $"节点 {done}/{nodes.Count}，逾期 {days} 天", $"nodes {done}/{nodes.Count}, {days} days over")
                    : Language.Of($"节点 {done}/{nodes.Count}", $"nodes {done}/{nodes.Count}");
            }

            var (actual, planned) = (Item.Inputs?.Actual, Item.Inputs?.Planned);
            return (actual ?? planned) is null
                ? "—"
                : $"{Show(actual)} / {Brief(planned)} {Item.Facts?.Target?.UnitOfMeasure}".TrimEnd();
        }
    }

    /// <summary>Whether a text occurs in what people look for.</summary>
    public bool Has(string text) =>
        $"{Item.TargetId} {Item.Title} {Item.Facts?.Target?.LeadUnit}"
            .Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>A figure as the service wrote it, number or text.</summary>
    public static string Show(JsonElement? figure) => figure switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "—",
        { ValueKind: JsonValueKind.Number } number => number.GetDecimal().ToString(CultureInfo.InvariantCulture),
        { } other => other.ToString(),
    };

    // A plan that is spread over the months has decimals without end; the page of the target has them all.
    private static string Brief(JsonElement? figure) => figure is { ValueKind: JsonValueKind.Number } number
        ? Math.Round(number.GetDecimal(), 2).ToString(CultureInfo.InvariantCulture)
        : Show(figure);

    private int? Rank(string? colour) => colour is not null && Ranks.TryGetValue(colour, out var rank) ? rank : null;
}

/// <summary>Which targets of a list are shown.</summary>
public enum WorklistFilter
{
    All,
    NotRated,
    ClaimsBetter,
    Fell,
    NoSuggestion,
    Stale,
    SecondMark,
    Warned,
}

/// <summary>What each filter lets through.</summary>
public static class WorklistFilters
{
    public static bool Lets(this WorklistFilter filter, WorklistRow row) => filter switch
    {
        WorklistFilter.NotRated => row.IsToRate,
        WorklistFilter.ClaimsBetter => row.ClaimsBetter,
        WorklistFilter.Fell => row.Fell,
        WorklistFilter.NoSuggestion => row is { Suggested: null, IsReported: true },
        WorklistFilter.Stale => row.IsStale,
        WorklistFilter.SecondMark => row.IsSecondMarkDue,
        WorklistFilter.Warned => row.Warnings.Count > 0,
        _ => true,
    };

    public static string Name(this WorklistFilter filter) => filter switch
    {
        WorklistFilter.NotRated => Language.Of("待评定", "Not rated yet"),
        WorklistFilter.ClaimsBetter => Language.Of("自评优于建议", "Claims better"),
        WorklistFilter.Fell => Language.Of("比上次差", "Fell"),
        WorklistFilter.NoSuggestion => Language.Of("没有建议", "No suggestion"),
        WorklistFilter.Stale => Language.Of("评定后又有填报", "Stale"),
        WorklistFilter.SecondMark => Language.Of("待复评", "Second mark due"),
        WorklistFilter.Warned => Language.Of("有提示", "With warnings"),
        _ => Language.Of("全部", "All"),
    };
}
