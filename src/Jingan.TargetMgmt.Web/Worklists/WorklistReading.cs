using Jingan.TargetMgmt.Web.Wire;

namespace Jingan.TargetMgmt.Web.Worklists;

/// <summary>Reads a period's targets as the evaluator finds them.</summary>
internal static class WorklistReading
{
    private const int Few = 50;

    private static readonly Dictionary<string, int> None = [];

    /// <summary>The next target that was reported on and is not rated, page by page; null where there is none behind.
    /// </summary>
    /// <param name="after">A target's id; empty to begin with the first.</param>
    public static async Task<string?> NextToRateAsync(ServiceClient service, string period, string? after)
    {
        while (after is not null)
        {
            var page = await service.GetAsync(
                $"worklist?period={Uri.EscapeDataString(period)}&limit={Few}&after={Uri.EscapeDataString(after)}",
                WebJson.Default.PageWorklistItem);
            if (page.Value?.Items.Select(i => new WorklistRow(i, None)).FirstOrDefault(r => r.IsToRate) is { } found)
            {
                return found.Item.TargetId;
            }

            after = page.Value?.Next;
        }

        return null;
    }

    /// <summary>The rows, and the scheme whose colours they are.</summary>
    /// <param name="known">What is shown until now; it stays where nothing new can be read.</param>
    public static async Task<(List<WorklistRow>? Rows, SchemeView? Scheme, Refusal? Refusal)> ReadAsync(
        ServiceClient service, string period, List<WorklistRow>? known, CancellationToken ct,
        string? target = null)
    {
        var list = await service.ListAsync(
            $"worklist?period={Uri.EscapeDataString(period)}"
                + (target is null ? "" : $"&target={Uri.EscapeDataString(target)}"),
            WebJson.Default.PageWorklistItem, ct);
        if (list.Value is not { } items)
        {
            return (known, null, list.Refusal);
        }

        if (items.Count == 0)
        {
            return ([], null, null);
        }

        var scheme = await service.GetAsync(
            $"schemes/{Uri.EscapeDataString(items[0].Scheme)}", WebJson.Default.SchemeView, ct);
        var ranks = scheme.Value?.Colours.ToDictionary(c => c.Code, c => c.Rank) ?? [];
        return ([.. items.Select(i => new WorklistRow(i, ranks))], scheme.Value, scheme.Refusal);
    }
}
