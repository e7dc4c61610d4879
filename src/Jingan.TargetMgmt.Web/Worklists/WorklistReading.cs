using Jingan.TargetMgmt.Web.Wire;

namespace Jingan.TargetMgmt.Web.Worklists;

/// <summary>Reads a period's targets as the evaluator finds them.</summary>
internal static class WorklistReading
{
    /// <summary>The rows, and the scheme whose colours they are.</summary>
    /// <param name="known">What is shown until now; it stays where nothing new can be read.</param>
    public static async Task<(List<WorklistRow>? Rows, SchemeView? Scheme, Refusal? Refusal)> ReadAsync(
        ServiceClient service, string period, List<WorklistRow>? known, string? target = null)
    {
        var list = await service.ListAsync(
            $"worklist?period={Uri.EscapeDataString(period)}"
                + (target is null ? "" : $"&target={Uri.EscapeDataString(target)}"),
            WebJson.Default.PageWorklistItem);
        if (list.Value is not { } items)
        {
            return (known, null, list.Refusal);
        }

        if (items.Count == 0)
        {
            return ([], null, null);
        }

        var scheme = await service.GetAsync(
            $"schemes/{Uri.EscapeDataString(items[0].Scheme)}", WebJson.Default.SchemeView);
        var ranks = scheme.Value?.Colours.ToDictionary(c => c.Code, c => c.Rank) ?? [];
        return ([.. items.Select(i => new WorklistRow(i, ranks))], scheme.Value, scheme.Refusal);
    }
}
