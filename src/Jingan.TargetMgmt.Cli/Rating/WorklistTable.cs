using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Rating;

/// <summary>The worklist as an evaluator reads it: what is promised, what was reported, what is claimed,
/// suggested and rated.</summary>
internal static class WorklistTable
{
    private const int MostOfATitle = 24;

    public static async Task<int> ShowAsync(
        ApiClient client, string period, CommandConsole terminal, CancellationToken ct)
    {
        var nodes = await Worklist.NodesAsync(client, period, ct);
        if (terminal.IsJson)
        {
            terminal.WriteList(nodes);
            return ExitCode.Done;
        }

        var items = nodes.Select(ServerJson.Read<WorklistItem>).ToList();
        var names = await WorklistNames.ReadAsync(client, period, target: null, items.FirstOrDefault()?.Scheme, ct);
        string[] header =
        [
            new Text("目标", "target").Current, new Text("名称", "title").Current, new Text("牵头单位", "lead unit").Current,
            new Text("实际/计划", "actual/planned").Current,
            new Text("自评", "claim").Current, new Text("上期", "last").Current, new Text("状态", "state").Current,
            new Text("建议", "suggested").Current,
            new Text("评定", "rated").Current, new Text("复评", "second mark").Current, new Text("提示", "notes").Current,
        ];
        Table.Write(terminal, header, items.Select(i => (string[])
        [
            i.TargetId, Shortened(i.Title), names.OfUnit(i), WorklistWords.Figures(i),
            names.OfColour(i.Facts?.Report?.SelfColour), names.OfColour(names.Last(i)),
            WorklistWords.State(i.State), names.OfColour(i.Suggestion?.Colour), names.OfRating(i),
            WorklistWords.SecondMark(i.SecondMark), WorklistWords.Notes(i),
        ]));
        var rated = items.Count(i => i.Rating is not null);
        terminal.Write(new Text($"共 {items.Count} 项，已评定 {rated} 项。", $"{items.Count} targets, {rated} rated."));
        return ExitCode.Done;
    }

    /// <summary>One target, line by line: what an assessor should have seen before a rating counts.</summary>
    public static IEnumerable<Text> Describe(WorklistItem item, WorklistNames names)
    {
        var (unit, claim, last, notes) = (names.OfUnit(item), names.OfColour(item.Facts?.Report?.SelfColour),
            names.OfColour(names.Last(item)), WorklistWords.Notes(item));
        if (item.Title.Length > 0)
        {
            yield return new($"目标：{item.Title}（{unit}）", $"target: {item.Title} ({unit})");
        }

        yield return new($"实际/计划：{WorklistWords.Figures(item)}；自评 {claim}；上期 {last}",
            $"actual/planned: {WorklistWords.Figures(item)}; claim {claim}; last period {last}");
        if (notes.Length > 0)
        {
            yield return new($"提示：{notes}", $"notes: {notes}");
        }
    }

    private static string Shortened(string title) =>
        title.Length <= MostOfATitle ? title : string.Concat(title.AsSpan(0, MostOfATitle - 1), "…");
}
